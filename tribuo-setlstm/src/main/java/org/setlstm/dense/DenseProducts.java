package org.setlstm.dense;

import org.setlstm.kernel.Panel;

/**
 * The products of a {@link DenseMatrix} in BLAS. Panels are packed on the
 * way, into memory that is used again, so that a call leaves no garbage. One thread at a time.
 *
 * <p>Arguments are trusted: callers own the shapes.
 */
public final class DenseProducts {
    private final DenseMatrix matrix;
    /** Of {@code [rows][lanes]}. */
    private final OffHeap out;
    /** Of {@code [columns][lanes]}. */
    private final OffHeap in;

    private final OffHeap gradient;

    DenseProducts(DenseMatrix matrix, int lanes) {
        this.matrix = matrix;
        out = new OffHeap((long) matrix.rows() * lanes);
        in = new OffHeap((long) matrix.columns() * lanes);
        gradient = new OffHeap((long) matrix.rows() * matrix.columns());
    }

    /**
     * {@code out += W in}.
     *
     * @param from {@code in}, of the matrix's columns.
     * @param fromLane Its first lane.
     * @param to {@code out}, of the matrix's rows.
     * @param toLane Its first lane.
     * @param lanes Lanes.
     */
    public void multiply(Panel from, int fromLane, Panel to, int toLane, int lanes) {
        in.put(from, fromLane, lanes);
        out.put(to, toLane, lanes);
        Blas.multiply(lanes, matrix.rows(), matrix.columns(), in, matrix.weights(), 1.0f, out);
        out.get(to, toLane, lanes);
    }

    /**
     * {@code in = transposed(W) out}.
     *
     * @param from {@code out}, of the matrix's rows.
     * @param fromLane Its first lane.
     * @param to {@code in}, of the matrix's columns, overwritten.
     * @param toLane Its first lane.
     * @param lanes Lanes.
     */
    public void multiplyTransposed(Panel from, int fromLane, Panel to, int toLane, int lanes) {
        out.put(from, fromLane, lanes);
        Blas.multiply(lanes, matrix.columns(), matrix.rows(), out, matrix.transpose(), 0.0f, in);
        in.get(to, toLane, lanes);
    }

    /**
     * The gradient of {@link #multiply} with respect to the weights.
     *
     * @param left The gradient of {@code out}, from its lane 0 on.
     * @param right {@code in}.
     * @param rightLane Its first lane.
     * @param lanes Lanes.
     * @param sum Added to, row by row.
     */
    public void gradient(Panel left, Panel right, int rightLane, int lanes, float[] sum) {
        out.put(left, 0, lanes);
        in.put(right, rightLane, lanes);
        gradient.put(sum);
        Blas.multiplyTransposed(matrix.columns(), matrix.rows(), lanes, in, out, 1.0f, gradient);
        gradient.get(sum);
    }
}
