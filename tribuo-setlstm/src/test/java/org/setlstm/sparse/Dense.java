package org.setlstm.sparse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Sparse matrices written out in full, and checks of their form, for tests. */
final class Dense {
    private Dense() {}

    static float[][] of(int rows, int columns, int[] rowStart, int[] columnIndices, float[] values) {
        float[][] dense = new float[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int k = rowStart[r]; k < rowStart[r + 1]; k++) {
                dense[r][columnIndices[k]] = values[k];
            }
        }
        return dense;
    }

    static float[][] of(SparseMatrix m) {
        return of(m.rows(), m.columns(), m.rowStart(), m.columnIndices(), m.values());
    }

    /** Asserts that starts and columns are those of a matrix of this shape: in range, ascending and distinct. */
    static void assertForm(SparseMatrix m) {
        assertEquals(0, m.rowStart()[0]);
        assertEquals(m.stored(), m.rowStart()[m.rows()]);
        for (int r = 0; r < m.rows(); r++) {
            int before = -1;
            for (int k = m.rowStart()[r]; k < m.rowStart()[r + 1]; k++) {
                assertTrue(m.columnIndices()[k] > before, "columns of row " + r + " ascend and differ");
                before = m.columnIndices()[k];
            }
            assertTrue(before < m.columns(), "columns of row " + r + " in range");
        }
    }

    static int[] blockCounts(SparseMatrix m, int blocks) {
        int rows = m.rows() / blocks;
        int[] counts = new int[blocks];
        for (int b = 0; b < blocks; b++) {
            counts[b] = m.rowStart()[(b + 1) * rows] - m.rowStart()[b * rows];
        }
        return counts;
    }
}
