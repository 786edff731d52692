package org.setlstm.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.setlstm.Records.with;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.setlstm.distributed.Assignment;
import org.setlstm.distributed.Cluster;
import org.setlstm.distributed.DistributedGradients;
import org.setlstm.distributed.Replica;
import org.setlstm.distributed.ShardGradient;
import org.setlstm.distributed.Step;
import org.setlstm.distributed.Topology;
import org.setlstm.distributed.Traffic;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.network.WeightsDigest;
import org.setlstm.sparse.SparseMatrix;

/** Training on other processes ends in the bits of training on one. */
class DistributedTrainingTest {
    /** Two replicas that see nothing but bytes, deal shards to one another, and lose one of them now and then. */
    private static final class Bytes implements Cluster {
        private final Replica[] replicas = new Replica[2];
        private byte[] assignment;
        private byte[] topology;
        private Step last;

        @Override
        public void assign(Assignment sent) {
            assignment = write(sent);
        }

        @Override
        public void shape(Topology sent) {
            topology = write(sent);
            Arrays.fill(replicas, null);
        }

        @Override
        public List<ShardGradient> compute(Step step) {
            byte[] sent = write(step);
            last = step;
            if (step.number() % 5 == 0) {
                replicas[(int) (step.number() % 2)] = null;
            }
            ShardGradient[] shards = new ShardGradient[step.shards()];
            // The last one first: who is done when must not matter.
            for (int s = shards.length - 1; s >= 0; s--) {
                Replica replica = replica(s % 2);
                shards[s] = (ShardGradient) read(write(replica.compute((Step) read(sent), s)));
            }
            return List.of(shards);
        }

        Replica replica(int index) {
            if (replicas[index] == null) {
                replicas[index] = new Replica((Assignment) read(assignment), (Topology) read(topology));
            }
            return replicas[index];
        }

        @Override
        public void close() {
            Arrays.fill(replicas, null);
        }

        private static byte[] write(Serializable object) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(object);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return bytes.toByteArray();
        }

        private static Object read(byte[] bytes) {
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
                return in.readObject();
            } catch (IOException | ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static String trained(TrainingSettings settings, GradientEngine engine, List<BitSet> predicted) {
        return trained(Synthetic.network(Pooling.MEAN_MAX, 2), settings, engine, predicted);
    }

    private static String trained(
            Network network, TrainingSettings settings, GradientEngine engine, List<BitSet> predicted) {
        TrainingResult result = Training.run(
                network,
                settings,
                Synthetic.dataWithOffsets(),
                HeldOut.NONE,
                new SplittableRandom(47),
                TrainingListener.NONE,
                Checkpoints.NONE,
                engine);
        predicted.add(result.predicted());
        return WeightsDigest.of(network);
    }

    @ParameterizedTest
    @EnumSource
    void endsInTheSameBits(CheckpointTest.Kind kind) {
        TrainingSettings settings = kind.settings(1);
        List<BitSet> predicted = new ArrayList<>();
        String expected = trained(kind.network(2), settings, GradientEngine.LOCAL, predicted);
        GradientEngine distributed = (network, s) -> new DistributedGradients(network, s, new Bytes(), traffic -> {});
        assertEquals(expected, trained(kind.network(2), settings, distributed, predicted));
        assertEquals(predicted.get(0), predicted.get(1));
    }

    @Test
    void sendsEntriesOfWordsThatAreMetAndPositionsWhenTheyHaveChanged() {
        TrainingSettings settings = Synthetic.settings(3, 0, 1);
        Network[] trained = new Network[1];
        List<Traffic> traffic = new ArrayList<>();
        trained(
                settings,
                (network, s) -> {
                    trained[0] = network;
                    return new DistributedGradients(network, s, new Bytes(), traffic::add);
                },
                new ArrayList<>());
        Traffic last = traffic.get(traffic.size() - 1);
        assertEquals(3 * Synthetic.BATCHES, last.steps());
        // Shards of 16: 3 of a batch of 40, 2 of the last one of 20.
        assertEquals(3 * (7 * 3 + 2), last.shards());
        assertEquals(3, last.topologies(), "at first, and after all epochs but the last");
        long tokens = Arrays.stream(Synthetic.data().documents())
                .mapToLong(d -> d.length)
                .sum();
        assertEquals(4 * (tokens + 2 * Synthetic.DOCUMENTS), last.assignment());
        long positions = trained[0].sparseMatrices().stream()
                .mapToLong(m -> m.matrix().stored() + m.matrix().rows() + 1)
                .sum();
        assertEquals(3 * 4 * positions, last.topologyBytes());
    }

    @Test
    void countsWhatAStepSends() {
        Network network = Synthetic.network(Pooling.MAX, 1);
        TrainingData data = new TrainingData(
                new int[][] {{3, 7, 7}, {9}, {3}}, new int[] {0, 1, 0}, new float[] {1.0f, 1.0f, 1.0f});
        Traffic[] traffic = new Traffic[1];
        TrainingSettings s = Synthetic.settings(1, 0, 1);
        TrainingSettings pairs = with(s, "batchSize", 3, "shardSize", 2);
        try (BatchTraining training = new BatchTraining(
                network, pairs, (n, t) -> new DistributedGradients(n, t, new Bytes(), x -> traffic[0] = x))) {
            training.step(data, new int[] {0, 1, 2}, 0.01, new SplittableRandom(1));
        }
        long others = network.storedParameters() - network.embedding().stored();
        long batch = entries(network.embedding(), 0, 3, 7, 9);
        assertEquals(4 * (others + batch + 3) + 8 * (1 + 2 * 2), traffic[0].weights());
        long shards = entries(network.embedding(), 0, 3, 7) + entries(network.embedding(), 0, 9);
        // Loss, one word of classes, and whether ND4J was there.
        assertEquals(4 * (2 * others + shards) + 2 * (8 + 8 + 1), traffic[0].gradients());
    }

    private static long entries(SparseMatrix embedding, int... rows) {
        return IntStream.of(rows)
                .map(r -> embedding.rowStart()[r + 1] - embedding.rowStart()[r])
                .sum();
    }

    @Test
    void aReplicaRefusesAStepThatIsOver() {
        Bytes cluster = new Bytes();
        List<Step> steps = new ArrayList<>();
        Network network = Synthetic.network(Pooling.MAX, 1);
        try (BatchTraining training = new BatchTraining(
                network,
                Synthetic.settings(1, 0, 1),
                (n, s) -> new DistributedGradients(n, s, cluster, x -> steps.add(cluster.last)))) {
            training.step(Synthetic.data(), new int[] {0}, 0.01, new SplittableRandom(1));
            training.step(Synthetic.data(), new int[] {0}, 0.01, new SplittableRandom(1));
        }
        assertEquals(2, steps.size());
        assertTrue(assertThrows(IllegalStateException.class, () -> {
                    Replica replica = cluster.replica(0);
                    replica.compute(steps.get(1), 0);
                    replica.compute(steps.get(0), 0);
                })
                .getMessage()
                .startsWith("Step 1 is over"));
    }

    /** Computes nothing. */
    private record Elsewhere(float[][] sum) implements BatchGradients {
        @Override
        public double compute(TrainingData data, int[] batch, SplittableRandom[] randoms) {
            return 1.0;
        }

        @Override
        public void valuesChanged() {}

        @Override
        public void positionsChanged() {}

        @Override
        public void takePredicted(BitSet all) {}

        @Override
        public boolean onND4J() {
            return false;
        }

        @Override
        public void close() {}
    }

    /** The activations of 200 million tokens, which no heap of a test has room for. */
    @Test
    void theDriverNeedsNoRoomForActivations() {
        int[][] documents = new int[200][];
        Arrays.fill(documents, new int[1_000_000]);
        TrainingData data = new TrainingData(documents, new int[200], new float[200]);
        TrainingSettings s = Synthetic.settings(1, 0, 1);
        TrainingSettings oneBatch = with(s, "batchSize", 200, "shardSize", 20);
        GradientEngine elsewhere = (network, t) -> new Elsewhere(network.parameters().stream()
                .map(p -> new float[p.values().length])
                .toArray(float[][]::new));
        assertThrows(OutOfMemoryError.class, () -> run(oneBatch, data, GradientEngine.LOCAL));
        assertEquals(1, run(oneBatch, data, elsewhere).epochs());
    }

    private static TrainingResult run(TrainingSettings settings, TrainingData data, GradientEngine engine) {
        return Training.run(
                Synthetic.network(Pooling.MAX, 1),
                settings,
                data,
                HeldOut.NONE,
                new SplittableRandom(47),
                TrainingListener.NONE,
                Checkpoints.NONE,
                engine);
    }
}
