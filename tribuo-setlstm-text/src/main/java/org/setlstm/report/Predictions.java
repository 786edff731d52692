package org.setlstm.report;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * What a classifier said of each test document, in their order.
 *
 * @param labels The names of the labels, ascending: those that the classifier knows, and those that documents have.
 * @param truths Of each document the number of its label.
 * @param predicted Of each document the number of the predicted label.
 * @param confidences Of each document the probability of the predicted label, to four decimals; NaN where the classifier
 *     gives scores that are no probabilities.
 */
public record Predictions(List<String> labels, int[] truths, int[] predicted, double[] confidences) {
    private static final double DECIMALS = 1e4;

    /**
     * Of predictions, whose examples have the true labels.
     *
     * @param predictions The predictions, one or more.
     * @return What they say.
     */
    public static Predictions of(List<Prediction<Label>> predictions) {
        TreeSet<String> names =
                new TreeSet<>(predictions.get(0).getOutputScores().keySet());
        predictions.forEach(p -> names.add(truth(p)));
        List<String> labels = List.copyOf(names);
        return new Predictions(
                labels,
                predictions.stream().mapToInt(p -> labels.indexOf(truth(p))).toArray(),
                predictions.stream()
                        .mapToInt(p -> labels.indexOf(p.getOutput().getLabel()))
                        .toArray(),
                predictions.stream().mapToDouble(Predictions::confidence).toArray());
    }

    private static double confidence(Prediction<Label> prediction) {
        return prediction.hasProbabilities()
                ? Math.round(DECIMALS * prediction.getOutput().getScore()) / DECIMALS
                : Double.NaN;
    }

    private static String truth(Prediction<Label> prediction) {
        return prediction.getExample().getOutput().getLabel();
    }

    /**
     * How many documents there are.
     *
     * @return At least one.
     */
    public int size() {
        return truths.length;
    }

    /**
     * Whether a document got its label.
     *
     * @param document Its number.
     * @return Whether the predicted label is the true one.
     */
    public boolean isRight(int document) {
        return truths[document] == predicted[document];
    }

    /**
     * Whether these are of the same documents as others, as far as labels tell.
     *
     * @param other Others.
     * @return Whether labels and truths are the same.
     */
    public boolean isOfTheSame(Predictions other) {
        return labels.equals(other.labels) && Arrays.equals(truths, other.truths);
    }

    void requireTheSame(Predictions other) {
        if (!isOfTheSame(other)) {
            throw new IllegalArgumentException(
                    "Predictions can be paired where they are of the same documents in the same"
                            + " order, and these are of " + size() + " and " + other.size()
                            + " documents with other labels");
        }
    }
}
