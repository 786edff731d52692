package org.setlstm.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LargestEntriesTest {
    private static final float[][] VECTORS = {
        null, {0.5f, -3.0f, 2.0f, 0.0f}, {1.0f, -1.0f, 1.0f, 1.0f}, {0.0f, 0.0f, 4.0f, -0.1f}
    };

    private static SparseMatrix of(float[][] vectors, int columns, Sparsity sparsity, double scale) {
        return LargestEntries.of(
                vectors.length,
                columns,
                (r, entries) -> vectors[r],
                sparsity,
                RowWeights.NONE,
                scale,
                new SplittableRandom(1));
    }

    private static int[] columns(SparseMatrix m, int row) {
        return Arrays.copyOfRange(m.columnIndices(), m.rowStart()[row], m.rowStart()[row + 1]);
    }

    /** By hand: 9 entries on 4 rows are 3, 2, 2 and 2; the six kept ones are -3, 2, 1, -1, 4 and -0.1. */
    @Test
    void largestStayScaledByOneFactor() {
        SparseMatrix m = of(VECTORS, 4, new Sparsity(0.0, 9.0 / 16.0), 0.1);
        assertArrayEquals(new int[] {0, 3, 5, 7, 9}, m.rowStart());
        assertArrayEquals(new int[] {1, 2}, columns(m, 1));
        assertArrayEquals(new int[] {0, 1}, columns(m, 2), "the first of equals");
        assertArrayEquals(new int[] {2, 3}, columns(m, 3));
        double factor = 0.1 / Math.sqrt((9.0 + 4.0 + 1.0 + 1.0 + 16.0 + 0.01) / 6.0);
        float[] kept = {-3.0f, 2.0f, 1.0f, -1.0f, 4.0f, -0.1f};
        for (int k = 0; k < kept.length; k++) {
            assertEquals(kept[k] * factor, m.values()[3 + k], 1e-7);
        }
    }

    @Test
    void countIsWhatSparsitySays() {
        int rows = 101;
        int columns = 30;
        float[][] vectors = new float[rows][];
        SplittableRandom random = new SplittableRandom(2);
        for (int r = 0; r < rows; r += 2) {
            vectors[r] = new float[columns];
            Uniform.fill(vectors[r], 3.0, random);
        }
        for (Sparsity sparsity : new Sparsity[] {
            new Sparsity(7.0, 0.0), new Sparsity(0.3, 0.0), new Sparsity(0.0, 0.5), new Sparsity(0.0, 1.0)
        }) {
            SparseMatrix m = of(vectors, columns, sparsity, 0.1);
            int count = sparsity.count(rows, columns);
            assertEquals(count, m.stored());
            for (int r = 0; r < rows; r++) {
                assertEquals(count / rows + (r < count % rows ? 1 : 0), columns(m, r).length, "row " + r);
            }
        }
    }

    @Test
    void bothKindsOfRowsHaveTheScale() {
        float[][] vectors = new float[2000][];
        SplittableRandom random = new SplittableRandom(2);
        for (int r = 1000; r < 2000; r++) {
            vectors[r] = new float[8];
            Uniform.fill(vectors[r], 40.0, random);
        }
        SparseMatrix m = of(vectors, 8, new Sparsity(0.0, 0.5), 0.2);
        assertEquals(0.2, rootMeanSquare(m.values(), 0, 4000), 0.01, "by chance");
        assertEquals(0.2, rootMeanSquare(m.values(), 4000, 8000), 1e-6, "exactly");
        int[] met = new int[8];
        for (int k = 0; k < 4000; k++) {
            met[m.columnIndices()[k]]++;
        }
        assertTrue(Arrays.stream(met).allMatch(n -> n > 400 && n < 600), Arrays.toString(met));
    }

    private static double rootMeanSquare(float[] values, int from, int to) {
        double sum = 0.0;
        for (int k = from; k < to; k++) {
            sum += (double) values[k] * values[k];
        }
        return Math.sqrt(sum / (to - from));
    }

    /** Half of the rows would have nothing to keep, and a factor for nothing is no number. */
    @Test
    void fewerEntriesThanRowsGoToTheFirst() {
        SparseMatrix m = of(VECTORS, 4, new Sparsity(0.0, 1.0 / 16.0), 0.1);
        assertArrayEquals(new int[] {0, 1, 1, 1, 1}, m.rowStart());
        assertTrue(Float.isFinite(m.values()[0]));
    }

    @Test
    void onlyRowsWithoutVectorHangOnChance() {
        Sparsity half = new Sparsity(0.0, 0.5);
        SparseMatrix m = of(VECTORS, 4, half, 0.1);
        SparseMatrix again = of(VECTORS, 4, half, 0.1);
        assertArrayEquals(m.columnIndices(), again.columnIndices());
        assertArrayEquals(m.values(), again.values());
        SparseMatrix other = LargestEntries.of(
                4, 4, (r, entries) -> VECTORS[r], half, RowWeights.NONE, 0.1, new SplittableRandom(5));
        assertNotEquals(m.values()[0], other.values()[0]);
        assertArrayEquals(Arrays.copyOfRange(m.values(), 2, 8), Arrays.copyOfRange(other.values(), 2, 8));
    }
}
