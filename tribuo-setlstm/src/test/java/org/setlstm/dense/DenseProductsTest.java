package org.setlstm.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;
import org.setlstm.kernel.Panel;

/** Products in BLAS against three plain loops, in panels that are larger than what is multiplied. */
class DenseProductsTest {
    private static final int MOST_LANES = 256;

    @BeforeAll
    static void nd4jIsHere() {
        assertTrue(ND4J.isAvailable());
    }

    private static float[] random(int length, SplittableRandom random) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-1.0, 1.0);
        }
        return values;
    }

    /** Whose lane 1 is at the offset. */
    private static Panel random(int rows, int offset, int stride, SplittableRandom random) {
        return new Panel(random(offset + rows * stride + 5, random), offset - 1, rows, stride);
    }

    private static Panel copy(Panel panel) {
        return new Panel(panel.values().clone(), panel.first(), panel.rows(), panel.stride());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 16, 0, 16, 0, 16",
        "12, 5, 16, 3, 48, 32, 272",
        "64, 40, 48, 0, 48, 7, 80",
        "40, 64, 256, 16, 272, 0, 272",
        "33, 17, 32, 5, 37, 1, 33"
    })
    void productsAreThoseOfPlainLoops(
            int rows, int columns, int lanes, int inOffset, int inStride, int outOffset, int outStride) {
        SplittableRandom random = new SplittableRandom(rows + lanes);
        float[] w = random(rows * columns, random);
        Panel in = random(columns, inOffset, inStride, random);
        Panel out = random(rows, outOffset, outStride, random);
        try (DenseMatrix matrix = new DenseMatrix(rows, columns, w)) {
            DenseProducts products = matrix.products(MOST_LANES);
            // Twice, and after values have changed: nothing may be left of before.
            for (int round = 0; round < 2; round++) {
                assertProducts(products, w, rows, columns, lanes, in, out, random);
                for (int k = 0; k < w.length; k++) {
                    w[k] = 0.5f - w[k];
                }
                matrix.refresh();
            }
        }
    }

    private static void assertProducts(
            DenseProducts products,
            float[] w,
            int rows,
            int columns,
            int lanes,
            Panel in,
            Panel out,
            SplittableRandom random) {
        Panel forward = copy(out);
        Panel back = copy(in);
        float[] gradient = random(w.length, random);
        double[] sums =
                IntStream.range(0, w.length).mapToDouble(k -> gradient[k]).toArray();
        for (int l = 0; l < lanes; l++) {
            for (int c = 0; c < columns; c++) {
                double sum = 0.0;
                for (int r = 0; r < rows; r++) {
                    double weight = w[r * columns + c];
                    forward.values()[forward.at(r) + 1 + l] += (float) (weight * in.values()[in.at(c) + 1 + l]);
                    sum += weight * out.values()[out.at(r) + 1 + l];
                    sums[r * columns + c] += (double) out.values()[out.at(r) + 1 + l] * in.values()[in.at(c) + 1 + l];
                }
                back.values()[back.at(c) + 1 + l] = (float) sum;
            }
        }
        Panel multiplied = copy(out);
        products.multiply(in, 1, multiplied, 1, lanes);
        assertArrayEquals(forward.values(), multiplied.values(), 1e-4f, "forward, and nothing beside it");
        Panel transposed = copy(in);
        products.multiplyTransposed(out, 1, transposed, 1, lanes);
        assertArrayEquals(back.values(), transposed.values(), 1e-4f, "transposed, and nothing beside it");
        Panel left = new Panel(out.values(), out.at(0) + 1, rows, out.stride());
        products.gradient(left, in, 1, lanes, gradient);
        double[] actual =
                IntStream.range(0, w.length).mapToDouble(k -> gradient[k]).toArray();
        assertArrayEquals(sums, actual, 1e-4, "gradient");
    }

    @Test
    void severalThreadsGetTheBitsOfOne() {
        SplittableRandom random = new SplittableRandom(3);
        float[] w = random(128 * 64, random);
        Panel in = new Panel(random(64 * 32, random), 0, 64, 32);
        try (DenseMatrix matrix = new DenseMatrix(128, 64, w)) {
            float[][] outs = IntStream.range(0, 64)
                    .parallel()
                    .mapToObj(i -> {
                        float[] out = new float[128 * 32];
                        matrix.products(32).multiply(in, 0, new Panel(out, 0, 128, 32), 0, 32);
                        return out;
                    })
                    .toArray(float[][]::new);
            Arrays.stream(outs).forEach(out -> assertArrayEquals(outs[0], out));
        }
    }

    @Test
    void blasGetsItsThreadsBack() {
        int before = Nd4j.factory().blas().getMaxThreads();
        Nd4j.factory().blas().setMaxThreads(2);
        try (DenseMatrix one = new DenseMatrix(1, 1, new float[1])) {
            assertEquals(1, Nd4j.factory().blas().getMaxThreads());
            try (DenseMatrix other = new DenseMatrix(1, 1, new float[1])) {
                assertEquals(1, Nd4j.factory().blas().getMaxThreads());
                assertEquals(one.rows(), other.rows());
            }
            assertEquals(1, Nd4j.factory().blas().getMaxThreads());
        }
        assertEquals(2, Nd4j.factory().blas().getMaxThreads());
        Nd4j.factory().blas().setMaxThreads(before);
    }
}
