package org.setlstm.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.setlstm.Records.with;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.network.Predictor;
import org.setlstm.network.WeightsDigest;
import org.setlstm.optimise.OptimiserSettings;
import org.setlstm.optimise.OptimiserType;
import org.setlstm.sparse.TopologyEvolution;

/** Which epoch is best, when training ends, and what the network is then. */
class EarlyStoppingTest {
    private static final int HELD_OUT = 100;

    @Test
    void scoresCountByWeightAndTheFirstOfEqualsIsTheAnswer() {
        float[][] p = {{0.75f, 0.25f}, {0.5f, 0.5f}, {0.5f, 0.5f}, {1.0f, 0.0f}};
        TrainingData data =
                new TrainingData(new int[4][1], new int[] {0, 0, 1, 1}, new float[] {1.0f, 2.0f, 0.5f, 0.0f});
        ValidationScore score = EarlyStopping.score(p, data);
        assertEquals(3.0 / 3.5, score.accuracy(), 1e-12);
        assertEquals(-(Math.log(0.75) + 2.5 * Math.log(0.5)) / 3.5, score.loss(), 1e-12);
        float[] weights = {0.0f, 0.0f, 0.0f, 1.0f};
        ValidationScore sure = EarlyStopping.score(p, new TrainingData(new int[4][1], new int[] {0, 0, 1, 1}, weights));
        assertEquals(0.0, sure.accuracy());
        assertTrue(sure.loss() > 80.0 && Double.isFinite(sure.loss()), "sure, and wrong");
    }

    @Test
    void accuracyComesFirstAndLossDecidesAmongEquals() {
        ValidationScore score = new ValidationScore(0.8, 0.5);
        assertTrue(new ValidationScore(0.81, 0.9).isBetterThan(score));
        assertFalse(new ValidationScore(0.79, 0.1).isBetterThan(score));
        assertTrue(new ValidationScore(0.8, 0.49).isBetterThan(score));
        assertFalse(new ValidationScore(0.8, 0.51).isBetterThan(score));
        assertFalse(new ValidationScore(0.8, 0.5).isBetterThan(score), "of equal epochs the first");
    }

    /** A third of the labels is wrong: what is learned by heart is unlearned elsewhere. */
    private static TrainingData noisy(int from, int to) {
        TrainingData data = Synthetic.data();
        SplittableRandom random = new SplittableRandom(9);
        int[] labels = Arrays.stream(data.labels())
                .map(l -> random.nextInt(3) == 0 ? 1 - l : l)
                .toArray();
        return new TrainingData(
                Arrays.copyOfRange(data.documents(), from, to),
                Arrays.copyOfRange(labels, from, to),
                Arrays.copyOfRange(data.weights(), from, to));
    }

    private static TrainingSettings settings(int epochs, double averageDecay, int threads) {
        OptimiserSettings optimiser = with(
                OptimiserSettings.constant(OptimiserType.ADAM, 0.03),
                "gradientClip",
                1.0,
                "averageDecay",
                averageDecay);
        return with(
                Synthetic.plain(optimiser),
                "epochs",
                epochs,
                "batchSize",
                20,
                "shardSize",
                8,
                "evolution",
                TopologyEvolution.set(),
                "threads",
                threads);
    }

    /** What a run was, and what it told. */
    private static final class Run implements TrainingListener {
        private final Network network = Synthetic.network(Pooling.MAX, 1);
        private final List<Progress> epochs = new ArrayList<>();
        private final List<BestEpoch> told = new ArrayList<>();
        private int evolutions;
        private final Optional<BestEpoch> best;

        Run(TrainingSettings settings, boolean holdsOut, int patience) {
            HeldOut heldOut = holdsOut ? new HeldOut(noisy(0, HELD_OUT), patience) : HeldOut.NONE;
            best = Training.run(
                            network,
                            settings,
                            noisy(HELD_OUT, Synthetic.DOCUMENTS),
                            heldOut,
                            new SplittableRandom(47),
                            this,
                            Checkpoints.NONE,
                            GradientEngine.LOCAL)
                    .best();
        }

        @Override
        public void epoch(Progress progress) {
            epochs.add(progress);
        }

        @Override
        public void evolved(List<EvolutionReport> reports) {
            evolutions++;
        }

        @Override
        public void restored(BestEpoch epoch) {
            told.add(epoch);
        }

        String digest() {
            return WeightsDigest.of(network);
        }
    }

    /** At a constant rate an epoch doesn't know how many come after it. */
    @ParameterizedTest
    @CsvSource({"0.0, 0", "0.9, 0", "0.0, 3", "0.9, 3"})
    void theNetworkIsThatOfARunThatEndedAtTheBestEpoch(double averageDecay, int patience) {
        Run run = new Run(settings(15, averageDecay, 1), true, patience);
        BestEpoch best = run.best.orElseThrow();
        assertTrue(best.epoch() < best.epochs(), "no example: " + best);
        Run ended = new Run(settings(best.epoch(), averageDecay, 1), false, 0);
        assertEquals(ended.digest(), run.digest());
        TrainingData heldOut = noisy(0, HELD_OUT);
        assertEquals(
                best.score(),
                EarlyStopping.score(new Predictor(run.network).probabilities(heldOut.documents()), heldOut));
        assertEquals(List.of(best), run.told);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "3"})
    void patienceEndsTrainingAndNothingElseDoes(int patience) {
        Run run = new Run(settings(15, 0.0, 1), true, patience);
        int best = 0;
        int expected = 15;
        Run all = new Run(settings(15, 0.0, 1), true, 0);
        for (int e = 0; e < 15; e++) {
            ValidationScore score = all.epochs.get(e).validation();
            if (score.isBetterThan(all.epochs.get(best).validation())) {
                best = e;
            }
            if (patience > 0 && e - best == patience) {
                expected = e + 1;
                break;
            }
        }
        assertTrue(patience == 0 || expected < 15, "no example");
        assertEquals(expected, run.epochs.size());
        assertEquals(new BestEpoch(best + 1, expected, all.epochs.get(best).validation()), run.best.orElseThrow());
        assertEquals(expected - 1, run.evolutions, "none after the last epoch");
        IntStream.range(0, expected)
                .forEach(e -> assertEquals(
                        all.epochs.get(e).validation(), run.epochs.get(e).validation()));
    }

    /** Looking changes nothing: the last epoch is the one that it is without. */
    @ParameterizedTest
    @CsvSource({"0.0", "0.9"})
    void lookingLeavesNoTrace(double averageDecay) {
        Run looking = new Run(settings(1, averageDecay, 1), true, 0);
        Run blind = new Run(settings(1, averageDecay, 1), false, 0);
        assertEquals(blind.digest(), looking.digest());
        assertTrue(blind.best.isEmpty() && blind.told.isEmpty());
        assertTrue(blind.epochs.get(0).validation() == null);
        double[] losses = new double[2];
        for (int i = 0; i < 2; i++) {
            losses[i] = new Run(settings(5, averageDecay, 1), i == 0, 0)
                    .epochs
                    .get(4)
                    .loss();
        }
        assertEquals(losses[0], losses[1]);
    }

    @Test
    void threadsDecideNothing() {
        Run one = new Run(settings(6, 0.9, 1), true, 2);
        Run three = new Run(settings(6, 0.9, 3), true, 2);
        assertEquals(one.digest(), three.digest());
        assertEquals(one.best, three.best);
    }

    @Test
    void epochsAreToldInALine() {
        Run run = new Run(settings(2, 0.0, 1), true, 0);
        String line = run.epochs.get(1).summary();
        assertTrue(line.matches("epoch 2 of 2: loss .* s, validation accuracy 0\\.\\d{4}, loss \\d\\.\\d{4}"), line);
        assertEquals(
                "the weights are those of epoch 3 of 5: validation accuracy 0.5000, loss 0.2500",
                new BestEpoch(3, 5, new ValidationScore(0.5, 0.25)).summary());
    }
}
