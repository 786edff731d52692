package org.setlstm.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The compressed rows of a matrix, by a hand-made example, and what is refused. */
class SparseMatrixTest {
    @Test
    void zerosStandAtThePositionsGiven() {
        // x . x .
        // . . . .
        // . x x x
        SparseMatrix m = SparseMatrix.zerosAt(3, 4, new long[] {0, 2, 9, 10, 11});
        assertArrayEquals(new int[] {0, 2, 2, 5}, m.rowStart());
        assertArrayEquals(new int[] {0, 2, 1, 2, 3}, m.columnIndices());
        assertArrayEquals(new float[5], m.values());
        assertEquals(5, m.stored());
    }

    @Test
    void positionsBeyondAnIntAreFound() {
        long columns = 1 << 24;
        SparseMatrix m = SparseMatrix.zerosAt(1 << 10, (int) columns, new long[] {5, 1000 * columns + 7});
        assertEquals(1, m.rowStart()[1000]);
        assertEquals(2, m.rowStart()[1001]);
        assertEquals(7, m.columnIndices()[1]);
    }

    @Test
    void fullMatricesStoreRowByRow() {
        SparseMatrix m = SparseMatrix.full(2, 3, new float[] {1, 2, 3, 4, 5, 6});
        assertArrayEquals(new float[] {1, 2, 3}, Dense.of(m)[0]);
        assertArrayEquals(new float[] {4, 5, 6}, Dense.of(m)[1]);
        Dense.assertForm(m);
    }

    @Test
    void theEmptyMatrixIsOne() {
        assertEquals(0, new SparseMatrix(0, 0, new int[1], new int[0], new float[0]).stored());
    }

    private static void refused(String problem, int rows, int columns, int[] starts, int[] indices, int values) {
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> new SparseMatrix(rows, columns, starts, indices, new float[values]));
        assertTrue(e.getMessage().contains(problem), e.getMessage());
    }

    @Test
    void malformedMatricesAreRefusedAndTheMessageSaysWhere() {
        refused("a shape of -1 x 3", -1, 3, new int[0], new int[0], 0);
        refused("a shape of 2 x -1", 2, -1, new int[3], new int[0], 0);
        refused("row starts", 2, 3, new int[] {0, 1}, new int[] {0}, 1);
        refused("row starts", 2, 3, new int[] {0, 1, 2}, new int[] {0, 1}, 3);
        refused("row starts", 2, 3, new int[] {0, 1, 2}, new int[] {0}, 2);
        refused("a first row that starts at 1", 2, 3, new int[] {1, 1, 1}, new int[] {0}, 1);
        refused("a bad start after row 0", 2, 3, new int[] {0, 2, 1}, new int[] {0}, 1);
        refused("a bad start after row 0", 2, 3, new int[] {0, -1, 1}, new int[] {0}, 1);
        refused("a bad column in row 1", 2, 3, new int[] {0, 0, 1}, new int[] {3}, 1);
        refused("a bad column in row 1", 2, 3, new int[] {0, 0, 1}, new int[] {-1}, 1);
        refused("a bad column in row 0", 2, 3, new int[] {0, 2, 2}, new int[] {1, 1}, 2);
        refused("a bad column in row 0", 2, 3, new int[] {0, 2, 2}, new int[] {2, 1}, 2);
    }
}
