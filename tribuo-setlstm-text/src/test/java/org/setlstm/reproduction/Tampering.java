package org.setlstm.reproduction;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.json.JsonProvenanceSerialization;
import java.lang.reflect.Method;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.setlstm.SETLSTMModel;
import org.tribuo.provenance.ModelProvenance;

/** Models whose provenance was changed by a hand that knows JSON. */
final class Tampering {
    private Tampering() {}

    /** With another value where this one follows the name. */
    static SETLSTMModel of(SETLSTMModel model, String name, String value, String other) throws Exception {
        JsonProvenanceSerialization json = new JsonProvenanceSerialization(true);
        String text = json.marshalAndSerialize(model.getProvenance());
        Matcher place = Pattern.compile("(" + Pattern.quote(name) + "[^{}]*?\")" + Pattern.quote(value) + "\"")
                .matcher(text);
        assertTrue(place.find(), () -> name + " " + value + " is not in " + text);
        String changed = place.replaceAll("$1" + Matcher.quoteReplacement(other) + "\"");
        Method copy = SETLSTMModel.class.getDeclaredMethod("copy", String.class, ModelProvenance.class);
        copy.setAccessible(true);
        return (SETLSTMModel) copy.invoke(model, model.getName(), json.deserializeAndUnmarshal(changed));
    }
}
