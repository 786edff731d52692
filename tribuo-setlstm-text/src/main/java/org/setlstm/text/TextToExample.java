package org.setlstm.text;

import java.util.List;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.data.text.DocumentPreprocessor;
import org.tribuo.data.text.TextFeatureExtractor;
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
        String document = text;
        for (DocumentPreprocessor preprocessor : preprocessors) {
            document = preprocessor.processDoc(document);
            if (document == null) {
                return new ArrayExample<>(output);
            }
        }
        return extractor.extract(output, document);
    }
}
