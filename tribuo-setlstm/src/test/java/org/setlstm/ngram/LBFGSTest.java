package org.setlstm.ngram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** On problems whose minimum is known. */
class LBFGSTest {
    /** As n-grams of a few and of ten thousand documents are in one problem. */
    @Test
    void coordinatesOfUnlikeCurvatureTakeNoLonger() {
        SplittableRandom random = new SplittableRandom(9);
        int size = 200;
        double[] minimum = random.doubles(size, -1.0, 1.0).toArray();
        double[] curvature = random.doubles(size, -4.0, 4.0)
                .map(power -> Math.pow(10.0, power))
                .toArray();
        double[] point = new double[size];
        int[] evaluations = {0};
        LBFGS.minimise(
                (at, gradient) -> {
                    evaluations[0]++;
                    double value = 0.0;
                    // Beside its own term each coordinate has one with the next, a third as strong.
                    double[] z = new double[size];
                    for (int k = 0; k < size; k++) {
                        z[k] = (at[k] - minimum[k]) * Math.sqrt(curvature[k]);
                        gradient[k] = z[k] * Math.sqrt(curvature[k]);
                        value += z[k] * z[k] / 2.0;
                    }
                    for (int k = 1; k < size; k++) {
                        value += z[k] * z[k - 1] / 3.0;
                        gradient[k] += z[k - 1] / 3.0 * Math.sqrt(curvature[k]);
                        gradient[k - 1] += z[k] / 3.0 * Math.sqrt(curvature[k - 1]);
                    }
                    return value + 1.0;
                },
                point,
                curvature,
                1e-13);
        for (int k = 0; k < size; k++) {
            assertEquals(0.0, (point[k] - minimum[k]) * Math.sqrt(curvature[k]), 1e-4);
        }
        assertTrue(evaluations[0] < 60, evaluations[0] + " evaluations");
    }

    @Test
    void whatIsLeastAlreadyStays() {
        double[] point = {2.0, -1.0};
        LBFGS.minimise(
                (at, gradient) -> {
                    gradient[0] = at[0] - 2.0;
                    gradient[1] = at[1] + 1.0;
                    return (gradient[0] * gradient[0] + gradient[1] * gradient[1]) / 2.0;
                },
                point,
                new double[] {1.0, 1.0},
                1e-9);
        assertArrayEquals(new double[] {2.0, -1.0}, point);
    }

    /** A step along the curvature alone would leave it. */
    @Test
    void stepsThatAreTooLongAreHalved() {
        double[] point = {3.0};
        double[] largest = {0.0};
        LBFGS.minimise(
                (at, gradient) -> {
                    double e = Math.exp(at[0]);
                    gradient[0] = (e - 1.0 / e) / 2.0;
                    largest[0] = Math.max(largest[0], Math.abs(at[0]));
                    return (e + 1.0 / e) / 2.0;
                },
                point,
                new double[] {0.5},
                1e-12);
        assertArrayEquals(new double[] {0.0}, point, 1e-5);
        assertTrue(largest[0] > 10.0, Arrays.toString(largest));
    }
}
