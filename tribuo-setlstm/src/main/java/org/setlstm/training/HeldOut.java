package org.setlstm.training;

/**
 * What tells the best epoch, whose weights a network ends with.
 *
 * @param data Documents that are not learned from; null for none, and the last epoch's weights.
 * @param patience Training ends after so many epochs without a better one; 0 for never before its planned end.
 */
public record HeldOut(TrainingData data, int patience) {
    /** Nothing. */
    public static final HeldOut NONE = new HeldOut(null, 0);
}
