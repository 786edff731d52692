package org.setlstm.distributed;

import java.io.Serializable;
import java.util.List;
import java.util.SplittableRandom;
import org.setlstm.network.Network;
import org.setlstm.network.Parameter;
import org.setlstm.training.TrainingData;

/**
 * What the others need to know for a step.
 *
 * @param number Which step it is, from 1.
 * @param batch The indices of the batch's documents, by descending length.
 * @param randoms For each shard the first two values of its chance.
 * @param values Of each of the network's parameters its values; of the embedding only those that the batch meets.
 */
public record Step(long number, int[] batch, long[][] randoms, float[][] values) implements Serializable {
    /** The weights as they are now. */
    static Step of(long number, Network network, TrainingData data, int[] batch, SplittableRandom[] randoms) {
        long[][] drawn = new long[randoms.length][];
        for (int s = 0; s < drawn.length; s++) {
            drawn[s] = new long[] {randoms[s].nextLong(), randoms[s].nextLong()};
        }
        List<Parameter> parameters = network.parameters();
        float[][] values = new float[parameters.size()][];
        values[0] = MetRows.of(network.embedding(), data, batch, 0, 1)
                .pack(parameters.get(0).values());
        for (int p = 1; p < values.length; p++) {
            values[p] = parameters.get(p).values().clone();
        }
        return new Step(number, batch.clone(), drawn, values);
    }

    /**
     * Shards of the batch.
     *
     * @return How many.
     */
    public int shards() {
        return randoms.length;
    }

    /** In memory, and on the way but for headers. */
    long bytes() {
        return Long.BYTES * (1L + 2L * randoms.length) + (long) Integer.BYTES * batch.length + bytes(values);
    }

    static long bytes(float[][] values) {
        long numbers = 0;
        for (float[] v : values) {
            numbers += v.length;
        }
        return Float.BYTES * numbers;
    }
}
