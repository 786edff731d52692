package org.setlstm.training;

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
     * @return The start.
     */
    BatchGradients open(Network network, TrainingSettings settings);
}
