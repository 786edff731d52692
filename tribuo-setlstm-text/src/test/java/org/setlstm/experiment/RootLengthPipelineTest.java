package org.setlstm.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.setlstm.text.WebTextTokenizer;
import org.tribuo.Feature;
import org.tribuo.data.text.impl.BasicPipeline;

class RootLengthPipelineTest {
    @Test
    void dividesByTheRootOfTheNumberOfFeatures() {
        BasicPipeline ngrams = new BasicPipeline(new WebTextTokenizer(), 2);
        List<Feature> features = new RootLengthPipeline(ngrams).process("", "so so much so much");
        // so, much, and of pairs so so, so much, much so.
        assertEquals(5, features.size());
        features.forEach(f -> assertEquals(1.0 / Math.sqrt(5.0), f.getValue(), 1e-12));
        assertEquals(
                ngrams.process("", "so so much so much").stream()
                        .map(Feature::getName)
                        .toList(),
                features.stream().map(Feature::getName).toList());
        assertEquals(List.of(), new RootLengthPipeline(ngrams).process("", ""));
    }
}
