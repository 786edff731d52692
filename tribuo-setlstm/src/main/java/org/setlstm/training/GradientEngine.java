package org.setlstm.training;

import java.util.concurrent.ForkJoinPool;
import org.setlstm.network.Network;

/** Where gradients are computed. It leaves no trace in the bits of what is trained. */
@FunctionalInterface
public interface GradientEngine {
    /** The threads of this JVM. */
    GradientEngine LOCAL = LocalGradients::new;

    /**
     * Starts for a training.
     *
     * @param network The network, which changes as it learns.
     * @param settings How it learns.
     * @param pool The threads of this JVM, which the caller ends.
     * @return The start.
     */
    BatchGradients open(Network network, TrainingSettings settings, ForkJoinPool pool);
}
