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
    private final double[] parameters;

    private LogisticRegression(Features features, double[] parameters) {
        this.features = features;
        this.parameters = parameters;
    }

    /** On these documents alone. */
    static LogisticRegression fit(
            Features features, int[][] held, int[] labels, float[] weights, int[] documents, double penalty) {
        int[][] positions = new int[documents.length][];
        double[] scales = new double[documents.length];
        for (int i = 0; i < documents.length; i++) {
            positions[i] = features.positions(held[documents[i]]);
            scales[i] = features.scale(held[documents[i]]);
        }
        double[] parameters = new double[features.stored() + features.columns()];
        LBFGS.minimise(
                (point, gradient) -> {
                    double value = penalise(point, gradient, features.stored(), penalty);
                    double[] logits = new double[features.columns()];
                    for (int i = 0; i < documents.length; i++) {
                        logits(features, point, positions[i], scales[i], logits);
                        int d = documents[i];
                        value += weights[d] * loss(logits, labels[d]);
                        addGradient(features, positions[i], scales[i], weights[d], logits, gradient);
                    }
                    return value;
                },
                parameters);
        return new LogisticRegression(features, parameters);
    }

    private static double penalise(double[] point, double[] gradient, int stored, double penalty) {
        Arrays.fill(gradient, 0.0);
        double squares = 0.0;
        for (int k = 0; k < stored; k++) {
            squares += point[k] * point[k];
            gradient[k] = penalty * point[k];
        }
        return penalty / 2.0 * squares;
    }

    private static void logits(Features features, double[] point, int[] positions, double scale, double[] logits) {
        Arrays.fill(logits, 0.0);
        for (int k : positions) {
            logits[features.column(k)] += features.unit(k) * point[k];
        }
        for (int c = 0; c < logits.length; c++) {
            logits[c] = point[features.stored() + c] + scale * logits[c];
        }
    }

    private static void addGradient(
            Features features, int[] positions, double scale, float weight, double[] ofLogits, double[] gradient) {
        for (int c = 0; c < ofLogits.length; c++) {
            gradient[features.stored() + c] += weight * ofLogits[c];
        }
        for (int k : positions) {
            gradient[k] += weight * scale * features.unit(k) * ofLogits[features.column(k)];
        }
    }

    /** Logits in, their gradient out. Returns the loss. */
    static double loss(double[] logits, int label) {
        if (logits.length == 1) {
            double margin = label == 1 ? logits[0] : -logits[0];
            double odds = StrictMath.exp(-Math.abs(margin));
            double wrong = margin > 0.0 ? odds / (1.0 + odds) : 1.0 / (1.0 + odds);
            logits[0] = label == 1 ? -wrong : wrong;
            return StrictMath.log1p(odds) + Math.max(0.0, -margin);
        }
        double max = Arrays.stream(logits).max().getAsDouble();
        double sum = 0.0;
        for (double z : logits) {
            sum += StrictMath.exp(z - max);
        }
        double loss = StrictMath.log(sum) + max - logits[label];
        for (int c = 0; c < logits.length; c++) {
            logits[c] = StrictMath.exp(logits[c] - max) / sum - (c == label ? 1.0 : 0.0);
        }
        return loss;
    }

    Features features() {
        return features;
    }

    /** {@code [columns]}, of a document. */
    double[] logits(int[] held) {
        double[] logits = new double[features.columns()];
        logits(features, parameters, features.positions(held), features.scale(held), logits);
        return logits;
    }

    /** A weight in plain units. */
    double weight(int k) {
        return features.unit(k) * parameters[k];
    }

    double bias(int column) {
        return parameters[features.stored() + column];
    }

    /** N-grams that have a position. */
    int[] ngrams(int candidates) {
        return IntStream.range(0, candidates)
                .filter(n -> features.start(n) < features.start(n + 1))
                .toArray();
    }
}
