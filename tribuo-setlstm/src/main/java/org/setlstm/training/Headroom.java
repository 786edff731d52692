package org.setlstm.training;

import java.util.ArrayList;
import java.util.List;
import org.setlstm.kernel.Kernel;
import org.setlstm.network.Architecture;
import org.setlstm.network.Network;
import org.setlstm.sequence.Minibatches;

/**
 * Whether the heap has room for a training run. A run that fills it to the brim is not always told so: the collector then
 * may work for minutes for each step, to free what the step before has left.
 */
final class Headroom {
    /** Of a token, layer and direction: gates, cell state and hidden state; of each chunk the step before; and gaps. */
    private static final long ACTIVATIONS = 7L * Float.BYTES;

    /** Of a stored weight in a shard: its gradient. Of a weight once: Adam's two moments, and a transpose with its index. */
    private static final long GRADIENT = Float.BYTES;

    private static final long STATE = 5L * Float.BYTES;

    /** Floats of a piece that is as large as an array of a whole number of megabytes may be. */
    private static final int PIECE = (1 << 20) - 4;

    private static final double SPARE = 1.0 / 16;

    private Headroom() {}

    /** About what training takes beside network and data: activations of the longest batch, and what weights need. */
    static long bytes(Network network, TrainingSettings settings, TrainingData data) {
        Architecture a = network.architecture();
        int[][] longest = Minibatches.longestBatch(data.documents(), settings.batchSize());
        int shards = (longest.length + settings.shardSize() - 1) / settings.shardSize();
        long tokens = 0;
        // Each shard has every shards-th document, and keeps lanes in groups as long as the longest of them.
        for (int group = 0; group * Kernel.LANES * shards < longest.length; group++) {
            tokens += (long) longest[group * Kernel.LANES * shards].length * Kernel.LANES * shards;
        }
        return tokens * a.hiddenDimension() * a.layers() * a.directions() * ACTIVATIONS
                + network.storedParameters() * (GRADIENT * shards + STATE);
    }

    /** Throws OutOfMemoryError if there isn't that much, and some to spare. */
    static void require(long bytes) {
        Runtime java = Runtime.getRuntime();
        long needed = bytes + (long) (java.maxMemory() * SPARE);
        if (java.maxMemory() - java.totalMemory() + java.freeMemory() >= needed) {
            return;
        }
        if (needed > java.maxMemory()) {
            throw new OutOfMemoryError("it needs about " + (needed >> 20) + " MB beside its data, and the heap has "
                    + (java.maxMemory() >> 20));
        }
        // What is not free may be garbage: only a try can tell.
        List<float[]> pieces = new ArrayList<>();
        try {
            for (long left = needed; left > 0; left -= (long) PIECE * Float.BYTES) {
                pieces.add(new float[PIECE]);
            }
        } catch (OutOfMemoryError e) {
            long free = (long) pieces.size() * PIECE * Float.BYTES;
            pieces.clear();
            throw new OutOfMemoryError(
                    "it needs about " + (needed >> 20) + " MB beside its data, and there are " + (free >> 20));
        }
    }
}
