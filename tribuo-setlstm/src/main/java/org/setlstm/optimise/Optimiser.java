package org.setlstm.optimise;

import java.util.List;
import org.setlstm.checkpoint.State;

/** Takes steps against the gradient, and keeps its state for each stored weight. */
public interface Optimiser {
    /**
     * Takes a step.
     *
     * @param parameters The weights, changed in place; the same arrays at each call.
     * @param gradients Their gradients, of the same lengths.
     * @param learningRate The size of the step.
     */
    void step(List<float[]> parameters, float[][] gradients, double learningRate);

    /**
     * Follows a topology that has evolved.
     *
     * @param parameter The index of the weights.
     * @param origin For each weight the index that it had before, or a negative number: it is new, and its state zero.
     */
    void moved(int parameter, int[] origin);

    /**
     * Tells what it keeps from step to step.
     *
     * @param state Is told.
     */
    void state(State state);
}
