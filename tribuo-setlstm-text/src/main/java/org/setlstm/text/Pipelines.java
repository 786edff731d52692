package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.ListProperty;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.data.text.DocumentPreprocessor;
import org.tribuo.data.text.TextFeatureExtractor;

/** Rebuilds from a model's provenance how its training texts became examples. */
final class Pipelines {
    private Pipelines() {}

    static TextToExample of(Model<Label> model) {
        List<ConfigurationData> components = ProvenanceUtil.extractConfiguration(model.getProvenance());
        ConfigurationManager cm = new ConfigurationManager();
        cm.addConfiguration(components);
        for (ConfigurationData source : components) {
            Property extractor = source.getProperties().get("extractor");
            if (extractor instanceof SimpleProperty name
                    && cm.lookup(name.getValue()) instanceof TextFeatureExtractor<?> found) {
                @SuppressWarnings("unchecked") // A classifier's source extracts Labels.
                TextFeatureExtractor<Label> labels = (TextFeatureExtractor<Label>) found;
                return new TextToExample(
                        preprocessors(cm, source.getProperties().get("preprocessors")), labels);
            }
        }
        throw new IllegalArgumentException(
                "The model's provenance names no text extractor: it was not trained on a text"
                        + " source, so extract examples yourself and call Model.predict");
    }

    private static List<DocumentPreprocessor> preprocessors(ConfigurationManager cm, Property names) {
        List<DocumentPreprocessor> preprocessors = new ArrayList<>();
        if (names instanceof ListProperty list) {
            for (SimpleProperty name : list.getSimpleList()) {
                preprocessors.add((DocumentPreprocessor) cm.lookup(name.getValue()));
            }
        }
        return preprocessors;
    }
}
