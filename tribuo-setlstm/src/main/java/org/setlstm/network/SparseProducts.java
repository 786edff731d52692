package org.setlstm.network;

import org.setlstm.kernel.Kernel;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.TransposedMatrix;

/** The kernel's products, from matrices and panels. */
final class SparseProducts implements MatrixProducts {
    private final Kernel kernel;
    private final SparseMatrix matrix;
    private final ColumnOffsets columns;
    private final TransposedMatrix transposed;
    private final ColumnOffsets transposedColumns;
    private final ColumnOffsets gradientColumns;
    private final Panel scratch;

    /** With null for the transpose it can only multiply, and the matrix's positions must not change. */
    SparseProducts(Kernel kernel, SparseMatrix matrix, TransposedMatrix transposed, PanelMemory memory) {
        this.kernel = kernel;
        this.matrix = matrix;
        this.transposed = transposed;
        boolean training = transposed != null;
        columns = new ColumnOffsets(matrix);
        transposedColumns = training ? new ColumnOffsets(transposed.matrix()) : null;
        gradientColumns = training ? new ColumnOffsets(matrix) : null;
        scratch = training ? memory.panel(1, Kernel.LANES * matrix.columns()) : null;
    }

    private int version() {
        return transposed == null ? 0 : transposed.version();
    }

    @Override
    public void multiply(Panel in, int inOffset, Panel out, int outOffset, int lanes) {
        multiply(matrix, columns, in, inOffset, out, outOffset, lanes, true);
    }

    @Override
    public void multiplyTransposed(Panel out, int outOffset, Panel in, int inOffset, int lanes) {
        multiply(transposed.matrix(), transposedColumns, out, outOffset, in, inOffset, lanes, false);
    }

    private void multiply(
            SparseMatrix a,
            ColumnOffsets columns,
            Panel in,
            int inOffset,
            Panel out,
            int outOffset,
            int lanes,
            boolean add) {
        kernel.multiply(
                a.rows(),
                a.rowStart(),
                columns.of(in.stride, version()),
                a.values(),
                in.values,
                in.at(0) + inOffset,
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
                gradientColumns.of(in.stride, version()),
                outGradient.values,
                outGradient.at(0),
                outGradient.stride,
                in.values,
                in.at(0) + inOffset,
                lanes,
                scratch.values,
                scratch.at(0),
                gradient);
    }
}
