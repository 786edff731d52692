package org.setlstm.training;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.setlstm.network.Architecture;
import org.setlstm.network.NetworkPass;

/** A share of a batch that is computed at once, and its own gradient. One thread at a time. */
final class Shard {
    private final NetworkPass pass;
    private final float[][] gradients;
    private final int[][] documents;
    private final int[] labels;
    private final float[] weights;
    private int count;
    private double loss;

    Shard(NetworkPass pass, List<float[]> parameters, int capacity) {
        this.pass = pass;
        gradients = parameters.stream().map(p -> new float[p.length]).toArray(float[][]::new);
        documents = new int[capacity][];
        labels = new int[capacity];
        weights = new float[capacity];
    }

    float[][] gradients() {
        return gradients;
    }

    double loss() {
        return loss;
    }

    /** Adds the classes that it has predicted since this was last called. */
    void takePredicted(BitSet all) {
        all.or(pass.predicted());
        pass.predicted().clear();
    }

    /** Deals itself every {@code shards}-th document of the batch, so that all shards have equal shares of the long. */
    void deal(TrainingData data, int[] batch, int first, int shards) {
        count = 0;
        for (int i = first; i < batch.length; i += shards) {
            documents[count] = data.documents()[batch[i]];
            labels[count] = data.labels()[batch[i]];
            weights[count++] = data.weights()[batch[i]] / batch.length;
        }
    }

    void compute(Regularisation regularisation, SplittableRandom random) {
        for (float[] g : gradients) {
            Arrays.fill(g, 0.0f);
        }
        if (regularisation.wordDropout() > 0.0) {
            for (int d = 0; d < count; d++) {
                documents[d] = drop(documents[d], regularisation.wordDropout(), random);
            }
        }
        loss = pass.train(documents, count, labels, weights, regularisation.inNetwork(), random, gradients);
    }

    private static int[] drop(int[] document, double share, SplittableRandom random) {
        int[] read = document.clone();
        for (int i = 0; i < read.length; i++) {
            if (random.nextDouble() < share) {
                read[i] = Architecture.UNKNOWN;
            }
        }
        return read;
    }
}
