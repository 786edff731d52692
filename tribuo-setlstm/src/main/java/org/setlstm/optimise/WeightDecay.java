package org.setlstm.optimise;

import java.util.List;

/**
 * Weight decay apart from the gradient (Loshchilov and Hutter, arXiv 1711.05101): {@code w = w - rate decay w} beside the
 * optimiser's step. As a term of the loss, Adam would divide it by the gradient's size, and weights that learn much would
 * decay least.
 */
public final class WeightDecay {
    private WeightDecay() {}

    /**
     * Decays weights; to be called when the gradients have been taken, before the optimiser's step.
     *
     * @param weights Changed in place.
     * @param share The learning rate times the decay; at 0 nothing is done.
     */
    public static void apply(List<float[]> weights, double share) {
        if (share == 0.0) {
            return;
        }
        float kept = (float) (1.0 - share);
        for (float[] w : weights) {
            for (int k = 0; k < w.length; k++) {
                w[k] *= kept;
            }
        }
    }
}
