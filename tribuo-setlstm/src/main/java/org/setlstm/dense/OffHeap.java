package org.setlstm.dense;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.setlstm.kernel.Panel;

/**
 * An ND4J array of a row, with the two views that cost nothing at each use: a pointer for BLAS, and a buffer through
 * which Java copies to and fro, as fast as between its own arrays.
 */
final class OffHeap {
    /** Owns the memory. */
    private final INDArray array;

    private final FloatPointer pointer;
    private final FloatBuffer buffer;

    OffHeap(long length) {
        array = Nd4j.create(DataType.FLOAT, 1, length);
        pointer = (FloatPointer) array.data().addressPointer();
        buffer = array.data().asNioFloat();
    }

    int length() {
        return (int) array.length();
    }

    FloatPointer pointer() {
        return pointer;
    }

    void put(float[] from) {
        buffer.put(0, from);
    }

    void get(float[] to) {
        buffer.get(0, to);
    }

    /** Some lanes of a panel, packed. */
    void put(Panel from, int lane, int lanes) {
        for (int r = 0; r < from.rows(); r++) {
            buffer.put(r * lanes, from.values(), from.at(r) + lane, lanes);
        }
    }

    /** The reverse of the other. */
    void get(Panel to, int lane, int lanes) {
        for (int r = 0; r < to.rows(); r++) {
            buffer.get(r * lanes, to.values(), to.at(r) + lane, lanes);
        }
    }
}
