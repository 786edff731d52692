package org.setlstm.optimise;

import java.util.List;
import org.setlstm.checkpoint.State;

/** Stochastic gradient descent with momentum: {@code v = momentum v + g}, {@code w = w - rate v}. */
public final class SGD implements Optimiser {
    private final float momentum;
    private final OptimiserState velocity;

    /**
     * With all state zero.
     *
     * @param parameters The weights to come.
     * @param momentum In {@code [0, 1)}; 0 for plain descent.
     */
    public SGD(List<float[]> parameters, double momentum) {
        this.momentum = (float) momentum;
        velocity = new OptimiserState(parameters);
    }

    @Override
    public void step(List<float[]> parameters, float[][] gradients, double learningRate) {
        float rate = (float) learningRate;
        for (int p = 0; p < gradients.length; p++) {
            float[] w = parameters.get(p);
            float[] g = gradients[p];
            float[] v = velocity.of(p);
            Slices.forEach(w.length, (from, to) -> step(w, g, v, rate, from, to));
        }
    }

    private void step(float[] w, float[] g, float[] v, float rate, int from, int to) {
        for (int k = from; k < to; k++) {
            v[k] = momentum * v[k] + g[k];
            w[k] -= rate * v[k];
        }
    }

    @Override
    public void moved(int parameter, int[] origin) {
        velocity.move(parameter, origin);
    }

    @Override
    public void state(State state) {
        velocity.state(state);
    }
}
