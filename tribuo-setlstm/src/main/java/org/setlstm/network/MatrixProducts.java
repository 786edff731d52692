package org.setlstm.network;

import org.setlstm.kernel.Kernel;
import org.setlstm.kernel.Panel;
import org.setlstm.sparse.SparseMatrix;

/** The products that a pass takes of one matrix, {@code W}, over panels from a lane on. One thread at a time. */
interface MatrixProducts {
    /** On the kernel, with a cell's weights, for prediction: it can only multiply. */
    static MatrixProducts forPrediction(SparseMatrix gates, GateTopology topology, Kernel kernel, PanelMemory memory) {
        return topology == GateTopology.SHARED
                ? new GateProducts(kernel, gates, null, memory)
                : new SparseProducts(kernel, gates, null, memory);
    }

    /** {@code out += W in}. */
    void multiply(Panel in, int inLane, Panel out, int outLane, int lanes);

    /** {@code out = start + W in}, from lane 0 on, {@code start} a value for each row. */
    default void multiply(float[] start, Panel in, int inLane, Panel out, int lanes) {
        out.fill(start, lanes);
        multiply(in, inLane, out, 0, lanes);
    }

    /** {@code in = transposed(W) out}, in training. */
    void multiplyTransposed(Panel out, int outLane, Panel in, int inLane, int lanes);

    /** Adds the gradient of {@code W}'s entries, from that of {@code out}, which starts at lane 0; in training. */
    void gradient(Panel outGradient, Panel in, int inLane, int lanes, float[] gradient);
}
