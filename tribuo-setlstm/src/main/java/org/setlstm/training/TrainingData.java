package org.setlstm.training;

/**
 * What a network learns from: as much of each, and something, or it is an {@link IllegalArgumentException}.
 *
 * @param documents Each an array of embedding rows in the order of its tokens, none empty.
 * @param labels The class of each.
 * @param weights The weight of each in the loss.
 */
public record TrainingData(int[][] documents, int[] labels, float[] weights) {
    /**
     * Checks the values.
     *
     * @param documents See the record.
     * @param labels See the record.
     * @param weights See the record.
     */
    public TrainingData {
        if (documents.length == 0 || documents.length != labels.length || documents.length != weights.length) {
            throw new IllegalArgumentException("Can't train on " + documents.length + " documents with " + labels.length
                    + " labels and " + weights.length + " weights");
        }
    }
}
