package org.setlstm.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.setlstm.sparse.SparseMatrix;

/**
 * What a network computes, by the book: one document after the other, one token after the other, in double precision,
 * with no panels, kernels or chunks. The oracle of forward passes, and by differences of backward passes.
 */
final class PlainNetwork {
    private final Network network;
    /** In the order of {@link Network#parameters()}; free to be changed. */
    final double[][] parameters;
    /** For each cell, document and value; null for no masks. */
    double[][][] inputMasks;
    /** For each cell, document and unit; null for no masks. */
    double[][][] recurrentMasks;
    /** For each document and class what is added to its logits; null for nothing. */
    float[][] offsets;

    private int document;

    PlainNetwork(Network network) {
        this.network = network;
        List<Parameter> p = network.parameters();
        parameters = new double[p.size()][];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = new double[p.get(i).values().length];
            for (int k = 0; k < parameters[i].length; k++) {
                parameters[i][k] = p.get(i).values()[k];
            }
        }
    }

    double loss(int[][] documents, int count, int[] labels, float[] weights) {
        double loss = 0.0;
        for (int d = 0; d < count; d++) {
            document = d;
            loss -= weights[d] * Math.log(probabilities(documents[d])[labels[d]]);
        }
        return loss;
    }

    double[] probabilities(int[] document) {
        double[] p = parameters[parameters.length - 1].clone();
        addProduct(network.output(), parameters[parameters.length - 2], features(document), p);
        // Tested by itself, against a loop of its own.
        float[] layer = network.ngrams() == null ? null : network.ngrams().logits(document);
        for (int c = 0; c < p.length; c++) {
            p[c] = Math.exp(
                    p[c] + (offsets == null ? 0.0 : offsets[this.document][c]) + (layer == null ? 0.0 : layer[c]));
        }
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(v -> v / sum).toArray();
    }

    double[] features(int[] document) {
        Architecture a = network.architecture();
        double[] features = new double[a.features()];
        int n = 0;
        for (int direction = 0; direction < a.directions(); direction++) {
            int d = direction;
            double[][] states = segments(document, a.segmentLength())
                    .flatMap(s -> Arrays.stream(top(s, d)))
                    .toArray(double[][]::new);
            for (double f : pool(states, a.pooling())) {
                features[n++] = f;
            }
        }
        for (int e = 0; a.shortcut() && e < a.embeddingDimension(); e++) {
            for (int token : document) {
                features[n] += embedding(token)[e] / Math.sqrt(document.length);
            }
            n++;
        }
        return features;
    }

    /** As few as the greatest length allows, as equal as they can be, the longer ones first. */
    private static Stream<int[]> segments(int[] document, int greatest) {
        if (greatest == 0) {
            return Stream.of(document);
        }
        int n = (int) Math.ceil(document.length / (double) greatest);
        int longer = document.length % n;
        int length = document.length / n;
        return IntStream.range(0, n).mapToObj(i -> {
            int from = i * length + Math.min(i, longer);
            return Arrays.copyOfRange(document, from, from + length + (i < longer ? 1 : 0));
        });
    }

    private static double[] pool(double[][] states, Pooling pooling) {
        int units = states[0].length;
        double[] mean = new double[units];
        double[] max = states[0].clone();
        for (double[] state : states) {
            for (int u = 0; u < units; u++) {
                mean[u] += state[u] / states.length;
                max[u] = Math.max(max[u], state[u]);
            }
        }
        switch (pooling) {
            case LAST:
                return states[states.length - 1];
            case MEAN:
                return mean;
            case MAX:
                return max;
            default:
                double[] both = Arrays.copyOf(mean, 2 * units);
                System.arraycopy(max, 0, both, units, units);
                return both;
        }
    }

    /** The hidden states of the top layer, token by token in the order in which the direction reads. */
    private double[][] top(int[] document, int direction) {
        Architecture a = network.architecture();
        double[][] x = new double[document.length][];
        for (int t = 0; t < x.length; t++) {
            x[t] = embedding(document[direction == 0 ? t : document.length - 1 - t]);
        }
        for (int layer = 0; layer < a.layers(); layer++) {
            x = layer(x, direction * a.layers() + layer);
        }
        return x;
    }

    private double[] embedding(int row) {
        SparseMatrix e = network.embedding();
        double[] x = new double[e.columns()];
        for (int k = e.rowStart()[row]; k < e.rowStart()[row + 1]; k++) {
            x[e.columnIndices()[k]] = parameters[0][k];
        }
        return x;
    }

    private double[][] layer(double[][] x, int index) {
        LSTMCell cell = network.cells().get(index);
        int units = cell.units();
        int first = 1 + 3 * index;
        double[][] states = new double[x.length][units];
        double[] c = new double[units];
        double[] h = new double[units];
        for (int t = 0; t < x.length; t++) {
            double[] z = parameters[first + 2].clone();
            addProduct(cell.input(), parameters[first], masked(x[t], inputMasks, index), z);
            addProduct(cell.recurrent(), parameters[first + 1], masked(h, recurrentMasks, index), z);
            for (int u = 0; u < units; u++) {
                double i = sigmoid(z[u]);
                double f = sigmoid(z[units + u]);
                double o = sigmoid(z[2 * units + u]);
                double g = Math.tanh(z[3 * units + u]);
                c[u] = f * c[u] + i * g;
                states[t][u] = o * Math.tanh(c[u]);
            }
            h = states[t];
        }
        return states;
    }

    private double[] masked(double[] x, double[][][] masks, int cell) {
        if (masks == null) {
            return x;
        }
        double[] kept = x.clone();
        Arrays.setAll(kept, u -> x[u] * masks[cell][document][u]);
        return kept;
    }

    private static double sigmoid(double x) {
        return 1.0 / (1.0 + Math.exp(-x));
    }

    private static void addProduct(SparseMatrix topology, double[] values, double[] x, double[] to) {
        for (int r = 0; r < to.length; r++) {
            for (int k = topology.rowStart()[r]; k < topology.rowStart()[r + 1]; k++) {
                to[r] += values[k] * x[topology.columnIndices()[k]];
            }
        }
    }
}
