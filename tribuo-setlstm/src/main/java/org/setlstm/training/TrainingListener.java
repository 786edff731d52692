package org.setlstm.training;

/** Is told how training goes, on the thread that called it. */
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * A batch has been learned.
     *
     * @param progress How far training is.
     */
    default void batch(Progress progress) {}

    /**
     * An epoch has ended.
     *
     * @param progress How far training is.
     */
    default void epoch(Progress progress) {}
}
