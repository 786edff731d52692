package org.setlstm.sparse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The transpose against the transposed dense matrix, as the matrix changes. */
class TransposedMatrixTest {
    private static void assertTransposed(SparseMatrix m, TransposedMatrix t) {
        float[][] a = Dense.of(m);
        float[][] b = Dense.of(t.matrix());
        assertEquals(m.columns(), b.length);
        for (int r = 0; r < m.rows(); r++) {
            for (int c = 0; c < m.columns(); c++) {
                assertEquals(a[r][c], b[c][r]);
            }
        }
        Dense.assertForm(t.matrix());
    }

    @Test
    void theTransposeFollowsValuesAndPositions() {
        SplittableRandom random = new SplittableRandom(1);
        for (double density : new double[] {0.02, 0.3, 1.0}) {
            SparseMatrix m = ErdosRenyi.draw(2, 9, 13, new Sparsity(0.0, density), random);
            Uniform.fill(m.values(), 1.0, random);
            TransposedMatrix t = new TransposedMatrix(m);
            assertTransposed(m, t);
            Uniform.fill(m.values(), 1.0, random);
            t.refresh();
            assertTransposed(m, t);
            new SparseEvolution(0.5, 1.0).evolve(m, 2, random);
            int before = t.version();
            t.rebuild();
            assertTransposed(m, t);
            assertEquals(before + 1, t.version());
        }
    }

    private static void assertBlocksTransposed(SparseMatrix m, int blocks, TransposedMatrix t) {
        float[][] a = Dense.of(m);
        float[][] b = Dense.of(t.matrix());
        int rows = m.rows() / blocks;
        assertEquals(blocks * m.columns(), b.length);
        assertEquals(rows, t.matrix().columns());
        for (int r = 0; r < m.rows(); r++) {
            for (int c = 0; c < m.columns(); c++) {
                assertEquals(a[r][c], b[r / rows * m.columns() + c][r % rows]);
            }
        }
        Dense.assertForm(t.matrix());
    }

    @Test
    void blocksAreTransposedEachForItselfAndGoOnSharingPositions() {
        SplittableRandom random = new SplittableRandom(1);
        SparseMatrix own = ErdosRenyi.draw(3, 9, 13, new Sparsity(0.0, 0.3), random);
        Uniform.fill(own.values(), 1.0, random);
        assertBlocksTransposed(own, 3, new TransposedMatrix(own, 3));
        SparseMatrix m = ErdosRenyi.drawShared(4, 9, 13, new Sparsity(0.0, 0.3), random);
        Uniform.fill(m.values(), 1.0, random);
        TransposedMatrix t = new TransposedMatrix(m, 4);
        assertBlocksTransposed(m, 4, t);
        assertTrue(t.matrix().sharesPositions(4));
        new SparseEvolution(0.5, 1.0).evolveShared(m, 4, random);
        t.rebuild();
        assertBlocksTransposed(m, 4, t);
        assertTrue(t.matrix().sharesPositions(4));
    }
}
