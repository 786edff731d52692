package org.setlstm.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many entries a matrix stores, worked out by hand, and that a drawn matrix stores them in each block. */
class ErdosRenyiTest {
    @ParameterizedTest
    @CsvSource({
        // epsilon (m + n)
        "8, 0, 128, 256, 3072",
        "10, 0, 20001, 256, 202570",
        "0.5, 0, 10, 3, 6",
        "1.9, 0, 10, 3, 25",
        // all of them, where epsilon asks for more
        "10, 0, 5, 6, 30",
        "1e300, 0, 5, 6, 30",
        // one, where it asks for less
        "1e-9, 0, 5, 6, 1",
        // density, whatever epsilon is
        "8, 0.25, 40, 30, 300",
        "0, 0.25, 40, 30, 300",
        "-1, 1, 7, 9, 63",
        "0, 1e-9, 7, 9, 1",
    })
    void countsAreExact(double epsilon, double density, int rows, int columns, int count) {
        Sparsity sparsity = new Sparsity(epsilon, density);
        assertEquals(count, sparsity.count(rows, columns));
        for (int blocks : new int[] {1, 4}) {
            SparseMatrix m = ErdosRenyi.draw(blocks, rows, columns, sparsity, new SplittableRandom(1));
            assertEquals(blocks * rows, m.rows());
            assertEquals(columns, m.columns());
            Dense.assertForm(m);
            for (int stored : Dense.blockCounts(m, blocks)) {
                assertEquals(count, stored);
            }
            assertArrayEquals(new float[blocks * count], m.values());
            SparseMatrix shared = ErdosRenyi.drawShared(blocks, rows, columns, sparsity, new SplittableRandom(1));
            assertEquals(blocks * rows, shared.rows());
            assertEquals(blocks * count, shared.stored());
            Dense.assertForm(shared);
            assertShared(shared, blocks);
        }
    }

    private static void assertShared(SparseMatrix m, int blocks) {
        assertTrue(m.sharesPositions(blocks));
        int rows = m.rows() / blocks;
        for (int r = 0; r < m.rows(); r++) {
            assertArrayEquals(columns(m, r % rows), columns(m, r), "row " + r);
        }
    }

    private static int[] columns(SparseMatrix m, int r) {
        return Arrays.copyOfRange(m.columnIndices(), m.rowStart()[r], m.rowStart()[r + 1]);
    }

    /** Two rows of two blocks, and what is wrong with it in one place. */
    @Test
    void aMatrixKnowsWhetherItsBlocksShareTheirPositions() {
        assertTrue(matrix(new int[] {0, 2, 3, 5, 6}, 1, 4, 2, 1, 4, 2).sharesPositions(2));
        assertFalse(matrix(new int[] {0, 2, 3, 5, 6}, 1, 4, 2, 1, 4, 3).sharesPositions(2), "a column");
        assertFalse(matrix(new int[] {0, 2, 3, 4, 6}, 1, 2, 4, 1, 2, 4).sharesPositions(2), "a row's length");
        assertFalse(matrix(new int[] {0, 2, 3, 5, 5}, 1, 4, 2, 1, 4).sharesPositions(2), "an entry too few");
        assertFalse(matrix(new int[] {0, 1, 2, 3}, 1, 1, 1).sharesPositions(2), "three rows");
    }

    private static SparseMatrix matrix(int[] rowStart, int... columns) {
        return new SparseMatrix(rowStart.length - 1, 5, rowStart, columns, new float[columns.length]);
    }

    @Test
    void blocksAreDrawnForThemselves() {
        SparseMatrix m = ErdosRenyi.draw(2, 10, 10, new Sparsity(0.0, 0.3), new SplittableRandom(1));
        int same = 0;
        for (int k = 0; k < 30; k++) {
            same += m.columnIndices()[k] == m.columnIndices()[30 + k] ? 1 : 0;
        }
        assertTrue(same < 20, same + " of 30 columns repeat");
    }

    @Test
    void matricesBeyondAnArrayAreRefusedByShape() {
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> new Sparsity(0.0, 1.0).count(1 << 20, 1 << 12));
        assertTrue(e.getMessage().contains("1048576 x 4096"), e.getMessage());
        // But a sparse matrix of that shape is not.
        assertEquals(8 * ((1 << 20) + (1 << 12)), new Sparsity(8.0, 0.0).count(1 << 20, 1 << 12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void densitiesOutOfRangeAreRefused(double density) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new Sparsity(8.0, density));
        assertTrue(e.getMessage().startsWith("density is"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 0.0, Double.NaN, Double.POSITIVE_INFINITY})
    void epsilonsOutOfRangeAreRefused(double epsilon) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new Sparsity(epsilon, 0.0));
        assertTrue(e.getMessage().startsWith("epsilon is"), e.getMessage());
    }
}
