package org.setlstm.optimise;

import java.util.List;
import org.setlstm.checkpoint.State;

/** One value for each weight, zero at the start. */
final class OptimiserState {
    private final float[][] values;

    OptimiserState(List<float[]> parameters) {
        values = new float[parameters.size()][];
        for (int p = 0; p < values.length; p++) {
            values[p] = new float[parameters.get(p).length];
        }
    }

    void state(State state) {
        for (float[] v : values) {
            state.floats(v);
        }
    }

    float[] of(int parameter) {
        return values[parameter];
    }

    void move(int parameter, int[] origin) {
        float[] before = values[parameter].clone();
        for (int k = 0; k < origin.length; k++) {
            values[parameter][k] = origin[k] < 0 ? 0.0f : before[origin[k]];
        }
    }
}
