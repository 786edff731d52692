package org.setlstm.text;

import java.util.List;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.data.text.DocumentPreprocessor;
import org.tribuo.data.text.TextFeatureExtractor;
import org.tribuo.impl.ArrayExample;

/** What a text goes through, alike for training and for prediction. */
record TextToExample(List<DocumentPreprocessor> preprocessors, TextFeatureExtractor<Label> extractor) {
    /** The example, empty if the text has no tokens or a preprocessor drops it. */
    Example<Label> extract(Label output, String text) {
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
