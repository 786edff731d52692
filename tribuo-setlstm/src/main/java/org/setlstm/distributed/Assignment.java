package org.setlstm.distributed;

import java.io.Serializable;
import org.setlstm.training.Regularisation;
import org.setlstm.training.TrainingData;

/**
 * What the others know for all of a training.
 *
 * @param data All documents.
 * @param regularisation What is left out in training.
 * @param capacity How many documents a shard may hold.
 */
public record Assignment(TrainingData data, Regularisation regularisation, int capacity) implements Serializable {
    /** In memory, and on the way but for headers. */
    long bytes() {
        long tokens = 0;
        for (int[] document : data.documents()) {
            tokens += document.length;
        }
        return Integer.BYTES * (tokens + data.labels().length) + (long) Float.BYTES * data.weights().length;
    }
}
