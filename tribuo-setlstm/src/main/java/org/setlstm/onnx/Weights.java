package org.setlstm.onnx;

/** How an ONNX file stores sparse matrices. Runtimes compute with dense ones either way. */
public enum Weights {
    /**
     * Stored weights with their positions, 8 bytes each, and standard operators that make them dense ({@code
     * ConstantOfShape}, {@code ScatterND}), as runtimes do once when they load. Matrices that store more than half of their
     * positions are written as dense, which is smaller.
     */
    SPARSE,
    /** Every position, 4 bytes each: for tools that want weights as plain initialisers. */
    DENSE
}
