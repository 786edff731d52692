package org.setlstm.training;

/**
 * How often and in what batches a data set is read. It is steps that teach, so small data sets are read more often and in
 * smaller batches: where a trainer leaves these open, they follow from the number of documents alone.
 *
 * @param epochs Passes over the documents.
 * @param batchSize Documents of a step.
 */
public record Passes(int epochs, int batchSize) {
    /**
     * Epochs beside an n-gram layer, where they are left open: the network learns what the layer leaves, and soon learns its
     * documents by heart.
     */
    public static final int BESIDE_NGRAMS = 3;

    private static final int LARGEST_BATCH = 64;
    private static final int SMALLEST_BATCH = 16;
    private static final double STEPS_OF_AN_EPOCH = 150.0;
    private static final double STEPS = 1500.0;
    private static final int FEWEST_EPOCHS = 4;
    private static final int MOST_EPOCHS = 12;

    /**
     * Decides what is left open.
     *
     * @param epochs Passes over the documents, or 0.
     * @param batchSize Documents of a step, or 0.
     * @param documents Documents of the data set.
     * @return What is set as it is, and numbers in the place of each 0.
     */
    public static Passes of(int epochs, int batchSize, int documents) {
        int batch = batchSize;
        if (batch == 0) {
            batch = LARGEST_BATCH;
            while (batch > SMALLEST_BATCH && documents / (double) batch < STEPS_OF_AN_EPOCH) {
                batch /= 2;
            }
        }
        if (epochs > 0) {
            return new Passes(epochs, batch);
        }
        long enough = Math.round(STEPS / Math.ceil(documents / (double) batch));
        return new Passes((int) Math.min(MOST_EPOCHS, Math.max(FEWEST_EPOCHS, enough)), batch);
    }
}
