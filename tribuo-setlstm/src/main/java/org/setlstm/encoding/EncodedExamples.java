package org.setlstm.encoding;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.setlstm.sequence.Vocabulary;
import org.setlstm.sequence.VocabularyBuilder;
import org.setlstm.training.TrainingData;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;

/**
 * A data set as the engine reads it: tokens as rows of an embedding, labels by number. Of what is held out no word is known
 * that isn't learned elsewhere, and no weight counts among the others.
 *
 * @param vocabulary The known tokens.
 * @param data What is learned from.
 * @param heldOut What is held out; null for a share of 0.
 */
public record EncodedExamples(Vocabulary vocabulary, TrainingData data, TrainingData heldOut) {
    /**
     * Encodes a data set.
     *
     * @param examples Labelled examples with ordered tokens.
     * @param features The data set's own, as the outputs: it makes new ones at each call.
     * @param outputs The data set's own.
     * @param minTokenCount Documents that must hold a known token.
     * @param maxVocabulary Known tokens at most; 0 for no bound.
     * @param prefix Letters that an unknown token shares at least with the known one that it counts as; 0 if it stays unknown.
     * @param balanced Whether all classes weigh alike.
     * @param validationShare The share of each label that is held out.
     * @param random Decides who is held out.
     * @return The encoded examples. Weights have a mean of 1.
     * @throws IllegalArgumentException If an example has no features, no token order, or a weight that is negative or not
     *     finite; or all weights are 0, or the share holds out none.
     */
    public static EncodedExamples of(
            Dataset<Label> examples,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<Label> outputs,
            int minTokenCount,
            int maxVocabulary,
            int prefix,
            boolean balanced,
            double validationShare,
            SplittableRandom random) {
        Sequences sequences = Sequences.of(examples, outputs);
        int[] labels = sequences.labels();
        BitSet heldOut = validationShare > 0.0
                ? StratifiedShare.draw(labels, outputs.size(), validationShare, random.split())
                : new BitSet();
        BitSet learned = new BitSet();
        learned.set(0, labels.length);
        learned.andNot(heldOut);
        VocabularyBuilder builder =
                new VocabularyBuilder(sequences.documents(), features, minTokenCount, maxVocabulary, prefix);
        learned.stream().forEach(n -> builder.count(sequences.order()[n]));
        Vocabulary vocabulary = builder.vocabulary();
        int[] rows = builder.rows(vocabulary);
        Parts parts = new Parts(labels, sequences.weights(), outputs.size(), balanced);
        return new EncodedExamples(
                vocabulary,
                parts.of(learned, sequences.rows(learned, rows), "examples"),
                heldOut.isEmpty() ? null : parts.of(heldOut, sequences.rows(heldOut, rows), "held-out examples"));
    }

    /** Labels and weights of all examples, to take parts from. */
    private record Parts(int[] labels, float[] weights, int classes, boolean balanced) {
        TrainingData of(BitSet part, int[][] documents, String what) {
            int[] l = part.stream().map(i -> labels[i]).toArray();
            float[] w = new float[l.length];
            int n = 0;
            for (int i = part.nextSetBit(0); i >= 0; i = part.nextSetBit(i + 1)) {
                w[n++] = weights[i];
            }
            if (balanced) {
                balance(w, l, classes);
            }
            scaleToMeanOne(w, what);
            return new TrainingData(documents, l, w);
        }
    }

    private static void balance(float[] weights, int[] labels, int classes) {
        double[] sums = new double[classes];
        for (int i = 0; i < labels.length; i++) {
            sums[labels[i]] += weights[i];
        }
        for (int i = 0; i < labels.length; i++) {
            // A class whose examples all weigh nothing stays at nothing.
            weights[i] = sums[labels[i]] == 0.0 ? 0.0f : (float) (weights[i] / sums[labels[i]]);
        }
    }

    /** So that the size of a step doesn't depend on the unit of the weights. */
    private static void scaleToMeanOne(float[] weights, String what) {
        double sum = 0.0;
        for (float w : weights) {
            if (!(w >= 0.0f && w < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "An example has weight " + w + ", and weights must be finite and not" + " negative");
            }
            sum += w;
        }
        if (sum == 0.0) {
            throw new IllegalArgumentException("All " + what + " have weight 0");
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (weights[i] * (weights.length / sum));
        }
    }
}
