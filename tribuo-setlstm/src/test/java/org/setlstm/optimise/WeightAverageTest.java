package org.setlstm.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The average against its weights written out, and through a changing topology. */
class WeightAverageTest {
    @Test
    void averagesStepsAsWrittenOut() {
        float[] w = {1.0f};
        WeightAverage average = new WeightAverage(List.of(w), 0.25);
        w[0] = 2.0f;
        average.update();
        w[0] = 4.0f;
        average.update();
        // d is 2/11, then 3/12 and no more than 0.25.
        double expected = 0.25 * (2.0 / 11.0 * 1.0 + 9.0 / 11.0 * 2.0) + 0.75 * 4.0;
        average.apply();
        assertEquals(expected, w[0], 1e-6);
    }

    @Test
    void aSteadyWeightIsItsOwnAverageWhateverTheDecay() {
        float[] w = {-3.0f};
        WeightAverage average = new WeightAverage(List.of(w), 0.999);
        for (int i = 0; i < 100; i++) {
            average.update();
        }
        average.apply();
        assertEquals(-3.0f, w[0], 1e-5f);
    }

    @Test
    void averagesMoveWithTheirWeightsAndNewOnesStartAnew() {
        float[] other = {5.0f};
        float[] w = {0.0f, 0.0f, 0.0f};
        WeightAverage average = new WeightAverage(List.of(other, w), 0.1);
        w[0] = 10.0f;
        w[1] = 20.0f;
        w[2] = 30.0f;
        average.update();
        // The weight at 1 goes, a new one stands first.
        w[0] = 7.0f;
        w[1] = 10.0f;
        w[2] = 30.0f;
        average.moved(1, new int[] {-1, 0, 2});
        average.apply();
        assertArrayEquals(new float[] {7.0f, 9.0f, 27.0f}, w, 1e-5f);
        assertEquals(5.0f, other[0], 1e-6f);
    }
}
