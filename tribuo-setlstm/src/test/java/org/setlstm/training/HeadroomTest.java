package org.setlstm.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.setlstm.Records.with;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.setlstm.JavaProcess;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.optimise.OptimiserSettings;
import org.setlstm.optimise.OptimiserType;
import org.setlstm.sequence.Minibatches;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.Sparsity;

class HeadroomTest {
    private static TrainingSettings settings() {
        OptimiserSettings optimiser = OptimiserSettings.constant(OptimiserType.ADAM, 0.001);
        return with(Synthetic.plain(optimiser), "batchSize", 64, "shardSize", 32);
    }

    private static Network network(int hidden, boolean bidirectional) {
        return Network.create(
                new Architecture(50, 20, hidden, 1, bidirectional, Pooling.MAX, 2, 0, false, GateTopology.OWN),
                new Sparsity(0.0, 0.5),
                new Sparsity(0.0, 0.05),
                RowWeights.NONE,
                0.1,
                new SplittableRandom(1));
    }

    private static TrainingData data(int count, int length) {
        int[][] documents = new int[count][length];
        float[] weights = new float[count];
        Arrays.fill(weights, 1.0f);
        return new TrainingData(documents, new int[count], weights);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** In a step on documents of such a length. */
    private static long kept(Network network, int length) {
        TrainingData data = data(64, length);
        int[] batch = new int[64];
        Arrays.setAll(batch, i -> i);
        long before = used();
        try (BatchTraining training = new BatchTraining(network, settings())) {
            training.step(data, batch, 0.001, new SplittableRandom(1));
            long kept = used() - before;
            training.finish();
            return kept;
        }
    }

    /** All that grows with the documents, without what a step leaves as garbage. */
    @Test
    void theEstimateIsWhatAStepKeeps() {
        for (int hidden : new int[] {64, 128}) {
            Network network = network(hidden, hidden == 64);
            kept(network, 10);
            double kept = kept(network, 2000) - kept(network, 100);
            double estimate = Headroom.bytes(network, settings(), data(64, 2000))
                    - Headroom.bytes(network, settings(), data(64, 100));
            assertEquals(kept, estimate, 0.1 * kept);
        }
    }

    /** By hand: 2 shards, of which each keeps 16 lanes as long as the longest of them. */
    @Test
    void lanesAreAsLongAsTheLongestOfTheirGroup() {
        int[][] documents = new int[40][];
        Arrays.setAll(documents, i -> new int[1 + i]);
        float[] weights = new float[40];
        Arrays.fill(weights, 1.0f);
        Network network = network(64, true);
        long tokens = 40 * 32 + 8 * 32;
        assertEquals(
                tokens * 64 * 2 * 28 + network.storedParameters() * (2 * 4 + 20),
                Headroom.bytes(network, settings(), new TrainingData(documents, new int[40], weights)));
    }

    @Test
    void theLongestDocumentsDoNotMeetInOneBatch() {
        int[][] documents = new int[64 * 1024][];
        Arrays.setAll(documents, i -> new int[1 + i % 1024]);
        double longest = Arrays.stream(Minibatches.longestBatch(documents, 64))
                .mapToInt(d -> d.length)
                .average()
                .orElseThrow();
        double met = Minibatches.epoch(documents, 64, new SplittableRandom(1)).stream()
                .mapToDouble(b ->
                        Arrays.stream(b).map(i -> documents[i].length).average().orElseThrow())
                .max()
                .orElseThrow();
        assertEquals(met, longest, 0.02 * met);
        assertEquals(2, Minibatches.longestBatch(new int[][] {{1}, {1, 2}}, 64)[0].length);
    }

    @Test
    void whatNoHeapHoldsIsRefusedAtOnce() {
        OutOfMemoryError e = assertThrows(
                OutOfMemoryError.class,
                () -> Headroom.require(2 * Runtime.getRuntime().maxMemory()));
        // A sixteenth is to be spared.
        long max = Runtime.getRuntime().maxMemory();
        long needed = 2 * max + max / 16;
        assertEquals(
                "it needs about " + needed / 1048576 + " MB beside its data, and the heap has " + max / 1048576,
                e.getMessage());
    }

    /** In a small heap, as this one's may be a quarter of a large machine's memory. */
    @Test
    void whatIsThereIsGivenAndWhatIsNotIsRefused() throws Exception {
        JavaProcess java = JavaProcess.run(SmallHeap.class, "-Xmx64m");
        assertEquals(0, java.exitCode());
        assertEquals(
                "it needs about N MB beside its data, and there are N",
                java.out().strip().replaceAll("\\d+", "N"));
    }

    /** Half of it is garbage that has grown old, then half of it is taken. */
    static final class SmallHeap {
        private SmallHeap() {}

        private static byte[][] taken() {
            byte[][] taken = new byte[128][];
            Arrays.setAll(taken, i -> new byte[1 << 18]);
            return taken;
        }

        public static void main(String[] args) {
            byte[][] held = taken();
            held = null;
            Headroom.require(30 << 20);
            held = taken();
            try {
                Headroom.require(30 << 20);
            } catch (OutOfMemoryError e) {
                System.out.println(e.getMessage());
            }
            Reference.reachabilityFence(held);
        }
    }
}
