package org.setlstm.training;

import java.util.List;
import org.setlstm.network.Network;

/** Is told how training goes, on the thread that called it. */
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * Training is about to start.
     *
     * @param network What will be trained, in place: to look at, now and later, not to change.
     */
    default void started(Network network) {}

    /**
     * Training goes on from a checkpoint: of what was before that nothing is told.
     *
     * @param progress How far training is.
     */
    default void resumed(Progress progress) {}

    /**
     * A batch has been learned.
     *
     * @param progress How far training is.
     */
    default void batch(Progress progress) {}

    /**
     * The topology has evolved.
     *
     * @param reports What was done to each sparse matrix.
     */
    default void evolved(List<EvolutionReport> reports) {}

    /**
     * An epoch has ended.
     *
     * @param progress How far training is.
     */
    default void epoch(Progress progress) {}

    /**
     * Training has ended, with the weights of its best epoch, which held-out documents have told.
     *
     * @param best The epoch.
     */
    default void restored(BestEpoch best) {}
}
