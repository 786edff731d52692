package org.setlstm.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Optimisers against their published formulas in double precision, and their state while a topology evolves. */
class OptimiserTest {
    private static final int STEPS = 200;

    private static float[] random(SplittableRandom random, int length, double scale) {
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) random.nextDouble(-scale, scale);
        }
        return x;
    }

    private static double[] doubles(float[] x) {
        double[] d = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            d[i] = x[i];
        }
        return d;
    }

    /** Algorithm 1 of arXiv 1412.6980, with the bias corrections where the algorithm has them. */
    @ParameterizedTest
    @CsvSource({"0.9, 0.999", "0.5, 0.9", "0.0, 0.99"})
    void adamIsThePublishedAlgorithm(double beta1, double beta2) {
        SplittableRandom random = new SplittableRandom(1);
        float[][] w = {random(random, 20, 1.0), random(random, 3, 1.0)};
        Adam adam = new Adam(List.of(w), beta1, beta2);
        double[][] expected = {doubles(w[0]), doubles(w[1])};
        double[][] m = {new double[20], new double[3]};
        double[][] v = {new double[20], new double[3]};
        for (int t = 1; t <= STEPS; t++) {
            // Gradients of very different size, with a mean that isn't zero.
            float[][] g = {random(random, 20, 0.01), random(random, 3, 5.0)};
            double rate = t < 100 ? 0.01 : 0.002;
            for (int p = 0; p < 2; p++) {
                for (int k = 0; k < g[p].length; k++) {
                    g[p][k] += 0.003f;
                    m[p][k] = beta1 * m[p][k] + (1 - beta1) * g[p][k];
                    v[p][k] = beta2 * v[p][k] + (1 - beta2) * g[p][k] * g[p][k];
                    double mean = m[p][k] / (1 - Math.pow(beta1, t));
                    double square = v[p][k] / (1 - Math.pow(beta2, t));
                    expected[p][k] -= rate * mean / (Math.sqrt(square) + 1e-8);
                }
            }
            adam.step(List.of(w), g, rate);
            for (int p = 0; p < 2; p++) {
                for (int k = 0; k < w[p].length; k++) {
                    assertEquals(expected[p][k], w[p][k], 1e-5 + 1e-6 * t, "step " + t);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.9", "0.0"})
    void sgdGathersMomentum(double momentum) {
        SplittableRandom random = new SplittableRandom(2);
        float[] w = random(random, 10, 1.0);
        SGD sgd = new SGD(List.of(w), momentum);
        double[] expected = doubles(w);
        // Without recursion: the step is against the sum of all gradients so far, each decayed by its age.
        float[][] gradients = new float[30][];
        for (int t = 0; t < gradients.length; t++) {
            gradients[t] = random(random, 10, 1.0);
            sgd.step(List.of(w), new float[][] {gradients[t]}, 0.05);
            for (int k = 0; k < w.length; k++) {
                for (int age = 0; age <= t; age++) {
                    expected[k] -= 0.05 * Math.pow(momentum, age) * gradients[t - age][k];
                }
                assertEquals(expected[k], w[k], 2e-5);
            }
        }
    }

    /** Algorithm 2 of arXiv 1711.05101, lines 6 to 12, for a weight that decays and a bias that doesn't. */
    @Test
    void decayStaysApartFromAdamsMeans() {
        float[][] w = {{1.0f}, {1.0f}};
        double[] expected = {1.0, 1.0};
        double decay = 0.3;
        double m = 0.0;
        double v = 0.0;
        Adam adam = new Adam(List.of(w), 0.9, 0.999);
        for (int t = 1; t <= 20; t++) {
            float g = t % 3 - 0.7f;
            double rate = 0.1 / t;
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            double step = (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
            expected[0] -= rate * (step + decay * expected[0]);
            expected[1] -= rate * step;
            WeightDecay.apply(List.of(w[0]), rate * decay);
            adam.step(List.of(w), new float[][] {{g}, {g}}, rate);
            assertEquals(expected[0], w[0][0], 1e-5, "step " + t);
            assertEquals(expected[1], w[1][0], 1e-5, "step " + t);
        }
        assertNotEquals(expected[0], expected[1], 0.05);
    }

    static Stream<Function<List<float[]>, Optimiser>> optimisers() {
        return Stream.of(w -> new Adam(w, 0.9, 0.999), w -> new SGD(w, 0.9));
    }

    /** Entries that swap places take their state along, and a new one starts as if there had been no step. */
    @ParameterizedTest
    @MethodSource("optimisers")
    void stateFollowsItsWeightAndIsZeroForANewOne(Function<List<float[]>, Optimiser> create) {
        float[] stays = {0.0f, 0.0f, 0.0f, 0.0f};
        float[] moves = stays.clone();
        float[] other = {0.0f};
        Optimiser a = create.apply(List.of(stays));
        Optimiser b = create.apply(List.of(other, moves));
        float[] first = {1.0f, -2.0f, 3.0f, 0.5f};
        a.step(List.of(stays), new float[][] {first}, 0.1);
        b.step(List.of(other, moves), new float[][] {{1.0f}, first}, 0.1);
        assertArrayEquals(stays, moves);

        // What stood at 0, 1, 2 now stands at 2, 0, 1; what stood at 3 is gone, and 3 is new.
        b.moved(1, new int[] {1, 2, 0, -1});
        float[] before = {stays[1], stays[2], stays[0], 0.0f};
        System.arraycopy(before, 0, moves, 0, 4);
        // Zero gradients: what moves the weights is their state alone.
        a.step(List.of(stays), new float[1][4], 0.1);
        b.step(List.of(other, moves), new float[][] {{0.0f}, new float[4]}, 0.1);
        assertArrayEquals(new float[] {stays[1], stays[2], stays[0], 0.0f}, moves);
        assertNotEquals(before[0], moves[0]);
        assertNotEquals(0.0f, other[0], "other parameters keep their state");
    }

    @Test
    void anAdamWeightThatIsNewHasNoSquareEither() {
        float[] w = {0.0f, 0.0f};
        Adam adam = new Adam(List.of(w), 0.9, 0.999);
        adam.step(List.of(w), new float[][] {{100.0f, 100.0f}}, 0.1);
        adam.moved(0, new int[] {0, -1});
        w[0] = 0.0f;
        w[1] = 0.0f;
        adam.step(List.of(w), new float[][] {{0.01f, 0.01f}}, 0.1);
        // m = 0.1 g, v = 0.001 g^2, corrected for two steps: 0.1 / 0.19 / sqrt(0.001 / 0.001999).
        assertEquals(-0.1 * (0.1 / 0.19) / Math.sqrt(0.001 / 0.001999), w[1], 1e-4);
    }
}
