package org.setlstm.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.setlstm.Records.with;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.setlstm.kernel.Kernels;
import org.setlstm.network.Architecture;
import org.setlstm.network.Dropout;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Network;
import org.setlstm.network.NetworkPass;
import org.setlstm.network.Parameter;
import org.setlstm.network.Pooling;
import org.setlstm.network.Predictor;
import org.setlstm.network.TransposedWeights;
import org.setlstm.network.WeightMatrix;
import org.setlstm.network.WeightsDigest;
import org.setlstm.optimise.OptimiserSettings;
import org.setlstm.optimise.OptimiserType;
import org.setlstm.sequence.Minibatches;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.Sparsity;
import org.setlstm.sparse.TopologyEvolution;

/** What an epoch and a step do: evolve when they should, add up shards, learn, and tell. */
class TrainingTest {
    /** The stored entries of each block of each matrix. */
    private static List<Integer> counts(Network network) {
        List<Integer> counts = new ArrayList<>();
        for (WeightMatrix w : network.sparseMatrices()) {
            SparseMatrix m = w.matrix();
            int rows = m.rows() / w.blocks();
            for (int b = 0; b < w.blocks(); b++) {
                counts.add(m.rowStart()[(b + 1) * rows] - m.rowStart()[b * rows]);
            }
        }
        return counts;
    }

    @Test
    void aDenseNetworkStartsTheSameWhateverItsGatesShare() {
        List<String> digests = Stream.of(GateTopology.values())
                .map(gates -> Network.create(
                        new Architecture(9, 5, 4, 2, true, Pooling.MAX, 2, 0, true, gates),
                        new Sparsity(0.0, 1.0),
                        new Sparsity(0.0, 1.0),
                        RowWeights.NONE,
                        0.1,
                        new SplittableRandom(3)))
                .map(WeightsDigest::of)
                .toList();
        assertEquals(digests.get(0), digests.get(1));
    }

    @ParameterizedTest
    @EnumSource
    void everyMatrixStoresWhatErdosRenyiSaysBeforeAndAfter(GateTopology gates) {
        Network network = Synthetic.network(Pooling.MAX, 2, gates);
        List<Integer> expected = new ArrayList<>();
        // epsilon (rows + columns): 3 (41 + 12), and for each gate 2 (8 + 12) or 2 (8 + 8).
        expected.add(159);
        for (int direction = 0; direction < 2; direction++) {
            for (int stored : new int[] {40, 32, 32, 32}) {
                for (int gate = 0; gate < 4; gate++) {
                    expected.add(stored);
                }
            }
        }
        assertEquals(expected, counts(network));
        Synthetic.train(network, Synthetic.settings(3, 1, 2), TrainingListener.NONE);
        assertEquals(expected, counts(network));
        for (WeightMatrix w : network.sparseMatrices()) {
            SparseMatrix m = w.matrix();
            // Its constructor checks the form.
            new SparseMatrix(m.rows(), m.columns(), m.rowStart(), m.columnIndices(), m.values());
            assertEquals(w.blocks() == 1 || gates == GateTopology.SHARED, m.sharesPositions(w.blocks()), w.name());
        }
    }

    private static int[] topology(Network network) {
        return network.sparseMatrices().stream()
                .flatMapToInt(w -> IntStream.concat(
                        Arrays.stream(w.matrix().rowStart()),
                        Arrays.stream(w.matrix().columnIndices())))
                .toArray();
    }

    /** Of 8 batches an epoch, after which the topology is another one. Batches are counted through, from 1. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0.3, ''",
        "3, 0, 0.3, '8 16'",
        "3, 3, 0.3, '3 6 8 11 14 16'",
        "2, 4, 0.3, '4 8'",
        "2, 100, 0.3, '8'",
        "3, 1, 0.0, ''"
    })
    void topologiesEvolveAtTheEndOfEachEpochButTheLastAndWithinAsAsked(
            int epochs, int interval, double zeta, String expected) {
        Network network = Synthetic.network(Pooling.MAX, 1);
        TrainingSettings s = Synthetic.settings(epochs, interval, 1);
        TrainingSettings settings = with(s, "evolution", s.evolution().withZeta(zeta));
        List<String> changes = new ArrayList<>();
        int[][] last = {topology(network)};
        int[] batches = {0};
        Runnable look = () -> {
            int[] now = topology(network);
            if (!Arrays.equals(now, last[0])) {
                changes.add(Integer.toString(batches[0]));
            }
            last[0] = now;
        };
        Synthetic.train(network, settings, new TrainingListener() {
            @Override
            public void batch(Progress progress) {
                // Told before the topology evolves: a change that is seen here came after the batch before.
                look.run();
                batches[0]++;
            }
        });
        look.run();
        assertEquals(epochs * Synthetic.BATCHES, batches[0]);
        assertEquals(expected, String.join(" ", changes));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 10, 64})
    void shardsAddUpToTheGradientOfTheBatchesMeanLoss(int shardSize) {
        Network network = Synthetic.network(Pooling.MEAN_MAX, 1);
        TrainingData data = Synthetic.dataWithOffsets();
        int[] batch = IntStream.range(100, 110).toArray();
        Minibatches.sortByLength(data.documents(), batch, 0, batch.length);
        // One pass over all of the batch, with the mean taken afterwards.
        int[][] documents =
                Arrays.stream(batch).mapToObj(i -> data.documents()[i]).toArray(int[][]::new);
        int[] labels = Arrays.stream(batch).map(i -> data.labels()[i]).toArray();
        float[][] offsets =
                Arrays.stream(batch).mapToObj(i -> data.offsets()[i]).toArray(float[][]::new);
        float[] weights = new float[batch.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = data.weights()[batch[i]];
        }
        List<float[]> values =
                network.parameters().stream().map(Parameter::values).toList();
        float[][] gradients = values.stream().map(v -> new float[v.length]).toArray(float[][]::new);
        double loss = NetworkPass.forTraining(network, new TransposedWeights(network), 10, Kernels.best())
                .train(documents, 10, labels, weights, offsets, Dropout.NONE, new SplittableRandom(1), gradients);
        float[][] before = values.stream().map(float[]::clone).toArray(float[][]::new);
        TrainingSettings plain = with(
                Synthetic.plain(OptimiserSettings.constant(OptimiserType.SGD, 0.5)),
                "batchSize",
                10,
                "shardSize",
                shardSize,
                "threads",
                2);
        try (BatchTraining training = new BatchTraining(network, plain)) {
            assertEquals(loss / 10, training.step(data, batch, 0.5, new SplittableRandom(1)), 1e-6);
        }
        for (int p = 0; p < before.length; p++) {
            for (int k = 0; k < before[p].length; k++) {
                assertEquals(before[p][k] - 0.5 * gradients[p][k] / 10, values.get(p)[k], 1e-6);
            }
        }
    }

    private static TrainingSettings descent(double momentum, double growthScale) {
        OptimiserSettings optimiser = with(OptimiserSettings.constant(OptimiserType.SGD, 0.5), "momentum", momentum);
        return with(
                Synthetic.plain(optimiser), "evolution", TopologyEvolution.set().withGrowthScale(growthScale));
    }

    private static int[] batch() {
        int[] batch = IntStream.range(0, 40).toArray();
        Minibatches.sortByLength(Synthetic.data().documents(), batch, 0, batch.length);
        return batch;
    }

    /** Plain descent has no memory: whoever takes over a network goes on with the same bits. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stepsSeeTheWeightsAsTheyAreNow(boolean evolve) {
        String[] digests = new String[2];
        for (int run = 0; run < 2; run++) {
            Network network = Synthetic.network(Pooling.MAX, 2);
            BatchTraining first = new BatchTraining(network, descent(0.0, 0.05));
            first.step(Synthetic.data(), batch(), 0.5, new SplittableRandom(1));
            if (evolve) {
                first.evolve(0.5, RowWeights.NONE, new SplittableRandom(2));
            }
            BatchTraining second = run == 0 ? first : new BatchTraining(network, descent(0.0, 0.05));
            second.step(Synthetic.data(), batch(), 0.5, new SplittableRandom(3));
            digests[run] = WeightsDigest.of(network);
            first.close();
            second.close();
        }
        assertEquals(digests[1], digests[0]);
    }

    @Test
    void newWeightsHaveNoMomentumAndTheOthersKeepTheirs() {
        Network network = Synthetic.network(Pooling.MAX, 1);
        TrainingData data = Synthetic.data();
        TrainingData weightless = new TrainingData(data.documents(), data.labels(), new float[data.labels().length]);
        try (BatchTraining training = new BatchTraining(network, descent(0.9, 0.0))) {
            training.step(data, batch(), 0.5, new SplittableRandom(1));
            training.evolve(0.5, RowWeights.NONE, new SplittableRandom(2));
            List<float[]> evolved = network.sparseMatrices().stream()
                    .map(w -> w.matrix().values().clone())
                    .toList();
            // No gradient: only momentum moves weights now.
            training.step(weightless, batch(), 0.5, new SplittableRandom(3));
            for (int m = 0; m < evolved.size(); m++) {
                float[] after = network.sparseMatrices().get(m).matrix().values();
                int grown = 0;
                int moved = 0;
                for (int k = 0; k < after.length; k++) {
                    if (evolved.get(m)[k] == 0.0f) {
                        grown++;
                        assertEquals(0.0f, after[k]);
                    } else {
                        moved += after[k] != evolved.get(m)[k] ? 1 : 0;
                    }
                }
                assertTrue(grown > 0.2 * after.length && moved > 0.5 * (after.length - grown));
            }
        }
    }

    @Test
    void anEpochsEndIsOneEvolutionHoweverManyReasonsItHas() {
        String[] digests = new String[2];
        for (int run = 0; run < 2; run++) {
            Network network = Synthetic.network(Pooling.MAX, 1);
            Synthetic.train(network, Synthetic.settings(2, run == 0 ? 0 : Synthetic.BATCHES, 1), TrainingListener.NONE);
            digests[run] = WeightsDigest.of(network);
        }
        assertEquals(digests[0], digests[1]);
    }

    @Test
    void trainingLearnsWhichWordComesFirst() {
        Network network = Synthetic.network(Pooling.MAX, 1);
        List<Progress> epochs = new ArrayList<>();
        Synthetic.train(network, Synthetic.settings(20, 0, 2), new TrainingListener() {
            @Override
            public void epoch(Progress progress) {
                epochs.add(progress);
            }
        });
        assertEquals(20, epochs.size());
        long tokens = Arrays.stream(Synthetic.data().documents())
                .mapToLong(d -> d.length)
                .sum();
        for (int e = 0; e < 20; e++) {
            Progress p = epochs.get(e);
            assertEquals(e + 1, p.epoch());
            assertEquals(20, p.epochs());
            assertEquals(Synthetic.BATCHES, p.batch());
            assertEquals(Synthetic.BATCHES, p.batches());
            assertEquals(tokens, p.tokens());
        }
        // A new network knows nothing of two classes: ln 2, where weights average 1.
        assertEquals(Math.log(2.0), epochs.get(0).loss(), 0.1);
        TrainingData data = Synthetic.data();
        float[][] p = new Predictor(network).probabilities(data.documents());
        int right = 0;
        for (int d = 0; d < p.length; d++) {
            right += (p[d][1] > p[d][0] ? 1 : 0) == data.labels()[d] ? 1 : 0;
        }
        assertTrue(right > 0.97 * p.length, right + " of " + p.length);
    }

    @Test
    void guardedWordsThatWereNotMetKeepTheirWeights() {
        TrainingSettings s = Synthetic.settings(1, 0, 1);
        TopologyEvolution guarding = s.evolution().withGuardUnseen(true);
        Network network = Synthetic.network(Pooling.MAX, 1);
        SparseMatrix embedding = network.embedding();
        TrainingData data =
                new TrainingData(new int[][] {{1, 2, 3}, {3, 4}}, new int[] {0, 1}, new float[] {1.0f, 1.0f});
        float[][] before = rows(embedding);
        try (BatchTraining training = new BatchTraining(network, with(s, "evolution", guarding))) {
            training.step(data, new int[] {0, 1}, 0.0, new SplittableRandom(1));
            List<EvolutionReport> reports = training.evolve(0.0, RowWeights.NONE, new SplittableRandom(2));
            assertEquals("embedding", reports.get(0).matrix());
            assertTrue(reports.get(0).removed() > 0 && reports.get(0).removed() < 8, reports.toString());
            assertEquals(reports.get(0).removed(), reports.get(0).grown());
            // Each gate drew 40 of 96 positions.
            assertTrue(reports.get(1).explored() > 40.0 / 96.0, "what was drawn, and what has grown");
            float[][] after = rows(embedding);
            for (int r = 5; r < after.length; r++) {
                assertTrue(contains(after[r], before[r]), "word " + r);
            }
            // What was met counts until the next evolution only.
            assertEquals(
                    0,
                    training.evolve(0.0, RowWeights.NONE, new SplittableRandom(3))
                            .get(0)
                            .removed());
        }
    }

    /** At a learning rate of zero weights are their own averages, wherever they have moved. */
    @Test
    void averagesFollowTheTopology() {
        TrainingSettings s = descent(0.0, 0.05);
        TrainingSettings averaging = with(s, "optimiser", with(s.optimiser(), "averageDecay", 0.5));
        Network network = Synthetic.network(Pooling.MAX, 1);
        try (BatchTraining training = new BatchTraining(network, averaging)) {
            training.step(Synthetic.data(), batch(), 0.0, new SplittableRandom(1));
            training.evolve(0.0, RowWeights.NONE, new SplittableRandom(2));
            training.step(Synthetic.data(), batch(), 0.0, new SplittableRandom(3));
            List<float[]> before =
                    network.parameters().stream().map(p -> p.values().clone()).toList();
            training.finish();
            for (int p = 0; p < before.size(); p++) {
                assertArrayEquals(
                        before.get(p),
                        network.parameters().get(p).values(),
                        1e-6f,
                        network.parameters().get(p).name());
            }
        }
    }

    /** A weightless batch has no gradient: what is left of a weight is what decay leaves. */
    @ParameterizedTest
    @EnumSource
    void weightsDecayByTheirShareOfTheRateAndBiasesDoNot(OptimiserType type) {
        TrainingSettings s =
                Synthetic.plain(with(OptimiserSettings.constant(type, 0.5), "momentum", 0.9, "weightDecay", 0.1));
        TrainingData data = Synthetic.data();
        TrainingData weightless = new TrainingData(data.documents(), data.labels(), new float[data.labels().length]);
        Network network = Synthetic.network(Pooling.MAX, 2);
        Arrays.fill(network.outputBias(), 0.5f);
        List<float[]> before =
                network.parameters().stream().map(p -> p.values().clone()).toList();
        try (BatchTraining training = new BatchTraining(network, s)) {
            training.step(weightless, batch(), 0.2, new SplittableRandom(1));
            training.step(weightless, batch(), 0.4, new SplittableRandom(2));
        }
        for (int p = 0; p < before.size(); p++) {
            Parameter parameter = network.parameters().get(p);
            double left = parameter.name().endsWith("bias") ? 1.0 : (1.0 - 0.2 * 0.1) * (1.0 - 0.4 * 0.1);
            for (int k = 0; k < before.get(p).length; k++) {
                assertEquals(left * before.get(p)[k], parameter.values()[k], 1e-6, parameter.name());
            }
        }
    }

    private static float[][] rows(SparseMatrix m) {
        return IntStream.range(0, m.rows())
                .mapToObj(r -> Arrays.copyOfRange(m.values(), m.rowStart()[r], m.rowStart()[r + 1]))
                .toArray(float[][]::new);
    }

    private static boolean contains(float[] all, float[] some) {
        int found = 0;
        for (int k = 0; k < all.length && found < some.length; k++) {
            found += all[k] == some[found] ? 1 : 0;
        }
        return found == some.length;
    }

    @Test
    void divergenceIsToldRatherThanLearned() {
        Network network = Synthetic.network(Pooling.MAX, 1);
        TrainingSettings wild = with(Synthetic.plain(OptimiserSettings.constant(OptimiserType.SGD, 1e38)), "epochs", 5);
        Exception e =
                assertThrows(ArithmeticException.class, () -> Synthetic.train(network, wild, TrainingListener.NONE));
        assertTrue(e.getMessage()
                .matches("Training has diverged (at|after) step \\d+: .* in the (weights|gradient) of .*"));
        assertTrue(e.getMessage().contains("Lower the learning rate"), e.getMessage());
    }

    @Test
    void whatIsNoNumberIsNamedByStepAndMatrix() {
        Network network = Synthetic.network(Pooling.MAX, 1);
        try (BatchTraining training = new BatchTraining(network, descent(0.9, 0.05))) {
            training.step(Synthetic.data(), batch(), 0.1, new SplittableRandom(1));
            training.checkWeights();
            String before = WeightsDigest.of(network);
            // A weight in the loss that no data set would have: gradients overflow.
            TrainingData heavy = new TrainingData(
                    Synthetic.data().documents(), Synthetic.data().labels(), infinite());
            assertDiverged(
                    "at step 2: .*in the gradient of embedding.*",
                    () -> training.step(heavy, batch(), 0.1, new SplittableRandom(1)));
            assertEquals(before, WeightsDigest.of(network), "nothing of it is learned");
            network.cells().get(1).recurrent().values()[7] = Float.NaN;
            assertDiverged("after step 2: .*in the weights of backward.1.recurrent.*", training::checkWeights);
            network.cells().get(1).recurrent().values()[7] = Float.NEGATIVE_INFINITY;
            assertDiverged("after step 2: .*in the weights of backward.1.recurrent.*", training::checkWeights);
        }
    }

    private static float[] infinite() {
        float[] weights = new float[Synthetic.DOCUMENTS];
        Arrays.fill(weights, Float.POSITIVE_INFINITY);
        return weights;
    }

    private static void assertDiverged(String message, Executable executable) {
        Exception e = assertThrows(ArithmeticException.class, executable);
        assertTrue(e.getMessage().matches("Training has diverged " + message), e.getMessage());
    }

    @Test
    void classesThatAreNeverPredictedAreCounted() {
        Network network = Synthetic.network(Pooling.MAX, 1);
        network.outputBias()[0] = 100.0f;
        try (BatchTraining training = new BatchTraining(network, descent(0.9, 0.05))) {
            training.step(Synthetic.data(), batch(), 0.0, new SplittableRandom(1));
            assertEquals("{0}", training.takePredicted().toString());
            network.outputBias()[0] = -100.0f;
            training.step(Synthetic.data(), batch(), 0.0, new SplittableRandom(1));
            assertEquals("{1}", training.takePredicted().toString());
            assertTrue(training.takePredicted().isEmpty());
            assertTrue(training.takeLargestNorm() > 0.0);
            assertEquals(0.0, training.takeLargestNorm());
        }
    }

    @Test
    void theNetworkIsShownBeforeItLearns() {
        Network network = Synthetic.network(Pooling.MAX, 1);
        String before = WeightsDigest.of(network);
        List<String> seen = new ArrayList<>();
        Synthetic.train(network, Synthetic.settings(2, 0, 1), new TrainingListener() {
            @Override
            public void started(Network started) {
                assertSame(network, started);
                seen.add(WeightsDigest.of(started));
            }
        });
        assertEquals(List.of(before), seen);
    }

    @Test
    void dataThatDoesNotMatchIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TrainingData(new int[0][], new int[0], new float[0]));
        assertThrows(IllegalArgumentException.class, () -> new TrainingData(new int[1][1], new int[2], new float[1]));
        assertThrows(IllegalArgumentException.class, () -> new TrainingData(new int[1][1], new int[1], new float[2]));
    }

    @Test
    void wordsLeftOutAreReadAsUnknown() {
        // All words out: documents of one length can't be told apart, and only the unknown word's row learns.
        Network network = Synthetic.network(Pooling.MAX, 1);
        float[] before = network.embedding().values().clone();
        TrainingSettings s = with(
                Synthetic.plain(OptimiserSettings.constant(OptimiserType.SGD, 0.1)),
                "regularisation",
                with(Regularisation.NONE, "wordDropout", Math.nextDown(1.0)));
        Synthetic.train(network, s, TrainingListener.NONE);
        int[] start = network.embedding().rowStart();
        float[] after = network.embedding().values();
        assertArrayEquals(
                Arrays.copyOfRange(before, start[1], before.length), Arrays.copyOfRange(after, start[1], after.length));
        assertTrue(start[1] > 0 && before[0] != after[0]);
    }
}
