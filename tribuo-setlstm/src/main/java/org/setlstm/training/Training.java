package org.setlstm.training;

import java.util.SplittableRandom;
import org.setlstm.network.Network;

/** Trains networks. */
public final class Training {
    private Training() {}

    /**
     * Trains a network in place.
     *
     * @param network The network.
     * @param settings How it learns.
     * @param data What it learns from.
     * @param heldOut What tells the best epoch, whose weights come back at the end. Schedules run over the planned epochs
     *     all the same.
     * @param random Where chance comes from.
     * @param listener Is told how it goes.
     * @param checkpoints Where the run saves itself, and goes on from if it has been saved there.
     * @param engine Where gradients are computed.
     * @return What it was.
     * @throws ArithmeticException If the loss, the gradient or a weight is no longer finite; the message says at which step
     *     and in which matrix.
     * @throws IllegalArgumentException If there is a checkpoint that is damaged or of another run.
     * @throws java.io.UncheckedIOException If there is a checkpoint that can't be read.
     * @throws OutOfMemoryError If Java's heap is too small. What was saved stays saved.
     * @throws java.util.concurrent.CancellationException If the thread is interrupted, soon after that. The thread stays
     *     interrupted.
     */
    public static TrainingResult run(
            Network network,
            TrainingSettings settings,
            TrainingData data,
            HeldOut heldOut,
            SplittableRandom random,
            TrainingListener listener,
            Checkpoints checkpoints,
            GradientEngine engine) {
        try (TrainingRun run =
                new TrainingRun(network, settings, data, heldOut, random, listener, checkpoints, engine)) {
            return run.run();
        } catch (OutOfMemoryError e) {
            throw outOfMemory(e, checkpoints);
        }
    }

    /** When all that training took is given up again, so that there is room to say so. */
    private static OutOfMemoryError outOfMemory(OutOfMemoryError cause, Checkpoints checkpoints) {
        OutOfMemoryError error = new OutOfMemoryError("Training ran out of memory (" + cause.getMessage()
                + "): Java's heap may take " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB. Give it more with -Xmx"
                + (checkpoints.store() == null
                        ? ""
                        : " and go on from " + checkpoints.store() + ", if it was saved there")
                + ", or train with a smaller batch size, shorter documents or a smaller network");
        error.initCause(cause);
        return error;
    }
}
