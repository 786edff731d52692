package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.List;
import java.util.Optional;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.data.text.DocumentPreprocessor;
import org.tribuo.data.text.TextFeatureExtractor;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;
import org.tribuo.impl.ArrayExample;

/**
 * What a text goes through, alike for training and for prediction.
 *
 * @param preprocessors What changes it first, in this order.
 * @param extractor What makes an example of it then.
 */
public record TextToExample(List<DocumentPreprocessor> preprocessors, TextFeatureExtractor<Label> extractor) {
    /**
     * Makes an example of a text.
     *
     * @param output Its label.
     * @param text The text.
     * @return The example, empty if the text has no tokens or a preprocessor drops it.
     */
    public Example<Label> extract(Label output, String text) {
        String document = preprocess(text);
        return document == null ? new ArrayExample<>(output) : extractor.extract(output, document);
    }

    /** Null if a preprocessor drops the text. */
    String preprocess(String text) {
        String document = text;
        for (DocumentPreprocessor preprocessor : preprocessors) {
            document = preprocessor.processDoc(document);
            if (document == null) {
                return null;
            }
        }
        return document;
    }

    /** What cuts a text into the tokens whose features are all that the extractor makes; empty if it does something else. */
    Optional<TokenSequencePipeline> sequences() {
        if (extractor.getClass() != TextFeatureExtractorImpl.class) {
            return Optional.empty();
        }
        try {
            // Tribuo's extractor doesn't give its pipeline away. OLCUT finds it among its configured fields.
            ConfigurationManager cm = new ConfigurationManager();
            String pipeline = cm.importConfigurable(extractor, "extractor") + "-pipeline";
            return cm.lookup(pipeline) instanceof TokenSequencePipeline sequences
                    ? Optional.of(sequences)
                    : Optional.empty();
        } catch (PropertyException e) {
            // There is something in it that can't be configured.
            return Optional.empty();
        }
    }
}
