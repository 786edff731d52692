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

    /** On these documents alone. */
    static LogisticRegression fit(
            Features features, AscendingLists held, int[] labels, float[] weights, int[] documents, double penalty) {
        char[][] positions = new char[documents.length][];
        double[] scales = new double[documents.length];
        for (int i = 0; i < documents.length; i++) {
            int[] candidates = held.get(documents[i]);
            positions[i] = AscendingLists.gaps(features.positions(candidates));
            scales[i] = features.scale(candidates);
        }
        // Weights of positions and of subwords, in units of log count ratios, and biases.
        int penalised = features.stored() + features.subwords().size() * features.columns();
        double[] parameters = new double[penalised + features.columns()];
        LBFGS.minimise(
                (point, gradient) -> {
                    double[] w = plain(features, point);
                    double[] b = Arrays.copyOfRange(point, penalised, point.length);
                    double[] ofWeights = new double[w.length];
                    double[] ofBias = new double[b.length];
                    double[] logits = new double[b.length];
                    double value = 0.0;
                    for (int i = 0; i < documents.length; i++) {
                        logits(features, w, b, positions[i], scales[i], logits);
                        int d = documents[i];
                        value += weights[d] * loss(logits, labels[d]);
                        for (int c = 0; c < b.length; c++) {
                            ofBias[c] += weights[d] * logits[c];
                        }
                        int k = 0;
                        for (char gap : positions[i]) {
                            k += gap;
                            if (gap < AscendingLists.WIDE) {
                                ofWeights[k] += weights[d] * scales[i] * logits[features.column(k)];
                            }
                        }
                    }
                    inUnits(features, ofWeights, gradient);
                    System.arraycopy(ofBias, 0, gradient, penalised, b.length);
                    return value + penalise(point, gradient, penalised, penalty);
                },
                parameters);
        return new LogisticRegression(
                features, plain(features, parameters), Arrays.copyOfRange(parameters, penalised, parameters.length));
    }

    private static double penalise(double[] point, double[] gradient, int penalised, double penalty) {
        double squares = 0.0;
        for (int k = 0; k < penalised; k++) {
            squares += point[k] * point[k];
            gradient[k] += penalty * point[k];
        }
        return penalty / 2.0 * squares;
    }

    /** From weights in units of log count ratios: a word has the weights of its subwords too. */
    private static double[] plain(Features features, double[] point) {
        double[] plain = new double[features.stored()];
        for (int k = 0; k < plain.length; k++) {
            plain[k] = features.unit(k) * point[k];
            int c = features.column(k);
            for (int s : features.subwords().of(features.word(k))) {
                plain[k] += features.subwordUnit(s, c) * point[plain.length + s * features.columns() + c];
            }
        }
        return plain;
    }

    /** The transpose of that, from the gradient of plain weights. */
    private static void inUnits(Features features, double[] ofWeights, double[] gradient) {
        Arrays.fill(gradient, 0.0);
        for (int k = 0; k < ofWeights.length; k++) {
            gradient[k] = features.unit(k) * ofWeights[k];
            int c = features.column(k);
            for (int s : features.subwords().of(features.word(k))) {
                gradient[ofWeights.length + s * features.columns() + c] += features.subwordUnit(s, c) * ofWeights[k];
            }
        }
    }

    private static void logits(
            Features features, double[] weights, double[] bias, char[] positions, double scale, double[] logits) {
        Arrays.fill(logits, 0.0);
        int k = 0;
        for (char gap : positions) {
            k += gap;
            if (gap < AscendingLists.WIDE) {
                logits[features.column(k)] += weights[k];
            }
        }
        for (int c = 0; c < logits.length; c++) {
            logits[c] = bias[c] + scale * logits[c];
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
