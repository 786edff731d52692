package org.setlstm.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every element once, and the same steps in a pool as without one. */
class SlicesTest {
    private static <T> T pooled(Supplier<T> task) {
        ForkJoinPool pool = new ForkJoinPool(3);
        try {
            return pool.submit(task::get).join();
        } finally {
            pool.shutdown();
        }
    }

    private static int calls(int length) {
        AtomicIntegerArray met = new AtomicIntegerArray(length);
        AtomicInteger calls = new AtomicInteger();
        Slices.forEach(length, (from, to) -> {
            calls.incrementAndGet();
            for (int k = from; k < to; k++) {
                met.incrementAndGet(k);
            }
        });
        for (int k = 0; k < length; k++) {
            assertEquals(1, met.get(k), "element " + k);
        }
        return calls.get();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4 * Slices.SIZE - 1, 4 * Slices.SIZE, 5 * Slices.SIZE, 5 * Slices.SIZE + 1})
    void everyElementIsMetOnce(int length) {
        assertEquals(1, calls(length), "without a pool");
        int calls = pooled(() -> calls(length));
        assertTrue(length < 4 * Slices.SIZE ? calls == 1 : calls >= 4, calls + " calls");
    }

    private static float[] steps(OptimiserType type) {
        SplittableRandom random = new SplittableRandom(5);
        float[][] values = new float[2][4 * Slices.SIZE + 3];
        for (float[] v : values) {
            for (int k = 0; k < v.length; k++) {
                v[k] = (float) random.nextDouble(-1.0, 1.0);
            }
        }
        List<float[]> parameters = List.of(values[0]);
        float[][] gradients = {values[1]};
        Optimiser optimiser = OptimiserSettings.constant(type, 0.01).newOptimiser(parameters);
        WeightAverage average = new WeightAverage(parameters, 0.9);
        for (int i = 0; i < 3; i++) {
            GradientClipping.clip(gradients, 10.0 / (i + 1));
            optimiser.step(parameters, gradients, 0.01);
            average.update();
        }
        average.apply();
        return values[0];
    }

    @ParameterizedTest
    @EnumSource
    void stepsAreTheSameInAPool(OptimiserType type) {
        assertArrayEquals(steps(type), pooled(() -> steps(type)));
    }
}
