package org.setlstm.training;

import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Who computes the gradient of a batch. A batch is dealt to shards, and their gradients are added in the order of the
 * shards: so it is the same bits wherever the shards are computed.
 */
public interface BatchGradients extends AutoCloseable {
    /**
     * Computes the gradient of a batch, for {@link #sum()} to give.
     *
     * @param data All documents.
     * @param batch The indices of the batch's documents, by descending length.
     * @param randoms For each shard where its chance comes from; used up.
     * @return The mean weighted loss.
     */
    double compute(TrainingData data, int[] batch, SplittableRandom[] randoms);

    /**
     * The gradient that was computed last.
     *
     * @return An array for each of the network's parameters, which the caller may change.
     */
    float[][] sum();

    /** To be called after the weights' values have changed. */
    void valuesChanged();

    /** To be called after the weights' positions have changed. */
    void positionsChanged();

    /**
     * Gives the classes that some document was given since this was last called.
     *
     * @param all They are added here.
     */
    void takePredicted(BitSet all);

    /**
     * Whether some matrix trains on ND4J.
     *
     * @return False on the kernel alone.
     */
    boolean onND4J();

    /** Ends it. */
    @Override
    void close();
}
