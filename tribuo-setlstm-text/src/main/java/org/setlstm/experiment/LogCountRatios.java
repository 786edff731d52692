package org.setlstm.experiment;

import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.Label;

/**
 * How much more often a label's documents hold a feature than the others do, as naive Bayes sees it (Wang and Manning,
 * <i>Baselines and Bigrams</i>, 2012): {@code r = log((1 + p) / |1 + p|) - log((1 + q) / |1 + q|)}, where p and q count
 * the documents of the label and of the others that hold each feature, and {@code |.|} sums over all features.
 */
final class LogCountRatios {
    private LogCountRatios() {}

    /**
     * @param examples Those that are counted.
     * @param label The label; all others are the rest.
     * @param features Gives each feature its place in the result; those that no example holds are not counted, and have 0.
     */
    static double[] of(Iterable<Example<Label>> examples, Label label, ImmutableFeatureMap features) {
        int[] p = new int[features.size()];
        int[] q = new int[features.size()];
        for (Example<Label> example : examples) {
            int[] counts = example.getOutput().getLabel().equals(label.getLabel()) ? p : q;
            for (Feature feature : example) {
                counts[features.getID(feature.getName())]++;
            }
        }
        double sumP = 0.0;
        double sumQ = 0.0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] + q[i] > 0) {
                sumP += 1.0 + p[i];
                sumQ += 1.0 + q[i];
            }
        }
        double[] ratios = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            if (p[i] + q[i] > 0) {
                ratios[i] = StrictMath.log((1.0 + p[i]) / sumP) - StrictMath.log((1.0 + q[i]) / sumQ);
            }
        }
        return ratios;
    }
}
