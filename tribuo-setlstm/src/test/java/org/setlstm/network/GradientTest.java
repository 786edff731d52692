package org.setlstm.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.setlstm.Records.with;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.setlstm.kernel.Kernels;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.Sparsity;
import org.setlstm.sparse.Uniform;

/** Loss and gradient of every group of parameters against the plain network in double precision and its differences. */
class GradientTest {
    private static final int VOCABULARY = 11;
    private static final int CLASSES = 3;

    static Stream<Architecture> wholeDocuments() {
        Stream<Architecture> own = Arrays.stream(Pooling.values())
                .flatMap(pooling -> Stream.of(false, true).flatMap(bidirectional -> Stream.of(1, 2)
                        .map(layers -> new Architecture(
                                VOCABULARY,
                                7,
                                5,
                                layers,
                                bidirectional,
                                pooling,
                                CLASSES,
                                0,
                                false,
                                GateTopology.OWN))));
        return Stream.concat(own, Stream.of(1, 2).map(layers -> sharing(layers, Pooling.MEAN_MAX)));
    }

    static Stream<Architecture> architectures() {
        Stream<Architecture> segmented = Stream.of(Pooling.MEAN, Pooling.MAX, Pooling.MEAN_MAX)
                .map(pooling ->
                        new Architecture(VOCABULARY, 7, 5, 1, true, pooling, CLASSES, 4, false, GateTopology.OWN));
        Stream<Architecture> shortcut = Stream.of(0, 4)
                .map(length -> new Architecture(
                        VOCABULARY, 7, 5, 1, true, Pooling.MEAN_MAX, CLASSES, length, true, GateTopology.OWN));
        return Stream.of(wholeDocuments(), segmented, shortcut).flatMap(s -> s);
    }

    private static Architecture sharing(int layers, Pooling pooling) {
        return new Architecture(VOCABULARY, 7, 5, layers, true, pooling, CLASSES, 0, false, GateTopology.SHARED);
    }

    /** Sparse, with no value left at its start of zero or one. */
    private static Network network(Architecture a, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Network network =
                Network.create(a, new Sparsity(0.0, 0.6), new Sparsity(0.0, 0.5), RowWeights.NONE, 0.7, random);
        for (LSTMCell cell : network.cells()) {
            Uniform.fill(cell.bias(), 0.5, random);
        }
        Uniform.fill(network.outputBias(), 0.5, random);
        return network;
    }

    /** Documents of different odd lengths, by descending length, with tokens that repeat, with labels and weights. */
    private record Shard(int[][] documents, int[] labels, float[] weights) {
        static Shard of(SplittableRandom random, int... lengths) {
            int[][] documents = Arrays.stream(lengths)
                    .mapToObj(length -> random.ints(length, 0, VOCABULARY + 1).toArray())
                    .sorted(Comparator.comparingInt(d -> -d.length))
                    .toArray(int[][]::new);
            float[] weights = new float[lengths.length];
            for (int d = 0; d < weights.length; d++) {
                weights[d] = (float) random.nextDouble(0.2, 2.0);
            }
            return new Shard(documents, random.ints(lengths.length, 0, CLASSES).toArray(), weights);
        }

        int count() {
            return documents.length;
        }
    }

    /**
     * A chunk of time is 16 steps for up to 16 documents, and 5 for 37. So here: part of a chunk, exactly one, several
     * with a rest, and chunks that grow narrower as documents end.
     */
    private static List<Shard> shards() {
        SplittableRandom random = new SplittableRandom(77);
        int[] many = random.ints(37, 0, 23).map(i -> 2 * i + 1).toArray();
        many[0] = 1;
        return List.of(
                Shard.of(random, 1),
                Shard.of(random, 16),
                Shard.of(random, 53),
                Shard.of(random, 35, 17, 3, 1),
                Shard.of(random, many));
    }

    private static float[][] zeros(Network network) {
        return network.parameters().stream()
                .map(p -> new float[p.values().length])
                .toArray(float[][]::new);
    }

    /** As an n-gram layer would give: far from 0, and another for each document and class. */
    private static float[][] offsets(Shard s) {
        float[][] offsets = new float[s.count()][CLASSES];
        SplittableRandom random = new SplittableRandom(6);
        for (float[] offset : offsets) {
            for (int c = 0; c < CLASSES; c++) {
                offset[c] = (float) random.nextDouble(-2.0, 2.0);
            }
        }
        return offsets;
    }

    private static double train(Network network, Shard s, Dropout dropout, float[][] gradients) {
        return NetworkPass.forTraining(network, new TransposedWeights(network), s.count(), Kernels.best())
                .train(
                        s.documents,
                        s.count(),
                        s.labels,
                        s.weights,
                        offsets(s),
                        dropout,
                        new SplittableRandom(4),
                        gradients);
    }

    private static double norm(float[] g) {
        double squares = 0.0;
        for (float v : g) {
            squares += (double) v * v;
        }
        return Math.sqrt(squares);
    }

    private static double[] randomDirection(SplittableRandom random, int length) {
        return random.doubles(length, -1.0, 1.0).toArray();
    }

    private static double[] entry(int index, int length) {
        double[] direction = new double[length];
        direction[index] = 1.0;
        return direction;
    }

    private static double dot(float[] g, double[] direction) {
        double sum = 0.0;
        for (int k = 0; k < g.length; k++) {
            sum += g[k] * direction[k];
        }
        return sum;
    }

    private static double plainLoss(PlainNetwork plain, Shard s) {
        plain.offsets = offsets(s);
        return plain.loss(s.documents, s.count(), s.labels, s.weights);
    }

    private static double difference(PlainNetwork plain, int group, double[] direction, Shard s) {
        // Small, so that few maxima change hands within it.
        double step = 1e-6;
        double[] values = plain.parameters[group];
        double[] before = values.clone();
        double[] loss = new double[2];
        for (int side = 0; side < 2; side++) {
            for (int k = 0; k < values.length; k++) {
                values[k] = before[k] + (side == 0 ? step : -step) * direction[k];
            }
            loss[side] = plainLoss(plain, s);
        }
        System.arraycopy(before, 0, values, 0, before.length);
        return (loss[0] - loss[1]) / (2.0 * step);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void gradientsAreTheLossesDifferences(Architecture a) {
        Network network = network(a, 31);
        PlainNetwork plain = new PlainNetwork(network);
        SplittableRandom random = new SplittableRandom(8);
        for (Shard s : shards()) {
            float[][] gradients = zeros(network);
            double loss = train(network, s, Dropout.NONE, gradients);
            assertEquals(plainLoss(plain, s), loss, 1e-5 * s.count());
            for (int p = 0; p < gradients.length; p++) {
                float[] g = gradients[p];
                String where = a + " " + s.count() + " documents, "
                        + network.parameters().get(p).name();
                double norm = norm(g);
                // Any wrong entry tilts a random direction; single entries show small ones among great ones.
                for (int i = 0; i < 4; i++) {
                    double[] direction =
                            i < 2 ? randomDirection(random, g.length) : entry(random.nextInt(g.length), g.length);
                    assertEquals(difference(plain, p, direction, s), dot(g, direction), 5e-5 * norm + 1e-7, where);
                }
            }
        }
    }

    /** Round circles of large weights, through states that stay 0, it would grow until no float holds it. */
    @ParameterizedTest
    @MethodSource("wholeDocuments")
    void aGradientThatGrowsForHundredsOfStepsStaysANumber(Architecture a) {
        Network network = network(a, 31);
        Arrays.fill(network.embedding().values(), 0.0f);
        for (LSTMCell cell : network.cells()) {
            Arrays.fill(cell.bias(), 0.0f);
            Arrays.fill(cell.recurrent().values(), 3.0f);
        }
        Shard s = Shard.of(new SplittableRandom(3), 900, 20);
        float[][] gradients = zeros(network);
        assertTrue(Double.isFinite(train(network, s, Dropout.NONE, gradients)));
        for (int p = 0; p < gradients.length; p++) {
            assertTrue(
                    Parameter.isFinite(gradients[p]),
                    a + " " + network.parameters().get(p).name());
        }
        assertTrue(norm(gradients[0]) > 0.0);
    }

    /** Drawn as the pass draws them: for each cell its inputs, then its units, value by value. */
    private static void drawMasks(PlainNetwork plain, Network network, Dropout dropout, int documents) {
        SplittableRandom random = new SplittableRandom(4);
        int cells = network.cells().size();
        plain.inputMasks = new double[cells][][];
        plain.recurrentMasks = new double[cells][][];
        for (int c = 0; c < cells; c++) {
            LSTMCell cell = network.cells().get(c);
            plain.inputMasks[c] = mask(cell.input().columns(), documents, dropout.inputs(), random);
            plain.recurrentMasks[c] = mask(cell.units(), documents, dropout.recurrent(), random);
        }
    }

    private static double[][] mask(int rows, int documents, double share, SplittableRandom random) {
        double[][] mask = new double[documents][rows];
        for (int r = 0; r < rows; r++) {
            for (int d = 0; d < documents; d++) {
                mask[d][r] = share == 0.0 || random.nextDouble() >= share ? 1.0 / (1.0 - share) : 0.0;
            }
        }
        return mask;
    }

    /** A document keeps its masks at all steps, and no other has the same. */
    @ParameterizedTest
    @MethodSource("wholeDocuments")
    void masksAreThoseOfTheDocumentAtEveryStep(Architecture a) {
        Network network = network(a, 31);
        PlainNetwork plain = new PlainNetwork(network);
        SplittableRandom random = new SplittableRandom(8);
        for (Dropout dropout :
                List.of(new Dropout(0.0, 0.4, 0.0), new Dropout(0.0, 0.0, 0.4), new Dropout(0.0, 0.3, 0.2))) {
            for (Shard s : shards()) {
                drawMasks(plain, network, dropout, s.count());
                float[][] gradients = zeros(network);
                double loss = train(network, s, dropout, gradients);
                assertEquals(plainLoss(plain, s), loss, 1e-5 * s.count());
                for (int p = 0; p < gradients.length; p++) {
                    double[] direction = randomDirection(random, gradients[p].length);
                    assertEquals(
                            difference(plain, p, direction, s),
                            dot(gradients[p], direction),
                            5e-5 * norm(gradients[p]) + 1e-7,
                            a + " " + dropout + " " + s.count() + " documents, "
                                    + network.parameters().get(p).name());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySingleEntryHasItsGradient(GateTopology gates) {
        Network network = network(with(sharing(2, Pooling.MEAN_MAX), "gateTopology", gates), 5);
        PlainNetwork plain = new PlainNetwork(network);
        Shard s = Shard.of(new SplittableRandom(6), 19, 7, 1);
        float[][] gradients = zeros(network);
        train(network, s, Dropout.NONE, gradients);
        for (int p = 0; p < gradients.length; p++) {
            for (int k = 0; k < gradients[p].length; k++) {
                String where = network.parameters().get(p).name() + " " + k;
                assertEquals(
                        difference(plain, p, entry(k, gradients[p].length), s),
                        gradients[p][k],
                        2e-5 * norm(gradients[p]) + 1e-7,
                        where);
            }
        }
    }

    @Test
    void ofEqualMaximaOneTakesTheGradient() {
        Network network = network(
                new Architecture(VOCABULARY, 7, 5, 1, true, Pooling.MAX, CLASSES, 0, false, GateTopology.OWN), 5);
        PlainNetwork plain = new PlainNetwork(network);
        // One word over and over: the states come to rest, in float on the very same bits.
        int[] document = new int[301];
        Arrays.fill(document, 3);
        Shard s = new Shard(new int[][] {document}, new int[] {0}, new float[] {1.0f});
        float[][] gradients = zeros(network);
        train(network, s, Dropout.NONE, gradients);
        SplittableRandom random = new SplittableRandom(3);
        for (int p = 0; p < gradients.length; p++) {
            double[] direction = randomDirection(random, gradients[p].length);
            assertEquals(
                    difference(plain, p, direction, s),
                    dot(gradients[p], direction),
                    1e-4 * norm(gradients[p]),
                    network.parameters().get(p).name());
        }
    }

    @Test
    void gradientsAreAddedToWhatIsThere() {
        Network network = network(
                new Architecture(VOCABULARY, 7, 5, 1, true, Pooling.MAX, CLASSES, 0, false, GateTopology.OWN), 5);
        Shard s = Shard.of(new SplittableRandom(6), 9, 4);
        float[][] once = zeros(network);
        train(network, s, Dropout.NONE, once);
        float[][] added = zeros(network);
        for (float[] g : added) {
            Arrays.fill(g, 1.0f);
        }
        train(network, s, Dropout.NONE, added);
        for (int p = 0; p < once.length; p++) {
            for (int k = 0; k < once[p].length; k++) {
                assertEquals(1.0f + once[p][k], added[p][k], 1e-5f);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void aPassLeavesNothingBehindForTheNext(int segmentLength) {
        Network network = network(
                new Architecture(
                        VOCABULARY, 7, 5, 2, true, Pooling.MEAN_MAX, CLASSES, segmentLength, false, GateTopology.OWN),
                5);
        List<Shard> shards = shards();
        NetworkPass reused = NetworkPass.forTraining(network, new TransposedWeights(network), 37, Kernels.best());
        for (int i : new int[] {4, 0, 3, 2, 4, 1}) {
            Shard s = shards.get(i);
            float[][] expected = zeros(network);
            float[][] actual = zeros(network);
            double loss = NetworkPass.forTraining(network, new TransposedWeights(network), 37, Kernels.best())
                    .train(
                            s.documents,
                            s.count(),
                            s.labels,
                            s.weights,
                            null,
                            new Dropout(0.3, 0.2, 0.4),
                            new SplittableRandom(4),
                            expected);
            assertEquals(
                    loss,
                    reused.train(
                            s.documents,
                            s.count(),
                            s.labels,
                            s.weights,
                            null,
                            new Dropout(0.3, 0.2, 0.4),
                            new SplittableRandom(4),
                            actual));
            assertTrue(Arrays.deepEquals(expected, actual), "shard " + i);
        }
    }

    /** By differences of the pass itself, in float: the mask is the same for the same seed. */
    @ParameterizedTest
    @MethodSource("architectures")
    void gradientsSeeWhatDropoutLeaves(Architecture a) {
        Network network = network(a, 13);
        SplittableRandom random = new SplittableRandom(9);
        Shard s = Shard.of(random, 21, 6, 1);
        float[][] gradients = zeros(network);
        double loss = train(network, s, Dropout.ofFeatures(0.4), gradients);
        assertTrue(Math.abs(loss - train(network, s, Dropout.NONE, zeros(network))) > 1e-3, "nothing was left out");
        for (int p = 0; p < gradients.length; p++) {
            float[] values = network.parameters().get(p).values();
            float[] before = values.clone();
            // Along the gradient itself, where the difference is greatest against the noise of floats, and across.
            double[] direction = randomDirection(random, values.length);
            double length = norm(gradients[p]);
            for (int k = 0; k < direction.length; k++) {
                direction[k] = direction[k] / values.length + gradients[p][k] / length;
            }
            double step = 2e-3;
            double[] losses = new double[2];
            for (int side = 0; side < 2; side++) {
                for (int k = 0; k < values.length; k++) {
                    values[k] = (float) (before[k] + (side == 0 ? step : -step) * direction[k]);
                }
                losses[side] = train(network, s, Dropout.ofFeatures(0.4), zeros(network));
            }
            System.arraycopy(before, 0, values, 0, before.length);
            assertEquals(
                    (losses[0] - losses[1]) / (2.0 * step),
                    dot(gradients[p], direction),
                    1e-2 * length + 1e-3,
                    a + " " + network.parameters().get(p).name());
        }
    }

    @Test
    void dropoutKeepsTheMeanOfFeatures() {
        Network network = network(
                new Architecture(VOCABULARY, 7, 60, 1, false, Pooling.MAX, CLASSES, 0, false, GateTopology.OWN), 13);
        // With all output weights 1 for class 0 and 0 for the others, the loss tells the sum of what was kept.
        Arrays.fill(network.output().values(), 0.0f);
        Arrays.fill(network.output().values(), 0, 60, 0.3f);
        Arrays.fill(network.outputBias(), 0.0f);
        Shard s = new Shard(new int[][] {{1, 2, 3}}, new int[] {1}, new float[] {1.0f});
        NetworkPass pass = NetworkPass.forTraining(network, new TransposedWeights(network), 1, Kernels.best());
        SplittableRandom random = new SplittableRandom(2);
        double whole =
                logit(pass.train(s.documents, 1, s.labels, s.weights, null, Dropout.NONE, random, zeros(network)));
        double sum = 0.0;
        int rounds = 300;
        for (int i = 0; i < rounds; i++) {
            sum += logit(pass.train(
                    s.documents, 1, s.labels, s.weights, null, Dropout.ofFeatures(0.5), random, zeros(network)));
        }
        assertEquals(whole, sum / rounds, 0.03 * Math.abs(whole) + 0.01);
    }

    /** The logit of class 0 where those of the two others are 0 and the loss is that of class 1. */
    private static double logit(double loss) {
        return Math.log(Math.exp(loss) - 2.0);
    }
}
