package org.setlstm.network;

import org.setlstm.kernel.Kernel;
import org.setlstm.sparse.SparseMatrix;

/** The kernel's products, from matrices and panels. */
final class Products {
    private Products() {}

    /** {@code out = a in} over {@code lanes} lanes, or {@code out += a in}. */
    static void multiply(
            Kernel kernel, SparseMatrix a, Panel in, int inOffset, Panel out, int outOffset, int lanes, boolean add) {
        kernel.multiply(
                a.rows(),
                a.rowStart(),
                a.columnIndices(),
                a.values(),
                in.values,
                inOffset,
                in.stride,
                out.values,
                outOffset,
                out.stride,
                lanes,
                add);
    }

    /** Adds the gradient of {@code a}'s entries, from that of its product with {@code right}, which starts at lane 0. */
    static void gradient(
            Kernel kernel,
            SparseMatrix a,
            Panel left,
            Panel right,
            int rightOffset,
            int lanes,
            float[] scratch,
            float[] gradient) {
        kernel.gradient(
                a.rows(),
                a.rowStart(),
                a.columnIndices(),
                left.values,
                0,
                left.stride,
                right.values,
                rightOffset,
                right.stride,
                lanes,
                scratch,
                gradient);
    }
}
