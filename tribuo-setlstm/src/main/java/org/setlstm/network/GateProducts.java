package org.setlstm.network;

import java.util.function.IntSupplier;
import org.setlstm.kernel.GateRows;
import org.setlstm.kernel.Kernel;
import org.setlstm.kernel.Panel;
import org.setlstm.sparse.SparseMatrix;

/**
 * The kernel's products with the weights of gates that share their positions. They take no transpose: what a unit hands back
 * through its connections is read once for four weights, where a transpose would read it again for each.
 */
final class GateProducts implements MatrixProducts {
    private final Kernel kernel;
    private final IntSupplier version;
    private final ColumnOffsets columns;
    private final ColumnOffsets transposedColumns;
    private final ColumnOffsets gradientColumns;
    private final GateRows rows;
    private final GateRows transposedRows;
    private final GateRows gradientRows;
    private final Panel scratch;

    /** @param version Another number after each change of positions; null where it can only multiply, and they never change. */
    GateProducts(Kernel kernel, SparseMatrix matrix, IntSupplier version, PanelMemory memory) {
        this.kernel = kernel;
        boolean training = version != null;
        this.version = training ? version : () -> 0;
        columns = new ColumnOffsets(matrix, Architecture.GATES);
        rows = rows(matrix, columns);
        transposedColumns = training ? new ColumnOffsets(matrix, Architecture.GATES) : null;
        transposedRows = training ? rows(matrix, transposedColumns) : null;
        gradientColumns = training ? new ColumnOffsets(matrix, Architecture.GATES) : null;
        gradientRows = training ? rows(matrix, gradientColumns) : null;
        scratch = training ? memory.panel(1, Architecture.GATES * Kernel.LANES * matrix.columns()) : null;
    }

    private static GateRows rows(SparseMatrix matrix, ColumnOffsets columns) {
        return new GateRows(matrix.rows() / Architecture.GATES, matrix.rowStart(), columns.offsets(), matrix.values());
    }

    @Override
    public void multiply(Panel in, int inLane, Panel out, int outLane, int lanes) {
        columns.follow(in.stride(), version.getAsInt());
        kernel.multiplyGates(rows, null, in, inLane, out, outLane, lanes);
    }

    /** Saves filling what is as large as all activations. */
    @Override
    public void multiply(float[] start, Panel in, int inLane, Panel out, int lanes) {
        columns.follow(in.stride(), version.getAsInt());
        kernel.multiplyGates(rows, start, in, inLane, out, 0, lanes);
    }

    @Override
    public void multiplyTransposed(Panel out, int outLane, Panel in, int inLane, int lanes) {
        transposedColumns.follow(in.stride(), version.getAsInt());
        kernel.multiplyGatesTransposed(transposedRows, out, outLane, in, inLane, lanes);
    }

    @Override
    public void gradient(Panel outGradient, Panel in, int inLane, int lanes, float[] gradient) {
        gradientColumns.follow(in.stride(), version.getAsInt());
        kernel.gateGradient(gradientRows, outGradient, in, inLane, lanes, scratch, gradient);
    }
}
