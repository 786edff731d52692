package org.setlstm.distributed;

import java.io.Serializable;

/**
 * What comes back for a shard.
 *
 * @param loss Its share of the batch's mean weighted loss.
 * @param values The gradient, an array for each of the network's parameters; of the embedding only the entries that the
 *     shard meets.
 * @param predicted The classes that some document was given, as bits.
 * @param onND4J Whether some matrix was multiplied on ND4J.
 */
public record ShardGradient(double loss, float[][] values, long[] predicted, boolean onND4J) implements Serializable {
    /** In memory, and on the way but for headers. */
    long bytes() {
        return Double.BYTES + Step.bytes(values) + (long) Long.BYTES * predicted.length + 1;
    }
}
