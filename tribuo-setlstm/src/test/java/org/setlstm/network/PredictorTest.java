package org.setlstm.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.setlstm.Records.with;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.setlstm.RandomModel;
import org.setlstm.kernel.Kernels;
import org.setlstm.kernel.TestKernels;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.Sparsity;

/** Predictions against the plain network, and the same bits alone, among others, at once and with either kernel. */
class PredictorTest {
    private static Network network(Pooling pooling) {
        return network(pooling, 0, false);
    }

    private static Network network(Pooling pooling, int segmentLength, boolean shortcut) {
        return network(new Architecture(30, 9, 7, 2, true, pooling, 3, segmentLength, shortcut, GateTopology.OWN));
    }

    private static Network network(Architecture a) {
        return Network.create(
                a, new Sparsity(0.0, 0.5), new Sparsity(0.0, 0.4), RowWeights.NONE, 0.8, new SplittableRandom(3));
    }

    /** More than a few shards, in no order, from one word to many chunks. */
    private static int[][] documents() {
        SplittableRandom random = new SplittableRandom(4);
        int[][] documents = new int[150][];
        for (int d = 0; d < documents.length; d++) {
            int length = d % 50 == 7 ? 150 + d : 1 + random.nextInt(40);
            documents[d] = random.ints(length, 0, 31).toArray();
        }
        return documents;
    }

    static Stream<Network> networks() {
        Stream<Network> segmented = Stream.of(Pooling.MEAN, Pooling.MAX, Pooling.MEAN_MAX)
                .map(pooling -> network(pooling, 6, pooling == Pooling.MAX));
        Network withNGrams = network(Pooling.MAX)
                .with(RandomModel.ngrams(network(Pooling.MAX).architecture(), new SplittableRandom(2)));
        Architecture sharing = with(
                network(Pooling.MEAN_MAX).architecture(), "gateTopology", GateTopology.SHARED, "hiddenDimension", 37);
        return Stream.of(
                        Arrays.stream(Pooling.values()).map(PredictorTest::network),
                        segmented,
                        Stream.of(withNGrams, network(sharing)))
                .flatMap(s -> s);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void predictionsAreThoseOfThePlainNetwork(Network network) {
        PlainNetwork plain = new PlainNetwork(network);
        int[][] documents = documents();
        float[][] probabilities = new Predictor(network).probabilities(documents);
        float[][] features = new Predictor(network).features(documents);
        for (int d = 0; d < documents.length; d++) {
            assertClose(plain.probabilities(documents[d]), probabilities[d]);
            assertClose(plain.features(documents[d]), features[d]);
        }
    }

    private static void assertClose(double[] expected, float[] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 3e-6);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aDocumentsBitsDoNotDependOnItsCompany(Network network) {
        Predictor predictor = new Predictor(network);
        int[][] documents = documents();
        float[][] together = predictor.probabilities(documents);
        float[][] features = predictor.features(documents);
        for (int d = 0; d < documents.length; d++) {
            assertArrayEquals(together[d], predictor.probabilities(new int[][] {documents[d]})[0]);
            assertArrayEquals(features[d], predictor.features(new int[][] {documents[d]})[0]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothKernelsGiveTheSameBits(GateTopology gates) {
        Network network = network(with(network(Pooling.MEAN_MAX).architecture(), "gateTopology", gates));
        for (int[] document : documents()) {
            NetworkPass scalar = NetworkPass.forPrediction(network, 1, TestKernels.scalar());
            NetworkPass vector = NetworkPass.forPrediction(network, 1, TestKernels.vector());
            scalar.forward(new int[][] {document}, 1);
            vector.forward(new int[][] {document}, 1);
            assertArrayEquals(scalar.probabilities(0), vector.probabilities(0));
        }
    }

    @Test
    void threadsMayPredictAtOnce() throws Exception {
        Predictor predictor = new Predictor(network(Pooling.MAX));
        int[][] documents = documents();
        float[][] expected = predictor.probabilities(documents);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[][]>> results = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                results.add(threads.submit(() -> predictor.probabilities(documents)));
            }
            for (Future<float[][]> result : results) {
                assertArrayEquals(expected, result.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void noDocumentsGiveNoPredictions() {
        assertEquals(0, new Predictor(network(Pooling.MAX)).probabilities(new int[0][]).length);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void emptyDocumentsAreRefused(Network network) {
        Predictor predictor = new Predictor(network);
        assertThrows(IllegalArgumentException.class, () -> predictor.probabilities(new int[][] {{}}));
        assertThrows(IllegalArgumentException.class, () -> predictor.probabilities(new int[][] {{1}, {}}));
    }

    @Test
    void shardsThatAPassCannotTakeAreRefused() {
        NetworkPass pass = NetworkPass.forPrediction(network(Pooling.MAX), 2, Kernels.best());
        assertThrows(IllegalArgumentException.class, () -> pass.forward(new int[][] {{1}, {1, 2}}, 2));
        assertThrows(IllegalArgumentException.class, () -> pass.forward(new int[][] {{1}, {}}, 2));
        assertThrows(IllegalArgumentException.class, () -> pass.forward(new int[][] {{1}, {1}, {1}}, 3));
        assertThrows(IllegalArgumentException.class, () -> pass.forward(new int[][] {{1}}, 0));
    }
}
