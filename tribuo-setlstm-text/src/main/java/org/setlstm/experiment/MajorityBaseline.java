package org.setlstm.experiment;

import java.util.Map;
import java.util.TreeMap;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/**
 * What one gets for always giving the most frequent label of the training texts: on skewed data a high accuracy.
 *
 * @param label That label; of equally frequent ones the first by name.
 * @param documents Texts of the test.
 * @param accuracy On the test texts.
 * @param macroF1 On the test texts: every other label's F1 is 0.
 */
record MajorityBaseline(String label, int documents, double accuracy, double macroF1) {
    static MajorityBaseline of(Iterable<Example<Label>> train, Iterable<Example<Label>> test) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Example<Label> example : train) {
            counts.merge(example.getOutput().getLabel(), 1, Integer::sum);
        }
        String label = counts.entrySet().stream()
                .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
                .orElseThrow()
                .getKey();
        int right = 0;
        int all = 0;
        for (Example<Label> example : test) {
            String wanted = example.getOutput().getLabel();
            if (!counts.containsKey(wanted)) {
                throw new IllegalArgumentException(
                        "a test text has the label '" + wanted + "', which no training text has");
            }
            right += wanted.equals(label) ? 1 : 0;
            all++;
        }
        // Of this label every text is found, and so recall is 1 and F1 2 p / (p + 1).
        double precision = (double) right / all;
        return new MajorityBaseline(label, all, precision, 2.0 * precision / (precision + 1.0) / counts.size());
    }
}
