package org.setlstm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kernel against a dense triple loop in double precision, and against the other, bit for bit. */
class KernelTest {
    private static final float UNTOUCHED = 7.0f;

    /** A sparse matrix both ways, between two panels with offsets and gaps that must stay as they are. */
    private record Product(int rows, int columns, int width, double density, long seed) {
        SplittableRandom random() {
            return new SplittableRandom(seed);
        }

        int stride() {
            return width + 16;
        }

        @Override
        public String toString() {
            return rows + "x" + columns + " density " + density + " width " + width;
        }
    }

    private static final class Csr {
        final int[] rowStart;
        final int[] columns;
        final float[] values;
        final double[][] dense;

        Csr(Product p, SplittableRandom random) {
            dense = new double[p.rows][p.columns];
            rowStart = new int[p.rows + 1];
            int[] c = new int[p.rows * p.columns];
            float[] v = new float[p.rows * p.columns];
            int n = 0;
            for (int i = 0; i < p.rows; i++) {
                // Every third row is empty.
                for (int j = 0; i % 3 != 1 && j < p.columns; j++) {
                    if (random.nextDouble() < p.density) {
                        c[n] = j;
                        v[n] = (float) random.nextDouble(-1.0, 1.0);
                        dense[i][j] = v[n++];
                    }
                }
                rowStart[i + 1] = n;
            }
            columns = Arrays.copyOf(c, n);
            values = Arrays.copyOf(v, n);
        }

        CompressedRows rows(int stride) {
            int[] offsets =
                    Arrays.stream(columns).map(column -> column * stride).toArray();
            return new CompressedRows(rowStart, offsets, values);
        }
    }

    static Stream<Kernel> kernels() {
        assertNotNull(Kernels.vector(), "tests must run with --add-modules jdk.incubator.vector");
        return Stream.of(Kernels.scalar(), Kernels.vector());
    }

    static Stream<Product> products() {
        SplittableRandom random = new SplittableRandom(11);
        Stream<Product> odd = Stream.of(
                new Product(1, 1, 16, 1.0, 1),
                new Product(7, 5, 48, 0.0, 2),
                new Product(13, 29, 256, 1.0, 3),
                new Product(3, 300, 16, 0.7, 4));
        Stream<Product> drawn = IntStream.range(0, 20)
                .mapToObj(i -> new Product(
                        1 + random.nextInt(40),
                        1 + random.nextInt(60),
                        16 * (1 + random.nextInt(20)),
                        random.nextDouble(),
                        random.nextLong()));
        return Stream.concat(odd, drawn);
    }

    private static float[] random(SplittableRandom random, int length) {
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) random.nextDouble(-1.0, 1.0);
        }
        return x;
    }

    private static float[] starts(Product p) {
        return random(new SplittableRandom(p.rows), p.rows);
    }

    private static float[] multiply(Kernel kernel, Product p, boolean add) {
        SplittableRandom random = p.random();
        Csr a = new Csr(p, random);
        float[] in = random(random, 3 + p.columns * p.stride());
        float[] out = new float[5 + p.rows * (p.width + 32)];
        Arrays.fill(out, UNTOUCHED);
        Panel inPanel = new Panel(in, 1, p.columns, p.stride());
        Panel outPanel = new Panel(out, 1, p.rows, p.width + 32);
        kernel.multiply(a.rows(p.stride()), add ? null : starts(p), inPanel, 2, outPanel, 4, p.width);
        return out;
    }

    @ParameterizedTest
    @MethodSource("products")
    void multiplyIsTheTripleLoop(Product p) {
        for (boolean add : new boolean[] {false, true}) {
            SplittableRandom random = p.random();
            Csr a = new Csr(p, random);
            float[] in = random(random, 3 + p.columns * p.stride());
            double[] expected = new double[5 + p.rows * (p.width + 32)];
            Arrays.fill(expected, UNTOUCHED);
            for (int i = 0; i < p.rows; i++) {
                for (int l = 0; l < p.width; l++) {
                    double sum = add ? UNTOUCHED : starts(p)[i];
                    for (int j = 0; j < p.columns; j++) {
                        sum += a.dense[i][j] * in[3 + j * p.stride() + l];
                    }
                    expected[5 + i * (p.width + 32) + l] = sum;
                }
            }
            kernels().forEach(k -> assertClose(expected, multiply(k, p, add), k.name()));
            assertArrayEquals(multiply(Kernels.scalar(), p, add), multiply(Kernels.vector(), p, add), 0.0f);
        }
    }

    private static float[] gradient(Kernel kernel, Product p) {
        SplittableRandom random = p.random();
        Csr a = new Csr(p, random);
        float[] left = random(random, 2 + p.rows * p.stride());
        float[] right = random(random, 9 + p.columns * (p.width + 48));
        float[] gradient = new float[a.values.length];
        Arrays.fill(gradient, UNTOUCHED);
        float[] scratch = random(random, 7 + 16 * p.columns);
        kernel.gradient(
                a.rows(p.width + 48),
                new Panel(left, 2, p.rows, p.stride()),
                new Panel(right, 4, p.columns, p.width + 48),
                5,
                p.width,
                new Panel(scratch, 7, 1, 16 * p.columns),
                gradient);
        return gradient;
    }

    @ParameterizedTest
    @MethodSource("products")
    void gradientIsTheTripleLoop(Product p) {
        SplittableRandom random = p.random();
        Csr a = new Csr(p, random);
        float[] left = random(random, 2 + p.rows * p.stride());
        float[] right = random(random, 9 + p.columns * (p.width + 48));
        double[] expected = new double[a.values.length];
        for (int i = 0; i < p.rows; i++) {
            for (int k = a.rowStart[i]; k < a.rowStart[i + 1]; k++) {
                expected[k] = UNTOUCHED;
                for (int l = 0; l < p.width; l++) {
                    expected[k] += (double) left[2 + i * p.stride() + l] * right[9 + a.columns[k] * (p.width + 48) + l];
                }
            }
        }
        kernels().forEach(k -> assertClose(expected, gradient(k, p), k.name()));
        assertArrayEquals(gradient(Kernels.scalar(), p), gradient(Kernels.vector(), p), 0.0f);
    }

    /** Gates, states and gradients of a step, for either direction. */
    private static final class Step {
        static final int UNITS = 5;
        static final int WIDTH = 48;
        static final int GATES_STRIDE = 80;
        static final int CELL_STRIDE = 112;
        static final int STATE_STRIDE = 64;
        static final int CELL = 3;
        static final int HIDDEN = 21;

        final float[] gates;
        final float[] before;
        final float[] cell;
        final float[] hidden;

        Step(double range) {
            SplittableRandom random = new SplittableRandom(5);
            gates = random(random, 16 + 4 * UNITS * GATES_STRIDE);
            for (int i = 0; i < gates.length; i++) {
                gates[i] *= (float) range;
            }
            before = random(random, 32 + UNITS * CELL_STRIDE);
            cell = random(random, CELL + UNITS * STATE_STRIDE);
            hidden = random(random, HIDDEN + UNITS * STATE_STRIDE);
        }

        /** The step's lanes start at 8. */
        Panel gates() {
            return new Panel(gates, 8, 4 * UNITS, GATES_STRIDE);
        }

        /** As those of the gates. */
        Panel before() {
            return new Panel(before, 24, UNITS, CELL_STRIDE);
        }

        Panel cell() {
            return new Panel(cell, CELL, UNITS, STATE_STRIDE);
        }

        Panel hidden() {
            return new Panel(hidden, HIDDEN, UNITS, STATE_STRIDE);
        }

        void forward(Kernel kernel) {
            kernel.lstmForward(gates(), 8, cell(), hidden(), WIDTH);
        }

        void backward(Kernel kernel) {
            kernel.lstmBackward(gates(), before(), 8, hidden(), cell(), WIDTH);
        }

        int gate(int gate, int unit, int lane) {
            return 16 + (gate * UNITS + unit) * GATES_STRIDE + lane;
        }
    }

    private static double sigmoid(double x) {
        return 1.0 / (1.0 + Math.exp(-x));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void forwardIsThePublishedFormula(Kernel kernel) {
        for (double range : new double[] {0.1, 3.0, 40.0}) {
            Step in = new Step(range);
            Step out = new Step(range);
            out.forward(kernel);
            for (int u = 0; u < Step.UNITS; u++) {
                for (int l = 0; l < Step.WIDTH; l++) {
                    int s = Step.CELL + u * Step.STATE_STRIDE + l;
                    int h = Step.HIDDEN + u * Step.STATE_STRIDE + l;
                    double i = sigmoid(in.gates[in.gate(0, u, l)]);
                    double f = sigmoid(in.gates[in.gate(1, u, l)]);
                    double o = sigmoid(in.gates[in.gate(2, u, l)]);
                    double g = Math.tanh(in.gates[in.gate(3, u, l)]);
                    double c = f * in.cell[s] + i * g;
                    assertEquals(i, out.gates[in.gate(0, u, l)], 1e-6);
                    assertEquals(f, out.gates[in.gate(1, u, l)], 1e-6);
                    assertEquals(o, out.gates[in.gate(2, u, l)], 1e-6);
                    assertEquals(g, out.gates[in.gate(3, u, l)], 1e-6);
                    assertEquals(c, out.cell[s], 2e-6);
                    assertEquals(o * Math.tanh(c), out.hidden[h], 2e-6);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void backwardIsTheChainRule(Kernel kernel) {
        Step x = new Step(1.0);
        for (int i = 0; i < x.gates.length; i++) {
            // Activations as the forward pass leaves them, the sigmoids within (0, 1).
            x.gates[i] = i < x.gate(3, 0, 0) ? 0.5f + 0.45f * x.gates[i] : x.gates[i];
        }
        Step out = new Step(1.0);
        System.arraycopy(x.gates, 0, out.gates, 0, x.gates.length);
        out.backward(kernel);
        for (int u = 0; u < Step.UNITS; u++) {
            for (int l = 0; l < Step.WIDTH; l++) {
                int s = Step.CELL + u * Step.STATE_STRIDE + l;
                int h = Step.HIDDEN + u * Step.STATE_STRIDE + l;
                double i = x.gates[x.gate(0, u, l)];
                double f = x.gates[x.gate(1, u, l)];
                double o = x.gates[x.gate(2, u, l)];
                double g = x.gates[x.gate(3, u, l)];
                double before = x.before[32 + u * Step.CELL_STRIDE + l];
                double t = Math.tanh(f * before + i * g);
                double cell = x.cell[s] + x.hidden[h] * o * (1 - t * t);
                assertEquals(cell * g * i * (1 - i), out.gates[x.gate(0, u, l)], 2e-6);
                assertEquals(cell * before * f * (1 - f), out.gates[x.gate(1, u, l)], 2e-6);
                assertEquals(x.hidden[h] * t * o * (1 - o), out.gates[x.gate(2, u, l)], 2e-6);
                assertEquals(cell * i * (1 - g * g), out.gates[x.gate(3, u, l)], 2e-6);
                assertEquals(cell * f, out.cell[s], 2e-6);
            }
        }
    }

    @Test
    void bothKernelsGiveTheSameBits() {
        Step a = new Step(12.0);
        Step b = new Step(12.0);
        a.forward(Kernels.scalar());
        a.backward(Kernels.scalar());
        b.forward(Kernels.vector());
        b.backward(Kernels.vector());
        assertArrayEquals(a.gates, b.gates, 0.0f);
        assertArrayEquals(a.hidden, b.hidden, 0.0f);
        assertArrayEquals(a.cell, b.cell, 0.0f);
    }

    @Test
    void tanhIsCloseOddAndBounded() {
        for (float x = -12.0f; x <= 12.0f; x += 0.001f) {
            double t = Math.tanh(x);
            assertEquals(t, Tanh.tanh(x), Math.max(5e-7 * Math.abs(t), 1e-12), "at " + x);
            assertEquals(-Tanh.tanh(x), Tanh.tanh(-x));
            assertTrue(Math.abs(Tanh.tanh(x)) <= 1.000001f);
        }
        assertEquals(0.0f, Tanh.tanh(0.0f));
        assertTrue(Float.isNaN(Tanh.tanh(Float.NaN)));
        assertEquals(1.0f, Tanh.tanh(Float.POSITIVE_INFINITY), 1e-6f);
    }

    private static void assertClose(double[] expected, float[] actual, String message) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 2e-5 * Math.max(1.0, Math.abs(expected[i])), message + " at " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void whatIsTheMaximumTakesItsGradient(Kernel kernel) {
        // Every other lane of a row is at its maximum, 1.
        int rows = 3;
        int width = 48;
        for (int active : new int[] {1, 16, 37, 48}) {
            float[] max = filled(5 + rows * 64, 1.0f);
            float[] maxGradient = filled(7 + rows * 64, 0.0f);
            float[] values = filled(2 + rows * 80, 0.5f);
            for (int r = 0; r < rows; r++) {
                for (int l = 0; l < 64; l++) {
                    maxGradient[7 + r * 64 + l] = 100 * r + l;
                    values[2 + r * 80 + l] = l % 2 == r % 2 ? 1.0f : 0.5f;
                }
            }
            float[] gradient = filled(3 + rows * 112, UNTOUCHED);
            kernel.maxBackward(
                    new Panel(values, 1, rows, 80),
                    1,
                    new Panel(max, 5, rows, 64),
                    new Panel(maxGradient, 7, rows, 64),
                    new Panel(gradient, 2, rows, 112),
                    1,
                    active,
                    width);
            for (int r = 0; r < rows; r++) {
                for (int l = 0; l < 64; l++) {
                    boolean takes = l < active && l % 2 == r % 2;
                    float given = 100 * r + l;
                    assertEquals(takes ? 0.0f : given, maxGradient[7 + r * 64 + l], "left, row " + r + " lane " + l);
                    float expected = l >= width ? UNTOUCHED : takes ? given : 0.0f;
                    assertEquals(expected, gradient[3 + r * 112 + l], "taken, row " + r + " lane " + l);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sumsAndMaximaLeaveOtherLanesAlone(Kernel kernel) {
        int rows = 3;
        for (int lanes : new int[] {1, 16, 37, 48}) {
            SplittableRandom random = new SplittableRandom(6);
            float[] from = random(random, 2 + rows * 80);
            float[] before = random(random, 5 + rows * 64);
            float[] sum = before.clone();
            float[] max = before.clone();
            Panel fromPanel = new Panel(from, 1, rows, 80);
            kernel.add(fromPanel, 1, new Panel(sum, 2, rows, 64), 3, lanes);
            kernel.max(fromPanel, 1, new Panel(max, 5, rows, 64), lanes);
            for (int i = 0; i < before.length; i++) {
                int r = (i - 5) / 64;
                int l = (i - 5) % 64;
                boolean counts = i >= 5 && l < lanes;
                float other = counts ? from[2 + r * 80 + l] : 0.0f;
                assertEquals(counts ? before[i] + other : before[i], sum[i], "sum, row " + r + " lane " + l);
                assertEquals(
                        counts && other > before[i] ? other : before[i], max[i], "maximum, row " + r + " lane " + l);
            }
        }
    }

    private static float[] filled(int length, float value) {
        float[] x = new float[length];
        Arrays.fill(x, value);
        return x;
    }
}
