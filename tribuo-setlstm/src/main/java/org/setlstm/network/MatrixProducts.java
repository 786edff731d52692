package org.setlstm.network;

/** The products that a pass takes of one matrix, {@code W}, over panels. One thread at a time. */
interface MatrixProducts {
    /** {@code out += W in}. */
    void multiply(Panel in, int inOffset, Panel out, int outOffset, int lanes);

    /** {@code in = transposed(W) out}, in training. */
    void multiplyTransposed(Panel out, int outOffset, Panel in, int inOffset, int lanes);

    /** Adds the gradient of {@code W}'s entries, from that of {@code out}, which starts at lane 0; in training. */
    void gradient(Panel outGradient, Panel in, int inOffset, int lanes, float[] gradient);
}
