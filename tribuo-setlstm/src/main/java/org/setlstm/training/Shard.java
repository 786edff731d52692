package org.setlstm.training;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.setlstm.kernel.Kernels;
import org.setlstm.network.Architecture;
import org.setlstm.network.Network;
import org.setlstm.network.NetworkPass;
import org.setlstm.network.TransposedWeights;

/** A share of a batch that is computed at once, and its own gradient. One thread at a time. */
public final class Shard {
    private final NetworkPass pass;
    private final float[][] gradients;
    private final int[][] documents;
    private final int[] labels;
    private final float[] weights;
    private final float[][] offsets;
    private boolean offset;
    private int count;
    private double loss;

    /**
     * Takes the memory for a shard.
     *
     * @param network The network.
     * @param transposed Its transposes, kept in step by the caller.
     * @param parameters The arrays of its parameters.
     * @param capacity How many documents a shard may hold.
     */
    public Shard(Network network, TransposedWeights transposed, List<float[]> parameters, int capacity) {
        pass = NetworkPass.forTraining(network, transposed, capacity, Kernels.best());
        gradients = parameters.stream().map(p -> new float[p.length]).toArray(float[][]::new);
        documents = new int[capacity][];
        labels = new int[capacity];
        weights = new float[capacity];
        offsets = new float[capacity][];
    }

    /**
     * The gradient that was computed last.
     *
     * @return An array for each of the network's parameters, the shard's own.
     */
    public float[][] gradients() {
        return gradients;
    }

    /**
     * The loss that was computed last.
     *
     * @return The shard's share of the batch's mean weighted loss.
     */
    public double loss() {
        return loss;
    }

    /**
     * Gives the classes that some document was given since this was last called.
     *
     * @param all They are added here.
     */
    public void takePredicted(BitSet all) {
        all.or(pass.predicted());
        pass.predicted().clear();
    }

    /**
     * Deals itself every {@code shards}-th document of the batch, so that all shards have equal shares of the long.
     *
     * @param data All documents.
     * @param batch The indices of the batch's documents, by descending length.
     * @param first Which shard it is.
     * @param shards How many there are.
     */
    public void deal(TrainingData data, int[] batch, int first, int shards) {
        count = 0;
        offset = data.offsets() != null;
        for (int i = first; i < batch.length; i += shards) {
            documents[count] = data.documents()[batch[i]];
            labels[count] = data.labels()[batch[i]];
            offsets[count] = offset ? data.offsets()[batch[i]] : null;
            weights[count++] = data.weights()[batch[i]] / batch.length;
        }
    }

    /**
     * Computes loss and gradient.
     *
     * @param regularisation What is left out.
     * @param random Where chance comes from.
     */
    public void compute(Regularisation regularisation, RandomGenerator random) {
        for (float[] g : gradients) {
            Arrays.fill(g, 0.0f);
        }
        if (regularisation.wordDropout() > 0.0) {
            for (int d = 0; d < count; d++) {
                documents[d] = drop(documents[d], regularisation.wordDropout(), random);
            }
        }
        loss = pass.train(
                documents,
                count,
                labels,
                weights,
                offset ? offsets : null,
                regularisation.inNetwork(),
                random,
                gradients);
    }

    private static int[] drop(int[] document, double share, RandomGenerator random) {
        int[] read = document.clone();
        for (int i = 0; i < read.length; i++) {
            if (random.nextDouble() < share) {
                read[i] = Architecture.UNKNOWN;
            }
        }
        return read;
    }
}
