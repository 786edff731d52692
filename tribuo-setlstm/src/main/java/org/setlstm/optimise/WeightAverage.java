package org.setlstm.optimise;

import java.util.List;
import org.setlstm.checkpoint.State;

/**
 * An exponential average of the weights over the steps (Polyak and Juditsky, SIAM J. Control Optim. 30, 1992), less noisy
 * than the last of them. While there have been few steps it forgets faster, so that it doesn't remember the start:
 * {@code a = d a + (1 - d) w} with {@code d = min(decay, (1 + steps) / (10 + steps))}. A weight that is new to the topology
 * starts its average anew.
 */
public final class WeightAverage {
    private final float decay;
    private final List<float[]> parameters;
    private final float[][] average;
    private long steps;

    /**
     * Starts at the weights as they are.
     *
     * @param parameters The weights to follow.
     * @param decay In {@code [0, 1)}.
     */
    public WeightAverage(List<float[]> parameters, double decay) {
        this.parameters = parameters;
        this.decay = (float) decay;
        average = parameters.stream().map(float[]::clone).toArray(float[][]::new);
    }

    /** To be called after each step. */
    public void update() {
        steps++;
        float d = Math.min(decay, (1.0f + steps) / (10.0f + steps));
        float rest = 1.0f - d;
        for (int p = 0; p < average.length; p++) {
            float[] a = average[p];
            float[] w = parameters.get(p);
            Slices.forEach(a.length, (from, to) -> update(a, w, d, rest, from, to));
        }
    }

    private static void update(float[] a, float[] w, float d, float rest, int from, int to) {
        for (int k = from; k < to; k++) {
            a[k] = d * a[k] + rest * w[k];
        }
    }

    /**
     * Follows a topology that has evolved.
     *
     * @param parameter The index of the weights.
     * @param origin For each weight the index that it had before, or a negative number: it is new.
     */
    public void moved(int parameter, int[] origin) {
        float[] before = average[parameter].clone();
        float[] w = parameters.get(parameter);
        for (int k = 0; k < origin.length; k++) {
            average[parameter][k] = origin[k] < 0 ? w[k] : before[origin[k]];
        }
    }

    /**
     * Tells the averages.
     *
     * @param state Is told.
     */
    public void state(State state) {
        for (float[] a : average) {
            state.floats(a);
        }
        steps = state.number(steps, 0, Long.MAX_VALUE);
    }

    /** Exchanges the weights and their averages; to be called again before anything else is. */
    public void swap() {
        for (int p = 0; p < average.length; p++) {
            float[] w = parameters.get(p);
            float[] before = w.clone();
            System.arraycopy(average[p], 0, w, 0, before.length);
            System.arraycopy(before, 0, average[p], 0, before.length);
        }
    }

    /** Replaces the weights by their averages. */
    public void apply() {
        for (int p = 0; p < average.length; p++) {
            System.arraycopy(average[p], 0, parameters.get(p), 0, average[p].length);
        }
    }
}
