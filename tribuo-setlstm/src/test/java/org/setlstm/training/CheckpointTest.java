package org.setlstm.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.setlstm.Records.with;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.setlstm.checkpoint.CheckpointStore;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.network.WeightsDigest;
import org.setlstm.optimise.OptimiserSettings;
import org.setlstm.optimise.OptimiserType;
import org.setlstm.sparse.RemovalRule;
import org.setlstm.sparse.TopologyEvolution;

/** Runs that stop and go on end in the bits of runs that never stopped. */
class CheckpointTest {
    /** In memory; can fail. */
    private static final class Store implements CheckpointStore {
        private byte[] bytes;
        private boolean full;

        @Override
        public Optional<InputStream> open() {
            return Optional.ofNullable(bytes).map(ByteArrayInputStream::new);
        }

        @Override
        public void replace(Content content) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            content.writeTo(out);
            if (full) {
                throw new IOException("No space left on device");
            }
            bytes = out.toByteArray();
        }

        @Override
        public String toString() {
            return "memory";
        }
    }

    /** A process that is killed. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Every kind of state that there is. */
    enum Kind {
        ADAM_EVOLVING_WITHIN_EPOCHS(s -> s),
        MOMENTUM(s -> optimiser(s, OptimiserType.SGD, 0.0)),
        AVERAGED(s -> optimiser(s, OptimiserType.ADAM, 0.9)),
        GUARDED_GLOBAL(s -> evolution(
                s, s.evolution().withRemovalRule(RemovalRule.GLOBAL_MAGNITUDE).withGuardUnseen(true))),
        STATIC(s -> evolution(s, TopologyEvolution.none())),
        BY_FREQUENCY(s -> with(s, "frequencyExponent", 0.7)),
        SHARED_GATES(s -> optimiser(s, OptimiserType.ADAM, 0.9)),
        SHARED_GATES_GLOBAL(s -> evolution(s, s.evolution().withRemovalRule(RemovalRule.GLOBAL_MAGNITUDE)));

        private final UnaryOperator<TrainingSettings> change;

        Kind(UnaryOperator<TrainingSettings> change) {
            this.change = change;
        }

        Network network(int layers) {
            return Synthetic.network(
                    Pooling.MEAN_MAX, layers, name().startsWith("SHARED") ? GateTopology.SHARED : GateTopology.OWN);
        }

        TrainingSettings settings(int threads) {
            TrainingSettings s = Synthetic.settings(4, 3, threads);
            Regularisation all = with(s.regularisation(), "variationalDropout", 0.1, "recurrentDropout", 0.1);
            return change.apply(with(s, "regularisation", all));
        }

        private static TrainingSettings optimiser(TrainingSettings s, OptimiserType type, double averageDecay) {
            OptimiserSettings o = with(s.optimiser(), "type", type, "averageDecay", averageDecay, "weightDecay", 0.01);
            return with(s, "optimiser", o);
        }

        private static TrainingSettings evolution(TrainingSettings s, TopologyEvolution evolution) {
            return with(s, "evolution", evolution);
        }
    }

    private record Ended(String digest, TrainingResult result) {}

    private static TrainingData part(int from, int to) {
        TrainingData all = Synthetic.dataWithOffsets();
        return new TrainingData(
                Arrays.copyOfRange(all.documents(), from, to),
                Arrays.copyOfRange(all.labels(), from, to),
                Arrays.copyOfRange(all.weights(), from, to),
                Arrays.copyOfRange(all.offsets(), from, to));
    }

    private static Ended run(
            TrainingSettings settings, int heldOut, TrainingListener listener, Checkpoints checkpoints) {
        return run(Kind.STATIC.network(1), settings, heldOut, listener, checkpoints);
    }

    private static Ended run(
            Network network,
            TrainingSettings settings,
            int heldOut,
            TrainingListener listener,
            Checkpoints checkpoints) {
        HeldOut out = heldOut == 0 ? HeldOut.NONE : new HeldOut(part(0, heldOut), 2);
        TrainingResult r = Training.run(
                network,
                settings,
                part(heldOut, Synthetic.DOCUMENTS),
                out,
                new SplittableRandom(47),
                listener,
                checkpoints,
                GradientEngine.LOCAL);
        return new Ended(WeightsDigest.of(network), r);
    }

    /** Not what was predicted in the last epoch, which only a warning depends on. */
    private static void assertSame(Ended expected, Ended ended) {
        assertEquals(expected.digest, ended.digest);
        assertEquals(expected.result.epochs(), ended.result.epochs());
        assertEquals(expected.result.explored(), ended.result.explored());
        assertEquals(expected.result.best(), ended.result.best());
    }

    private static TrainingListener killing(int batches) {
        int[] left = {batches};
        return new TrainingListener() {
            @Override
            public void batch(Progress p) {
                if (left[0]-- == 0) {
                    throw new Killed();
                }
            }
        };
    }

    /** With as many kills as it takes, each after some batches; the interval is never or always over. */
    private static Ended stumble(Kind kind, int threads, int heldOut, int batches, Duration interval) {
        Checkpoints checkpoints = new Checkpoints(new Store(), interval, Map.of());
        for (int kills = 0; ; kills++) {
            try {
                return run(kind.network(1), kind.settings(threads), heldOut, killing(batches), checkpoints);
            } catch (Killed e) {
                assertTrue(kills < 100, "gets nowhere");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void killedRunsEndInTheSameBits(Kind kind) {
        for (int heldOut : new int[] {0, 100}) {
            Ended whole = run(kind.network(1), kind.settings(1), heldOut, TrainingListener.NONE, Checkpoints.NONE);
            // From the ends of epochs, of 8 batches or 5, and from within them: each batch once the last.
            assertSame(whole, stumble(kind, 2, heldOut, 11, Duration.ZERO));
            for (int batches : new int[] {1, 5}) {
                assertSame(whole, stumble(kind, 1, heldOut, batches, Duration.ofNanos(1)));
            }
        }
    }

    @Test
    void checkpointsChangeNothingAndARunAtItsEndIsThere() {
        TrainingSettings settings = Kind.AVERAGED.settings(1);
        Checkpoints checkpoints = new Checkpoints(new Store(), Duration.ofNanos(1), Map.of());
        Ended whole = run(settings, 100, TrainingListener.NONE, Checkpoints.NONE);
        assertSame(whole, run(settings, 100, TrainingListener.NONE, checkpoints));
        assertSame(whole, run(settings, 100, killing(0), checkpoints));
    }

    private static Store store(Map<String, String> settings) {
        Store store = new Store();
        assertThrows(
                Killed.class,
                () -> run(
                        Kind.AVERAGED.settings(1),
                        100,
                        killing(12),
                        new Checkpoints(store, Duration.ofNanos(1), settings)));
        assertNotNull(store.bytes);
        return store;
    }

    private static String refusal(Store store, Map<String, String> settings, int heldOut) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> run(
                                Kind.AVERAGED.settings(1),
                                heldOut,
                                TrainingListener.NONE,
                                new Checkpoints(store, Duration.ZERO, settings)))
                .getMessage();
    }

    @Test
    void checkpointsOfOtherRunsAreRefusedAndSayWhatDiffers() {
        Store store = store(Map.of("learningRate", "0.1", "seed", "1", "pooling", "MAX"));
        String message = refusal(store, Map.of("learningRate", "0.2", "seed", "1"), 100);
        assertTrue(message.startsWith("memory is of another run: "), message);
        assertTrue(message.contains("learningRate was 0.1 and is 0.2"), message);
        assertTrue(message.contains("pooling was MAX and is no setting now"), message);
        assertTrue(!message.contains("seed") && !message.contains("SHA"), message);
        message = refusal(store, Map.of("learningRate", "0.1", "seed", "1", "pooling", "MAX"), 90);
        assertTrue(message.contains("the training documents' SHA-256"), message);
        assertTrue(message.contains("the held-out documents' SHA-256"), message);
        assertTrue(!message.contains("weights"), message);
    }

    @Test
    void damageIsSeenWhereverItIs() {
        Store store = store(Map.of());
        byte[] whole = store.bytes;
        for (int i = 0; i < whole.length; i += 1 + i / 20) {
            store.bytes = whole.clone();
            store.bytes[i] ^= 1;
            String message = refusal(store, Map.of(), 100);
            assertTrue(message.contains("is damaged") || i < 12, message);
            store.bytes = Arrays.copyOf(whole, i);
            assertTrue(refusal(store, Map.of(), 100).matches("memory (is damaged|is no checkpoint).*"));
        }
        store.bytes = Arrays.copyOf(whole, whole.length + 1);
        assertTrue(refusal(store, Map.of(), 100).contains("is damaged"));
        store.bytes = new byte[100_000];
        assertTrue(refusal(store, Map.of(), 100).contains("is no checkpoint"));
    }

    @Test
    void interruptionEndsARunSoonAndSavesIt() {
        TrainingSettings settings = Kind.ADAM_EVOLVING_WITHIN_EPOCHS.settings(2);
        Ended whole = run(settings, 0, TrainingListener.NONE, Checkpoints.NONE);
        // Batch 13 is within an epoch, batch 16 at the end of one.
        for (int batch : new int[] {13, 16}) {
            Checkpoints checkpoints = new Checkpoints(new Store(), Duration.ZERO, Map.of());
            int[] told = {0};
            Exception e = assertThrows(
                    CancellationException.class,
                    () -> run(
                            settings,
                            0,
                            new TrainingListener() {
                                @Override
                                public void batch(Progress p) {
                                    if (++told[0] == batch) {
                                        Thread.currentThread().interrupt();
                                    }
                                }
                            },
                            checkpoints));
            assertTrue(Thread.interrupted(), "whoever interrupted finds it so");
            assertTrue(e.getMessage().contains("epoch 2 of 4") && e.getMessage().endsWith("memory"), e.getMessage());
            assertEquals(batch, told[0]);
            int[] resumed = {0};
            assertSame(
                    whole,
                    run(
                            settings,
                            0,
                            new TrainingListener() {
                                @Override
                                public void resumed(Progress p) {
                                    resumed[0] = (p.epoch() - 1) * p.batches() + p.batch();
                                }
                            },
                            checkpoints));
            assertEquals(batch, resumed[0]);
        }
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> run(settings, 0, TrainingListener.NONE, Checkpoints.NONE));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aFullDiskStopsNoRunAndTheLastCheckpointStays() {
        TrainingSettings settings = Kind.AVERAGED.settings(1);
        Store store = new Store();
        Checkpoints checkpoints = new Checkpoints(store, Duration.ZERO, Map.of());
        byte[][] first = new byte[1][];
        Ended ended = run(
                settings,
                100,
                new TrainingListener() {
                    @Override
                    public void epoch(Progress p) {
                        if (p.epoch() == 1) {
                            first[0] = store.bytes;
                            store.full = true;
                        }
                    }
                },
                checkpoints);
        Ended whole = run(settings, 100, TrainingListener.NONE, Checkpoints.NONE);
        assertSame(whole, ended);
        assertArrayEquals(first[0], store.bytes);
        store.full = false;
        assertSame(whole, run(settings, 100, TrainingListener.NONE, checkpoints));
    }

    @Test
    void numbersThatGoWrongLeaveTheLastGoodCheckpoint() {
        TrainingSettings settings = Kind.STATIC.settings(1);
        Store store = new Store();
        Checkpoints checkpoints = new Checkpoints(store, Duration.ZERO, Map.of());
        assertThrows(
                ArithmeticException.class,
                () -> run(
                        settings,
                        0,
                        new TrainingListener() {
                            private Network network;

                            @Override
                            public void started(Network n) {
                                network = n;
                            }

                            @Override
                            public void batch(Progress p) {
                                if (p.epoch() == 2 && p.batch() == p.batches()) {
                                    network.outputBias()[0] = Float.NaN;
                                }
                            }
                        },
                        checkpoints));
        assertSame(
                run(settings, 0, TrainingListener.NONE, Checkpoints.NONE),
                run(settings, 0, TrainingListener.NONE, checkpoints));
    }
}
