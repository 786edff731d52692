package org.setlstm.training;

import java.io.Serializable;
import java.util.Arrays;
import org.setlstm.sparse.RowWeights;

/**
 * What a network learns from: as much of each, and something, or it is an {@link IllegalArgumentException}.
 *
 * @param documents Each an array of embedding rows in the order of its tokens, none empty.
 * @param labels The class of each.
 * @param weights The weight of each in the loss.
 * @param offsets What is added to the logits of each while it is learned from, {@code [documents][classes]}, in the place of an
 *     n-gram layer; null for nothing.
 */
public record TrainingData(int[][] documents, int[] labels, float[] weights, float[][] offsets)
        implements Serializable {
    /**
     * Checks the values.
     *
     * @param documents See the record.
     * @param labels See the record.
     * @param weights See the record.
     * @param offsets See the record.
     */
    public TrainingData {
        if (documents.length == 0 || documents.length != labels.length || documents.length != weights.length) {
            throw new IllegalArgumentException("Can't train on " + documents.length + " documents with " + labels.length
                    + " labels and " + weights.length + " weights");
        }
        if (offsets != null && offsets.length != documents.length) {
            throw new IllegalArgumentException(
                    "Can't train on " + documents.length + " documents with the offsets of " + offsets.length);
        }
    }

    /**
     * Without offsets.
     *
     * @param documents See the record.
     * @param labels See the record.
     * @param weights See the record.
     */
    public TrainingData(int[][] documents, int[] labels, float[] weights) {
        this(documents, labels, weights, null);
    }

    /**
     * The same documents to be learned beside an n-gram layer.
     *
     * @param logits {@code [documents][classes]}.
     * @return The same with these offsets.
     */
    public TrainingData withOffsets(float[][] logits) {
        return new TrainingData(documents, labels, weights, logits);
    }

    /**
     * Words weighed by their document frequencies.
     *
     * @param rows Rows of the embedding.
     * @param exponent The power that frequencies are raised to; 0 for all positions alike.
     * @return A weight for each row.
     */
    public RowWeights wordWeights(int rows, double exponent) {
        if (exponent == 0.0) {
            return RowWeights.NONE;
        }
        int[] frequencies = new int[rows];
        for (int[] document : documents) {
            Arrays.stream(document).distinct().forEach(row -> frequencies[row]++);
        }
        return RowWeights.ofFrequencies(frequencies, exponent);
    }
}
