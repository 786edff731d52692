package org.setlstm.ngram;

import java.util.Arrays;
import org.setlstm.parallel.ParallelLoop;

/**
 * What a logistic regression minimises: the loss of documents and the penalty, as a function of weights in units of log count
 * ratios, of subwords' weights in theirs, and of biases, one after another. Documents are added up in shards, each by one
 * thread; how many shards there are depends on the documents alone, so sums have the same bits for any number of threads.
 */
final class LogisticLoss implements LBFGS.Objective {
    private static final int MOST_SHARDS = 8;

    /** Fewer documents are added up sooner than threads wake. */
    private static final int SHARD = 256;

    private final Features features;
    private final int[] labels;
    private final float[] weights;
    private final double penalty;

    /** For each document its stored positions, as gaps. */
    private final char[][] positions;

    private final double[] scales;
    private final Shard[] shards;
    private final int penalised;

    /** Of these documents alone, and weights of positions that these features have. */
    LogisticLoss(
            Features features, AscendingLists held, int[] labels, float[] weights, int[] documents, double penalty) {
        this.features = features;
        this.penalty = penalty;
        this.labels = new int[documents.length];
        this.weights = new float[documents.length];
        positions = new char[documents.length][];
        scales = new double[documents.length];
        penalised = features.stored() + features.subwords().size() * features.columns();
        shards = new Shard[Math.max(1, Math.min(MOST_SHARDS, documents.length / SHARD))];
        ParallelLoop.forEach(shards.length, s -> {
            shards[s] = new Shard(start(s), start(s + 1));
            for (int i = start(s); i < start(s + 1); i++) {
                int d = documents[i];
                int[] candidates = held.get(d);
                positions[i] = AscendingLists.gaps(features.positions(candidates));
                scales[i] = features.scale(candidates);
                this.labels[i] = labels[d];
                this.weights[i] = weights[d];
            }
        });
    }

    private int start(int shard) {
        return (int) ((long) shard * positions.length / shards.length);
    }

    int parameters() {
        return penalised + features.columns();
    }

    @Override
    public double at(double[] point, double[] gradient) {
        double[] plain = plain(point);
        double[] bias = bias(point);
        ParallelLoop.forEach(shards.length, s -> shards[s].add(plain, bias));
        double value = 0.0;
        double[] ofWeights = new double[plain.length];
        double[] ofBias = new double[bias.length];
        for (Shard shard : shards) {
            value += shard.loss;
            sum(shard.ofWeights, ofWeights);
            sum(shard.ofBias, ofBias);
        }
        inUnits(ofWeights, gradient);
        System.arraycopy(ofBias, 0, gradient, penalised, ofBias.length);
        double squares = 0.0;
        for (int k = 0; k < penalised; k++) {
            squares += point[k] * point[k];
            gradient[k] += penalty * point[k];
        }
        return value + penalty / 2.0 * squares;
    }

    private static void sum(double[] from, double[] to) {
        for (int k = 0; k < to.length; k++) {
            to[k] += from[k];
        }
    }

    /** Some of the documents, and sums over them. */
    private final class Shard {
        private final int from;
        private final int to;
        private final double[] ofWeights = new double[features.stored()];
        private final double[] ofBias = new double[features.columns()];
        private double loss;

        Shard(int from, int to) {
            this.from = from;
            this.to = to;
        }

        void add(double[] plain, double[] bias) {
            Arrays.fill(ofWeights, 0.0);
            Arrays.fill(ofBias, 0.0);
            loss = 0.0;
            double[] logits = new double[bias.length];
            for (int i = from; i < to; i++) {
                LogisticRegression.logits(features, plain, bias, positions[i], scales[i], logits);
                loss += weights[i] * of(logits, labels[i]);
                for (int c = 0; c < bias.length; c++) {
                    logits[c] *= weights[i];
                    ofBias[c] += logits[c];
                    logits[c] *= scales[i];
                }
                if (logits.length == 1) {
                    addToEach(positions[i], logits[0]);
                } else {
                    int k = 0;
                    for (char gap : positions[i]) {
                        k += gap;
                        if (gap < AscendingLists.WIDE) {
                            ofWeights[k] += logits[features.column(k)];
                        }
                    }
                }
            }
        }

        private void addToEach(char[] positions, double gradient) {
            int k = 0;
            for (char gap : positions) {
                k += gap;
                if (gap < AscendingLists.WIDE) {
                    ofWeights[k] += gradient;
                }
            }
        }
    }

    /** The second derivative along each coordinate, where all classes are as probable. */
    double[] curvature() {
        double even = evenVariance(features.columns());
        double[] ofWeights = new double[features.stored()];
        double ofBias = 0.0;
        for (int i = 0; i < positions.length; i++) {
            ofBias += even * weights[i];
            double squared = even * weights[i] * scales[i] * scales[i];
            int k = 0;
            for (char gap : positions[i]) {
                k += gap;
                if (gap < AscendingLists.WIDE) {
                    ofWeights[k] += squared;
                }
            }
        }
        double[] curvature = new double[parameters()];
        Arrays.fill(curvature, 0, penalised, penalty);
        for (int k = 0; k < ofWeights.length; k++) {
            curvature[k] += ofWeights[k] * features.unit(k) * features.unit(k);
            int c = features.column(k);
            for (int s : features.subwords().of(features.word(k))) {
                double unit = features.subwordUnit(s, c);
                curvature[ofWeights.length + s * features.columns() + c] += ofWeights[k] * unit * unit;
            }
        }
        Arrays.fill(curvature, penalised, curvature.length, ofBias);
        return curvature;
    }

    /** From weights in units of log count ratios: a word has the weights of its subwords too. */
    double[] plain(double[] point) {
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

    double[] bias(double[] point) {
        return Arrays.copyOfRange(point, penalised, point.length);
    }

    /** The transpose of {@link #plain}, from the gradient of plain weights. */
    private void inUnits(double[] ofWeights, double[] gradient) {
        Arrays.fill(gradient, 0.0);
        for (int k = 0; k < ofWeights.length; k++) {
            gradient[k] = features.unit(k) * ofWeights[k];
            int c = features.column(k);
            for (int s : features.subwords().of(features.word(k))) {
                gradient[ofWeights.length + s * features.columns() + c] += features.subwordUnit(s, c) * ofWeights[k];
            }
        }
    }

    /** The variance of a class's indicator where all are as probable. One column stands for two classes. */
    static double evenVariance(int columns) {
        double p = 1.0 / Math.max(2, columns);
        return p * (1.0 - p);
    }

    /** Logits in, their gradient out. Returns the loss. */
    static double of(double[] logits, int label) {
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
}
