package org.setlstm;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tribuo.provenance.SkeletalTrainerProvenance;
import org.tribuo.provenance.TrainerProvenance;

/** What decides the bits of a run, beside its data, by the names of the trainer's settings. */
final class RunSettings {
    /** Threads leave no trace in the bits; of word vectors it is the first weights that count, not where they came from. */
    private static final Set<String> FREE = Set.of("threads", "wordVectors");

    private RunSettings() {}

    static Map<String, String> of(TrainerProvenance trainer) {
        Map<String, String> settings = new TreeMap<>();
        add("", trainer, settings);
        settings.put(
                "invocation",
                trainer.getInstanceValues()
                        .get(SkeletalTrainerProvenance.TRAIN_INVOCATION_COUNT)
                        .toString());
        settings.put("library version", SETLSTM.VERSION);
        return settings;
    }

    private static void add(String prefix, ConfiguredObjectProvenance component, Map<String, String> settings) {
        component.getConfiguredParameters().forEach((name, value) -> {
            if (value instanceof ConfiguredObjectProvenance part && !FREE.contains(name)) {
                add(prefix + name + ".", part, settings);
            } else if (!FREE.contains(name)) {
                settings.put(prefix + name, value.toString());
            }
        });
    }
}
