package org.setlstm.onnx;

/** How an ONNX file stores sparse matrices. Runtimes compute with dense ones either way. */
public enum Weights {
    /**
     * Stored weights with their positions, ONNX's {@code sparse_initializer}: 12 bytes each. ONNX Runtime reads them and
     * makes them dense as it loads; other runtimes may not know them. Matrices that store more than a third of their
     * positions are written as dense, which is smaller.
     */
    SPARSE,
    /** Every position, 4 bytes each: for any runtime. */
    DENSE
}
