package org.setlstm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The products with four gates that share their positions: in the bits of the products with the same matrix written out, and
 * where they sum in another order against a loop in double precision.
 */
class GateKernelTest {
    private static final int GATES = GateRows.GATES;

    /** Gates of this shape, between panels with offsets and gaps that must stay as they are. */
    private record Shape(int rows, int columns, int width, double density, long seed) {}

    static Stream<Shape> shapes() {
        SplittableRandom random = new SplittableRandom(12);
        Stream<Shape> odd = Stream.of(
                new Shape(1, 1, 16, 1.0, 1),
                new Shape(7, 5, 48, 0.0, 2),
                new Shape(13, 29, 256, 1.0, 3),
                new Shape(3, 300, 32, 0.7, 4),
                new Shape(5, 60, 240, 0.5, 5));
        Stream<Shape> drawn = IntStream.range(0, 20)
                .mapToObj(i -> new Shape(
                        1 + random.nextInt(40),
                        1 + random.nextInt(60),
                        16 * (1 + random.nextInt(20)),
                        random.nextDouble(),
                        random.nextLong()));
        return Stream.concat(odd, drawn);
    }

    private static final class Gates {
        final Shape shape;
        final SplittableRandom random;
        final int[] rowStart;
        final int[] columns;
        final float[] values;

        Gates(Shape shape) {
            this.shape = shape;
            random = new SplittableRandom(shape.seed);
            // Longer than it has to be.
            rowStart = new int[shape.rows + 3];
            int[] drawn = new int[shape.rows * shape.columns];
            int n = 0;
            for (int i = 0; i < shape.rows; i++) {
                // Every third row is empty.
                for (int j = 0; i % 3 != 1 && j < shape.columns; j++) {
                    if (random.nextDouble() < shape.density) {
                        drawn[n++] = j;
                    }
                }
                rowStart[i + 1] = n;
            }
            columns = Arrays.copyOf(drawn, n);
            values = random(GATES * n);
        }

        float[] random(int length) {
            float[] x = new float[length];
            for (int i = 0; i < length; i++) {
                x[i] = (float) random.nextDouble(-1.0, 1.0);
            }
            return x;
        }

        private int[] offsets(int stride) {
            return Arrays.stream(columns).map(column -> column * stride).toArray();
        }

        GateRows rows(int stride) {
            return new GateRows(shape.rows, rowStart, offsets(stride), values);
        }

        /** The same matrix with the positions of each gate. */
        CompressedRows writtenOut(int stride) {
            int[] starts = new int[GATES * shape.rows + 1];
            for (int r = 0; r < GATES * shape.rows; r++) {
                int row = r % shape.rows;
                starts[r + 1] = starts[r] + rowStart[row + 1] - rowStart[row];
            }
            int[] one = offsets(stride);
            int[] all = IntStream.range(0, GATES * one.length)
                    .map(k -> one[k % one.length])
                    .toArray();
            return new CompressedRows(starts, all, values);
        }

        Panel panel(int rows, int gap) {
            int stride = shape.width + gap;
            return new Panel(random(5 + rows * stride), 1, rows, stride);
        }
    }

    private static Panel copy(Panel p) {
        return new Panel(p.values().clone(), p.first(), p.rows(), p.stride());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void multiplyHasTheBitsOfTheMatrixWrittenOut(Shape s) {
        Gates a = new Gates(s);
        Panel in = a.panel(s.columns, 16);
        Panel out = a.panel(GATES * s.rows, 32);
        Panel expected = copy(out);
        Kernels.scalar().multiply(a.writtenOut(in.stride()), null, in, 2, expected, 4, s.width);
        float[] start = a.random(GATES * s.rows);
        Panel started = copy(out);
        for (int r = 0; r < out.rows(); r++) {
            Arrays.fill(started.values(), out.at(r) + 4, out.at(r) + 4 + s.width, start[r]);
        }
        Kernels.scalar().multiply(a.writtenOut(in.stride()), null, in, 2, started, 4, s.width);
        for (Kernel kernel : new Kernel[] {Kernels.scalar(), Kernels.vector()}) {
            Panel actual = copy(out);
            kernel.multiplyGates(a.rows(in.stride()), null, in, 2, actual, 4, s.width);
            assertArrayEquals(expected.values(), actual.values(), kernel.name());
            actual = copy(out);
            kernel.multiplyGates(a.rows(in.stride()), start, in, 2, actual, 4, s.width);
            assertArrayEquals(started.values(), actual.values(), kernel.name() + ", from a start");
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradientHasTheBitsOfTheMatrixWrittenOut(Shape s) {
        Gates a = new Gates(s);
        Panel left = a.panel(GATES * s.rows, 16);
        Panel right = a.panel(s.columns, 48);
        Panel scratch = new Panel(a.random(7 + GATES * 16 * s.columns), 7, 1, GATES * 16 * s.columns);
        float[] before = a.random(a.values.length);
        float[] expected = before.clone();
        Kernels.scalar().gradient(a.writtenOut(right.stride()), left, right, 3, s.width, scratch, expected);
        for (Kernel kernel : new Kernel[] {Kernels.scalar(), Kernels.vector()}) {
            float[] actual = before.clone();
            kernel.gateGradient(a.rows(right.stride()), left, right, 3, s.width, scratch, actual);
            assertArrayEquals(expected, actual, kernel.name());
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theTransposedProductIsALoopsAndOfTheSameBitsWithBothKernels(Shape s) {
        Gates a = new Gates(s);
        Panel in = a.panel(GATES * s.rows, 16);
        Panel out = a.panel(s.columns, 32);
        double[] expected = new double[out.values().length];
        Arrays.setAll(expected, i -> out.values()[i]);
        for (int r = 0; r < out.rows(); r++) {
            Arrays.fill(expected, out.at(r) + 4, out.at(r) + 4 + s.width, 0.0);
        }
        for (int r = 0; r < GATES * s.rows; r++) {
            for (int k = a.rowStart[r % s.rows]; k < a.rowStart[r % s.rows + 1]; k++) {
                for (int l = 0; l < s.width; l++) {
                    expected[out.at(a.columns[k]) + 4 + l] +=
                            (double) a.values[r / s.rows * a.columns.length + k] * in.values()[in.at(r) + 2 + l];
                }
            }
        }
        Panel[] results = {copy(out), copy(out)};
        Kernels.scalar().multiplyGatesTransposed(a.rows(out.stride()), in, 2, results[0], 4, s.width);
        Kernels.vector().multiplyGatesTransposed(a.rows(out.stride()), in, 2, results[1], 4, s.width);
        assertArrayEquals(results[0].values(), results[1].values());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], results[0].values()[i], 2e-5 * Math.max(1.0, Math.abs(expected[i])), "at " + i);
        }
    }
}
