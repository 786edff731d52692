package org.setlstm.network;

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
    private final Panel scratch;

    /** With null for the transpose it can only multiply, and the matrix's positions must not change. */
    SparseProducts(Kernel kernel, SparseMatrix matrix, TransposedMatrix transposed, PanelMemory memory) {
        this.kernel = kernel;
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
    public void multiply(Panel in, int inLane, Panel out, int outLane, int lanes) {
        kernel.multiply(columns.of(in.stride(), version()), in, inLane, out, outLane, lanes, true);
    }

    @Override
    public void multiplyTransposed(Panel out, int outLane, Panel in, int inLane, int lanes) {
        kernel.multiply(transposedColumns.of(out.stride(), version()), out, outLane, in, inLane, lanes, false);
    }

    @Override
    public void gradient(Panel outGradient, Panel in, int inLane, int lanes, float[] gradient) {
        kernel.gradient(gradientColumns.of(in.stride(), version()), outGradient, in, inLane, lanes, scratch, gradient);
    }
}
