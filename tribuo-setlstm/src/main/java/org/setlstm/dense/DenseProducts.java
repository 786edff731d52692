package org.setlstm.dense;

/**
 * The products of a {@link DenseMatrix} in BLAS. Panels are {@link org.setlstm.kernel.Kernel}'s; they are packed on the
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
     * @param from {@code in}, {@code [columns][lanes]}.
     * @param fromOffset Where it starts.
     * @param fromStride From one of its rows to the next.
     * @param to {@code out}, {@code [rows][lanes]}.
     * @param toOffset Where it starts.
     * @param toStride From one of its rows to the next.
     * @param lanes Lanes.
     */
    public void multiply(
            float[] from, int fromOffset, int fromStride, float[] to, int toOffset, int toStride, int lanes) {
        in.put(from, fromOffset, fromStride, matrix.columns(), lanes);
        out.put(to, toOffset, toStride, matrix.rows(), lanes);
        Blas.multiply(lanes, matrix.rows(), matrix.columns(), in, matrix.weights(), 1.0f, out);
        out.get(to, toOffset, toStride, matrix.rows(), lanes);
    }

    /**
     * {@code in = transposed(W) out}.
     *
     * @param from {@code out}, {@code [rows][lanes]}.
     * @param fromOffset Where it starts.
     * @param fromStride From one of its rows to the next.
     * @param to {@code in}, {@code [columns][lanes]}, overwritten.
     * @param toOffset Where it starts.
     * @param toStride From one of its rows to the next.
     * @param lanes Lanes.
     */
    public void multiplyTransposed(
            float[] from, int fromOffset, int fromStride, float[] to, int toOffset, int toStride, int lanes) {
        out.put(from, fromOffset, fromStride, matrix.rows(), lanes);
        Blas.multiply(lanes, matrix.columns(), matrix.rows(), out, matrix.transpose(), 0.0f, in);
        in.get(to, toOffset, toStride, matrix.columns(), lanes);
    }

    /**
     * The gradient of {@link #multiply} with respect to the weights.
     *
     * @param left The gradient of {@code out}, {@code [rows][lanes]}.
     * @param leftOffset Where it starts.
     * @param leftStride From one of its rows to the next.
     * @param right {@code in}, {@code [columns][lanes]}.
     * @param rightOffset Where it starts.
     * @param rightStride From one of its rows to the next.
     * @param lanes Lanes.
     * @param sum Added to, row by row.
     */
    public void gradient(
            float[] left,
            int leftOffset,
            int leftStride,
            float[] right,
            int rightOffset,
            int rightStride,
            int lanes,
            float[] sum) {
        out.put(left, leftOffset, leftStride, matrix.rows(), lanes);
        in.put(right, rightOffset, rightStride, matrix.columns(), lanes);
        gradient.put(sum);
        Blas.multiplyTransposed(matrix.columns(), matrix.rows(), lanes, in, out, 1.0f, gradient);
        gradient.get(sum);
    }
}
