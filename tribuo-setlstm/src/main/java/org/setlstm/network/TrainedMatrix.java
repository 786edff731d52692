package org.setlstm.network;

import org.setlstm.dense.DenseMatrix;
import org.setlstm.dense.DenseProducts;
import org.setlstm.dense.ND4J;
import org.setlstm.kernel.Kernel;
import org.setlstm.kernel.Panel;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.TransposedMatrix;

/** A matrix that learns, with what the backward pass needs beside it. Shared by passes, which take their products. */
interface TrainedMatrix extends AutoCloseable {
    /** Entries of a matrix below which a call of BLAS costs more than it saves. */
    int LEAST_DENSE = 4096;

    /** On ND4J if it is there and the matrix stores every position, and on the kernel otherwise. */
    static TrainedMatrix of(SparseMatrix gates, GateTopology topology) {
        return gates.isFull() && gates.stored() >= LEAST_DENSE && ND4J.isAvailable()
                ? new Dense(new DenseMatrix(gates.rows(), gates.columns(), gates.values()))
                : onKernel(gates, topology);
    }

    /** On the kernel, whatever the matrix stores. */
    static TrainedMatrix onKernel(SparseMatrix gates, GateTopology topology) {
        return topology == GateTopology.SHARED ? new Gates(gates) : new Sparse(gates, new TransposedMatrix(gates));
    }

    /** To be called after the values have changed. */
    void refresh();

    /** To be called after the positions have changed. */
    void rebuild();

    /** For panels of so many lanes at most. */
    MatrixProducts products(Kernel kernel, int lanes, PanelMemory memory);

    @Override
    default void close() {}

    /** On the kernel. */
    record Sparse(SparseMatrix matrix, TransposedMatrix transposed) implements TrainedMatrix {
        @Override
        public void refresh() {
            transposed.refresh();
        }

        @Override
        public void rebuild() {
            transposed.rebuild();
        }

        @Override
        public MatrixProducts products(Kernel kernel, int lanes, PanelMemory memory) {
            return new SparseProducts(kernel, matrix, transposed, memory);
        }
    }

    /** On the kernel, of gates that share their positions; it needs nothing beside them. */
    final class Gates implements TrainedMatrix {
        private final SparseMatrix matrix;
        private int version;

        private Gates(SparseMatrix matrix) {
            this.matrix = matrix;
        }

        @Override
        public void refresh() {}

        @Override
        public void rebuild() {
            version++;
        }

        @Override
        public MatrixProducts products(Kernel kernel, int lanes, PanelMemory memory) {
            return new GateProducts(kernel, matrix, () -> version, memory);
        }
    }

    /** On ND4J. A full matrix has no positions to change. */
    record Dense(DenseMatrix matrix) implements TrainedMatrix {
        @Override
        public void refresh() {
            matrix.refresh();
        }

        @Override
        public void rebuild() {
            matrix.refresh();
        }

        @Override
        public MatrixProducts products(Kernel kernel, int lanes, PanelMemory memory) {
            return new OnND4J(matrix.products(lanes));
        }

        @Override
        public void close() {
            matrix.close();
        }
    }

    /** ND4J's products, which stand below this package. */
    record OnND4J(DenseProducts products) implements MatrixProducts {
        @Override
        public void multiply(Panel in, int inLane, Panel out, int outLane, int lanes) {
            products.multiply(in, inLane, out, outLane, lanes);
        }

        @Override
        public void multiplyTransposed(Panel out, int outLane, Panel in, int inLane, int lanes) {
            products.multiplyTransposed(out, outLane, in, inLane, lanes);
        }

        @Override
        public void gradient(Panel outGradient, Panel in, int inLane, int lanes, float[] gradient) {
            products.gradient(outGradient, in, inLane, lanes, gradient);
        }
    }
}
