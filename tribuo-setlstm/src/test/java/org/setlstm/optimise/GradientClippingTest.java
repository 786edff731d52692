package org.setlstm.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Clipping by the joint norm, by Pythagorean numbers. */
class GradientClippingTest {
    /** 36^2 + 48^2 = 60^2 and 7^2 + 24^2 + 60^2 = 65^2, in arrays of lengths around the unrolled 4. */
    private static float[][] gradients() {
        return new float[][] {{7.0f}, {24.0f, 0.0f, 0.0f, 0.0f, 36.0f}, {}, {0.0f, 48.0f, 0.0f, 0.0f}};
    }

    @Test
    void theNormIsThatOfAllTogether() {
        assertEquals(65.0, GradientClipping.clip(gradients(), 0.0));
    }

    @Test
    void everyElementCounts() {
        for (int length = 0; length < 14; length++) {
            float[] g = new float[length];
            double squares = 0.0;
            for (int k = 0; k < length; k++) {
                g[k] = 1 << k;
                squares += Math.pow(4.0, k);
            }
            assertEquals(Math.sqrt(squares), GradientClipping.clip(new float[][] {g}, 0.0));
        }
    }

    @Test
    void greaterGradientsAreScaledToTheBound() {
        float[][] g = gradients();
        assertEquals(65.0, GradientClipping.clip(g, 6.5));
        assertEquals(0.7f, g[0][0], 1e-6f);
        assertEquals(2.4f, g[1][0], 1e-6f);
        assertEquals(3.6f, g[1][4], 1e-6f);
        assertEquals(4.8f, g[3][1], 1e-6f);
        assertEquals(6.5, GradientClipping.clip(g, 0.0), 1e-6);
    }

    @Test
    void withinTheBoundOrWithoutOneNothingChanges() {
        for (double bound : new double[] {0.0, 65.0, 100.0}) {
            float[][] g = gradients();
            GradientClipping.clip(g, bound);
            for (int p = 0; p < g.length; p++) {
                assertArrayEquals(gradients()[p], g[p]);
            }
        }
    }
}
