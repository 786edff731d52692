package org.setlstm.network;

import org.setlstm.kernel.Kernel;
import org.setlstm.sparse.SparseMatrix;

/** The kernel's products, from matrices and panels. */
final class SparseProducts implements MatrixProducts {
    private final Kernel kernel;
    private final SparseMatrix matrix;
    private final SparseMatrix transpose;
    private final Panel scratch;

    /** With null for the transpose it can only multiply. */
    SparseProducts(Kernel kernel, SparseMatrix matrix, SparseMatrix transpose, PanelMemory memory) {
        this.kernel = kernel;
        this.matrix = matrix;
        this.transpose = transpose;
        scratch = transpose == null ? null : memory.panel(1, Kernel.LANES * matrix.columns());
    }

    @Override
    public void multiply(Panel in, int inOffset, Panel out, int outOffset, int lanes) {
        multiply(matrix, in, inOffset, out, outOffset, lanes, true);
    }

    @Override
    public void multiplyTransposed(Panel out, int outOffset, Panel in, int inOffset, int lanes) {
        multiply(transpose, out, outOffset, in, inOffset, lanes, false);
    }

    private void multiply(SparseMatrix a, Panel in, int inOffset, Panel out, int outOffset, int lanes, boolean add) {
        kernel.multiply(
                a.rows(),
                a.rowStart(),
                a.columnIndices(),
                a.values(),
                in.values,
                in.at(0) + inOffset,
                in.stride,
                out.values,
                out.at(0) + outOffset,
                out.stride,
                lanes,
                add);
    }

    @Override
    public void gradient(Panel outGradient, Panel in, int inOffset, int lanes, float[] gradient) {
        kernel.gradient(
                matrix.rows(),
                matrix.rowStart(),
                matrix.columnIndices(),
                outGradient.values,
                outGradient.at(0),
                outGradient.stride,
                in.values,
                in.at(0) + inOffset,
                in.stride,
                lanes,
                scratch.values,
                scratch.at(0),
                gradient);
    }
}
