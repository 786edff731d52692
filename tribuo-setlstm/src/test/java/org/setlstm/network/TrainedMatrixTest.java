package org.setlstm.network;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.setlstm.dense.ND4J;
import org.setlstm.sparse.SparseMatrix;

/** Which matrices train on ND4J. */
class TrainedMatrixTest {
    private static SparseMatrix full(int rows, int columns) {
        return SparseMatrix.full(rows, columns, new float[rows * columns]);
    }

    private static void assertTrains(Class<? extends TrainedMatrix> how, SparseMatrix matrix) {
        assertTrains(how, matrix, GateTopology.OWN);
    }

    private static void assertTrains(Class<? extends TrainedMatrix> how, SparseMatrix matrix, GateTopology gates) {
        try (TrainedMatrix trained = TrainedMatrix.of(matrix, gates)) {
            assertInstanceOf(how, trained);
        }
    }

    @Test
    void aFullOneTrainsOnND4J() {
        assertTrains(TrainedMatrix.Dense.class, full(128, 32));
    }

    @Test
    void gatesThatShareTheirPositionsHaveProductsOfTheirOwnButForFullOnes() {
        assertTrains(
                TrainedMatrix.Gates.class, SparseMatrix.zerosAt(4, 2, new long[] {1, 3, 5, 7}), GateTopology.SHARED);
        assertTrains(TrainedMatrix.Dense.class, full(128, 32), GateTopology.SHARED);
    }

    @Test
    void aSmallOneDoesNot() {
        assertTrains(TrainedMatrix.Sparse.class, full(127, 32));
    }

    @Test
    void oneWithAHoleDoesNot() {
        long[] positions = new long[128 * 32 - 1];
        for (int k = 0; k < positions.length; k++) {
            positions[k] = k < 100 ? k : k + 1;
        }
        assertTrains(TrainedMatrix.Sparse.class, SparseMatrix.zerosAt(128, 32, positions));
    }

    @Test
    void noneDoesWhereThePropertySaysSo() {
        System.setProperty(ND4J.PROPERTY, "false");
        try {
            assertTrains(TrainedMatrix.Sparse.class, full(128, 32));
        } finally {
            System.clearProperty(ND4J.PROPERTY);
        }
    }
}
