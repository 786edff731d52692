package org.setlstm.ngram;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Multinomial logistic regression on chosen n-grams, with a quadratic penalty: minimises
 *
 * <p>{@code sum(weight * -log(probability of the class)) + penalty / 2 * |v|^2}
 *
 * <p>over the weights {@code v}, in units of log count ratios, and biases, which are free. With two classes there is one logit,
 * of the second.
 */
final class LogisticRegression {
    private final Features features;
    /** Of each position, in plain units. */
    private final double[] weights;

    private final double[] bias;

    private LogisticRegression(Features features, double[] weights, double[] bias) {
        this.features = features;
        this.weights = weights;
        this.bias = bias;
    }

    /** Before it is fitted. */
    static LogisticRegression zero(Features features) {
        return new LogisticRegression(features, new double[features.stored()], new double[features.columns()]);
    }

    /** On these documents alone, to a part of the loss. */
    static LogisticRegression fit(
            Features features,
            AscendingLists held,
            int[] labels,
            float[] weights,
            int[] documents,
            double penalty,
            double tolerance) {
        LogisticLoss loss = new LogisticLoss(features, held, labels, weights, documents, penalty);
        double[] parameters = new double[loss.parameters()];
        LBFGS.minimise(loss, parameters, loss.curvature(), tolerance);
        return of(features, loss, parameters);
    }

    /** At a point of its loss. */
    static LogisticRegression of(Features features, LogisticLoss loss, double[] point) {
        return new LogisticRegression(features, loss.plain(point), loss.bias(point));
    }

    /** {@code [columns]}, of a document with these gaps between positions. */
    static void logits(
            Features features, double[] weights, double[] bias, char[] positions, double scale, double[] logits) {
        if (logits.length == 1) {
            logits[0] = sum(weights, positions);
        } else {
            Arrays.fill(logits, 0.0);
            int k = 0;
            for (char gap : positions) {
                k += gap;
                if (gap < AscendingLists.WIDE) {
                    logits[features.column(k)] += weights[k];
                }
            }
        }
        for (int c = 0; c < logits.length; c++) {
            logits[c] = bias[c] + scale * logits[c];
        }
    }

    /** In a register, and no column is read. */
    private static double sum(double[] weights, char[] positions) {
        double sum = 0.0;
        int k = 0;
        for (char gap : positions) {
            k += gap;
            if (gap < AscendingLists.WIDE) {
                sum += weights[k];
            }
        }
        return sum;
    }

    Features features() {
        return features;
    }

    /** {@code [columns]}, of a document. */
    double[] logits(int[] held) {
        double[] logits = new double[features.columns()];
        char[] positions = AscendingLists.gaps(features.positions(held));
        logits(features, weights, bias, positions, features.scale(held), logits);
        return logits;
    }

    /** A weight in plain units. */
    double weight(int k) {
        return weights[k];
    }

    double bias(int column) {
        return bias[column];
    }

    /** N-grams that have a position. */
    int[] ngrams(int candidates) {
        return IntStream.range(0, candidates)
                .filter(n -> features.start(n) < features.start(n + 1))
                .toArray();
    }
}
