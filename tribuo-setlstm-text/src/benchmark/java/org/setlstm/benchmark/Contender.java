package org.setlstm.benchmark;

import java.util.Map;

/**
 * A text classifier in one of the libraries: embedding, LSTM, maximum over time, softmax over two classes. Memory for
 * training is taken at the first step, so that who only predicts does without.
 */
interface Contender extends AutoCloseable {
    /** Of Adam, on all sides. */
    float LEARNING_RATE = 0.001f;

    /**
     * A step of training: forward, backward, and Adam over all parameters, or those that the side takes. Gives the loss before
     * the step.
     */
    double step(Batch batch);

    /** For each document the probabilities of the classes. */
    float[][] probabilities(int[][] documents);

    /** What comes between epochs. */
    default void endEpoch() {}

    /** What a reader should know: threads as the library itself tells them, parameters. */
    Map<String, Object> facts();

    @Override
    void close();
}
