package org.setlstm.network;

import java.util.Arrays;
import org.setlstm.kernel.Kernel;

/**
 * Dense values by feature and lane: feature {@code r}, lane {@code l} lies at {@code r * stride + l}. The stride is an
 * odd number of cache lines, so that the same lane of many features doesn't fall into few cache sets.
 */
final class Panel {
    final int rows;
    final int stride;
    final float[] values;

    Panel(int rows, int lanes) {
        this.rows = rows;
        int lines = (lanes + Kernel.LANES - 1) / Kernel.LANES;
        this.stride = (lines | 1) * Kernel.LANES;
        this.values = new float[Math.multiplyExact(rows, stride)];
    }

    /** The least multiple of the kernel's lanes that holds so many. */
    static int wide(int lanes) {
        return (lanes + Kernel.LANES - 1) / Kernel.LANES * Kernel.LANES;
    }

    void clear() {
        Arrays.fill(values, 0.0f);
    }

    void clear(int lanes) {
        for (int r = 0; r < rows; r++) {
            Arrays.fill(values, r * stride, r * stride + lanes, 0.0f);
        }
    }

    /** Sets each row to its element of {@code column}. */
    void fill(float[] column, int lanes) {
        for (int r = 0; r < rows; r++) {
            Arrays.fill(values, r * stride, r * stride + lanes, column[r]);
        }
    }

    /** Copies all rows' lanes 0 to {@code lanes} to {@code target}, from its lane {@code to} on. */
    void copy(Panel target, int to, int lanes) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(values, r * stride, target.values, r * target.stride + to, lanes);
        }
    }
}
