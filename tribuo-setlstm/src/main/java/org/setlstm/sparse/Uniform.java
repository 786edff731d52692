package org.setlstm.sparse;

import java.util.random.RandomGenerator;

/** Uniform values around zero. Not Gaussian ones, whose bits depend on the JDK. */
public final class Uniform {
    private static final double SQRT_3 = StrictMath.sqrt(3.0);

    private Uniform() {}

    /**
     * Mean zero, variance one.
     *
     * @param random Where chance comes from.
     * @return A value of {@code [-sqrt(3), sqrt(3))}.
     */
    public static double standard(RandomGenerator random) {
        return SQRT_3 * (2.0 * random.nextDouble() - 1.0);
    }

    /**
     * Fills an array.
     *
     * @param values The array.
     * @param scale The standard deviation.
     * @param random Where chance comes from.
     */
    public static void fill(float[] values, double scale, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * standard(random));
        }
    }
}
