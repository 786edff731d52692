package org.setlstm.optimise;

import java.util.List;
import org.setlstm.checkpoint.State;

/**
 * Adam (Kingma and Ba, arXiv 1412.6980), with the bias correction folded into the step as at the end of its section 2.
 */
public final class Adam implements Optimiser {
    private static final float EPSILON = 1e-8f;

    private final float beta1;
    private final float beta2;
    private final OptimiserState mean;
    private final OptimiserState square;
    private int steps;

    /**
     * With all state zero.
     *
     * @param parameters The weights to come.
     * @param beta1 Decay of the gradient's mean, in {@code [0, 1)}.
     * @param beta2 Decay of the mean of its square, in {@code [0, 1)}.
     */
    public Adam(List<float[]> parameters, double beta1, double beta2) {
        this.beta1 = (float) beta1;
        this.beta2 = (float) beta2;
        mean = new OptimiserState(parameters);
        square = new OptimiserState(parameters);
    }

    @Override
    public void step(List<float[]> parameters, float[][] gradients, double learningRate) {
        steps++;
        double correction = StrictMath.sqrt(1.0 - StrictMath.pow(beta2, steps)) / (1.0 - StrictMath.pow(beta1, steps));
        float rate = (float) (learningRate * correction);
        for (int p = 0; p < gradients.length; p++) {
            float[] w = parameters.get(p);
            float[] g = gradients[p];
            float[] m = mean.of(p);
            float[] v = square.of(p);
            Slices.forEach(w.length, (from, to) -> step(w, g, m, v, rate, from, to));
        }
    }

    private void step(float[] w, float[] g, float[] m, float[] v, float rate, int from, int to) {
        float b1 = beta1;
        float b2 = beta2;
        for (int k = from; k < to; k++) {
            m[k] = b1 * m[k] + (1.0f - b1) * g[k];
            v[k] = b2 * v[k] + (1.0f - b2) * (g[k] * g[k]);
            w[k] -= rate * m[k] / ((float) Math.sqrt(v[k]) + EPSILON);
        }
    }

    @Override
    public void moved(int parameter, int[] origin) {
        mean.move(parameter, origin);
        square.move(parameter, origin);
    }

    @Override
    public void state(State state) {
        mean.state(state);
        square.state(state);
        steps = (int) state.number(steps, 0, Integer.MAX_VALUE);
    }
}
