package org.setlstm.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMDataFormat;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMDirectionMode;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMLayerConfig;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.weights.LSTMLayerWeights;
import org.nd4j.linalg.factory.Nd4j;
import org.setlstm.kernel.Kernels;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.Sparsity;
import org.setlstm.sparse.Uniform;

/** A network with full matrices, forward and backward, against ND4J's LSTM layer and its own derivation of gradients. */
class ND4JLSTMTest {
    private static final Sparsity FULL = new Sparsity(0.0, 1.0);
    private static final int[][] DOCUMENTS = {
        new SplittableRandom(3).ints(19, 0, 9).toArray(), {4, 1, 4, 4, 0, 2, 7}, {5, 6}, {8}
    };
    private static final int[] LABELS = {2, 0, 1, 2};
    private static final float[] WEIGHTS = {1.0f, 0.5f, 2.0f, 0.7f};

    /** Ours are i, f, o, g. ND4J's op documents "order it, ft, c't, ot": ours by theirs. */
    private static final int[] GATE = {0, 1, 3, 2};

    static Stream<Architecture> architectures() {
        return Stream.of(Pooling.MEAN, Pooling.MAX, Pooling.LAST)
                .flatMap(pooling -> Stream.of(false, true).flatMap(bidirectional -> Stream.of(1, 2)
                        .map(layers -> new Architecture(
                                8, 6, 5, layers, bidirectional, pooling, 3, 0, false, GateTopology.OWN))));
    }

    private static Network network(Architecture a) {
        SplittableRandom random = new SplittableRandom(17);
        Network network = Network.create(a, FULL, FULL, RowWeights.NONE, 0.8, random);
        for (LSTMCell cell : network.cells()) {
            Uniform.fill(cell.bias(), 0.5, random);
        }
        Uniform.fill(network.outputBias(), 0.5, random);
        return network;
    }

    /** {@code [columns][4H]} with the gates in ND4J's order, from ours, {@code [4H][columns]}. */
    private static INDArray weights(float[] values, int units) {
        int columns = values.length / (4 * units);
        double[][] w = new double[columns][4 * units];
        for (int gate = 0; gate < 4; gate++) {
            for (int u = 0; u < units; u++) {
                for (int c = 0; c < columns; c++) {
                    w[c][GATE[gate] * units + u] = values[(gate * units + u) * columns + c];
                }
            }
        }
        return Nd4j.createFromArray(w);
    }

    private static INDArray matrix(SparseMatrix m) {
        double[][] w = new double[m.rows()][m.columns()];
        for (int r = 0; r < m.rows(); r++) {
            for (int c = 0; c < m.columns(); c++) {
                w[r][c] = m.values()[r * m.columns() + c];
            }
        }
        return Nd4j.createFromArray(w);
    }

    /** The same network in SameDiff: a graph for each document, over the same variables. */
    private static final class Graph {
        final SameDiff sd = SameDiff.create();
        final Architecture a;
        final List<String> names = new ArrayList<>();
        final SDVariable embedding;
        final List<LSTMLayerWeights> cells = new ArrayList<>();
        final SDVariable output;
        final SDVariable outputBias;

        Graph(Network network) {
            a = network.architecture();
            embedding = variable("embedding", matrix(network.embedding()));
            for (LSTMCell cell : network.cells()) {
                INDArray bias = weights(cell.bias(), a.hiddenDimension()).reshape(4L * a.hiddenDimension());
                cells.add(LSTMLayerWeights.builder()
                        .weights(variable(
                                cell.name() + ".input", weights(cell.input().values(), a.hiddenDimension())))
                        .rWeights(variable(
                                cell.name() + ".recurrent",
                                weights(cell.recurrent().values(), a.hiddenDimension())))
                        .bias(variable(cell.name() + ".bias", bias))
                        .build());
            }
            output = variable("output", matrix(network.output()));
            outputBias = variable(
                    "output.bias",
                    Nd4j.createFromArray(network.outputBias())
                            .castTo(DataType.DOUBLE)
                            .reshape(1, a.classes()));
        }

        private SDVariable variable(String name, INDArray value) {
            names.add(name);
            return sd.var(name, value);
        }

        SDVariable features(int d) {
            int[] document = DOCUMENTS[d];
            // Products with zeros and ones: the gradient of SameDiff's gather fails.
            INDArray chosen = Nd4j.zeros(DataType.DOUBLE, document.length, a.embeddingRows());
            for (int t = 0; t < document.length; t++) {
                chosen.putScalar(t, document[t], 1.0);
            }
            SDVariable rows = sd.mmul(sd.constant(chosen), embedding);
            SDVariable x = sd.reshape(rows, document.length, 1, a.embeddingDimension());
            SDVariable[] directions = new SDVariable[a.directions()];
            for (int direction = 0; direction < directions.length; direction++) {
                SDVariable h = x;
                for (int layer = 0; layer < a.layers(); layer++) {
                    h = layer(h, direction, cells.get(direction * a.layers() + layer));
                }
                directions[direction] = pool(h, direction, document.length);
            }
            return directions.length == 1 ? directions[0] : sd.concat(1, directions);
        }

        private SDVariable layer(SDVariable x, int direction, LSTMLayerWeights weights) {
            LSTMLayerConfig config = LSTMLayerConfig.builder()
                    .lstmdataformat(LSTMDataFormat.TNS)
                    .directionMode(direction == 0 ? LSTMDirectionMode.FWD : LSTMDirectionMode.BWD)
                    .retFullSequence(true)
                    .build();
            return sd.rnn().lstmLayer(x, weights, config)[0];
        }

        private SDVariable pool(SDVariable h, int direction, int length) {
            switch (a.pooling()) {
                case MEAN:
                    return sd.mean(h, 0);
                case MAX:
                    return sd.max(h, 0);
                default:
                    // ND4J leaves the states of the backward layer at the times that they belong to.
                    INDArray last = Nd4j.zeros(DataType.DOUBLE, length, 1, 1);
                    last.putScalar(new int[] {direction == 0 ? length - 1 : 0, 0, 0}, 1.0);
                    return sd.sum(h.mul(sd.constant(last)), 0);
            }
        }

        SDVariable loss(SDVariable features, int d) {
            INDArray target = Nd4j.zeros(DataType.DOUBLE, 1, a.classes());
            target.putScalar(0, LABELS[d], -WEIGHTS[d]);
            SDVariable logits = sd.mmul(features, output, false, true, false).add(outputBias);
            return sd.sum(sd.math().log(sd.nn().softmax(logits, 1)).mul(sd.constant(target)));
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void statesAndGradientsAreThoseOfND4J(Architecture a) {
        Network network = network(a);
        NetworkPass pass =
                NetworkPass.forTraining(network, new TransposedWeights(network), DOCUMENTS.length, Kernels.best());
        float[][] gradients = network.parameters().stream()
                .map(p -> new float[p.values().length])
                .toArray(float[][]::new);
        double loss = pass.train(
                DOCUMENTS, DOCUMENTS.length, LABELS, WEIGHTS, null, Dropout.NONE, new SplittableRandom(1), gradients);

        Graph graph = new Graph(network);
        SDVariable[] features = new SDVariable[DOCUMENTS.length];
        SDVariable total = null;
        for (int d = 0; d < DOCUMENTS.length; d++) {
            features[d] = graph.features(d);
            SDVariable one = graph.loss(features[d], d);
            total = total == null ? one : total.add(one);
        }
        total.markAsLoss();
        String[] outputs = Stream.concat(Arrays.stream(features), Stream.of(total))
                .map(SDVariable::name)
                .toArray(String[]::new);
        Map<String, INDArray> values = graph.sd.output(Map.of(), outputs);
        for (int d = 0; d < features.length; d++) {
            assertFeatures(values.get(features[d].name()), pass.features(d), d);
        }
        assertEquals(values.get(total.name()).getDouble(0), loss, 1e-5);
        Map<String, INDArray> theirs = graph.sd.calculateGradients(Map.of(), graph.names);
        for (int p = 0; p < gradients.length; p++) {
            String name = network.parameters().get(p).name();
            assertGradient(theirs.get(name), gradients[p], isCell(name) ? a.hiddenDimension() : 0, name);
        }
    }

    private static void assertFeatures(INDArray expected, float[] actual, int document) {
        double[] theirs = expected.ravel().toDoubleVector();
        for (int f = 0; f < theirs.length; f++) {
            assertEquals(theirs[f], actual[f], 2e-6, "feature " + f + " of document " + document);
        }
    }

    private static boolean isCell(String name) {
        return name.startsWith("forward.") || name.startsWith("backward.");
    }

    private static void assertGradient(INDArray expected, float[] actual, int units, String name) {
        // Ours turned into their layout, so that nothing of theirs is touched.
        double[] ours = units == 0
                ? IntStream.range(0, actual.length).mapToDouble(k -> actual[k]).toArray()
                : weights(actual, units).ravel().toDoubleVector();
        double[] theirs = expected.ravel().toDoubleVector();
        double greatest = Arrays.stream(theirs).map(Math::abs).max().orElseThrow();
        for (int k = 0; k < theirs.length; k++) {
            assertEquals(theirs[k], ours[k], 1e-5 * greatest, name + " " + k);
        }
    }
}
