package org.setlstm.network;

import org.setlstm.kernel.CompressedRows;
import org.setlstm.kernel.Kernel;
import org.setlstm.kernel.Panel;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.TransposedMatrix;

/** The kernel's products, from matrices and panels. */
final class SparseProducts implements MatrixProducts {
    private final Kernel kernel;
    private final ColumnOffsets columns;
    private final TransposedMatrix transposed;
    private final ColumnOffsets transposedColumns;
    private final ColumnOffsets gradientColumns;
    private final CompressedRows rows;
    private final CompressedRows transposedRows;
    private final CompressedRows gradientRows;
    private final Panel scratch;
    private final float[] zeros;

    /** With null for the transpose it can only multiply, and the matrix's positions must not change. */
    SparseProducts(Kernel kernel, SparseMatrix matrix, TransposedMatrix transposed, PanelMemory memory) {
        this.kernel = kernel;
        this.transposed = transposed;
        boolean training = transposed != null;
        columns = new ColumnOffsets(matrix, 1);
        rows = rows(matrix, columns);
        transposedColumns = training ? new ColumnOffsets(transposed.matrix(), 1) : null;
        transposedRows = training ? rows(transposed.matrix(), transposedColumns) : null;
        gradientColumns = training ? new ColumnOffsets(matrix, 1) : null;
        gradientRows = training ? rows(matrix, gradientColumns) : null;
        zeros = training ? new float[matrix.columns()] : null;
        scratch = training ? memory.panel(1, Kernel.LANES * matrix.columns()) : null;
    }

    private static CompressedRows rows(SparseMatrix matrix, ColumnOffsets columns) {
        return new CompressedRows(matrix.rowStart(), columns.offsets(), matrix.values());
    }

    private int version() {
        return transposed == null ? 0 : transposed.version();
    }

    @Override
    public void multiply(Panel in, int inLane, Panel out, int outLane, int lanes) {
        columns.follow(in.stride(), version());
        kernel.multiply(rows, null, in, inLane, out, outLane, lanes);
    }

    /** Saves filling what is as large as all activations. */
    @Override
    public void multiply(float[] start, Panel in, int inLane, Panel out, int lanes) {
        columns.follow(in.stride(), version());
        kernel.multiply(rows, start, in, inLane, out, 0, lanes);
    }

    @Override
    public void multiplyTransposed(Panel out, int outLane, Panel in, int inLane, int lanes) {
        transposedColumns.follow(out.stride(), version());
        kernel.multiply(transposedRows, zeros, out, outLane, in, inLane, lanes);
    }

    @Override
    public void gradient(Panel outGradient, Panel in, int inLane, int lanes, float[] gradient) {
        gradientColumns.follow(in.stride(), version());
        kernel.gradient(gradientRows, outGradient, in, inLane, lanes, scratch, gradient);
    }
}
