package org.setlstm.network;

import java.util.Arrays;
import org.setlstm.kernel.Kernel;

/**
 * Dense values by feature and lane: feature {@code r}, lane {@code l} lies at {@code at(r) + l}. The stride is an odd
 * number of cache lines, so that the same lane of many features doesn't fall into few cache sets.
 */
final class Panel {
    final int rows;
    final int stride;
    /** Shared with other panels of the same {@link PanelMemory}. */
    final float[] values;

    private final int first;

    /** See {@link PanelMemory#panel}. */
    Panel(int rows, int stride, float[] values, int first) {
        this.rows = rows;
        this.stride = stride;
        this.values = values;
        this.first = first;
    }

    /** Where a row starts. */
    int at(int row) {
        return first + row * stride;
    }

    /** The least multiple of the kernel's lanes that holds so many. */
    static int wide(int lanes) {
        return (lanes + Kernel.LANES - 1) / Kernel.LANES * Kernel.LANES;
    }

    void clear() {
        Arrays.fill(values, first, at(rows), 0.0f);
    }

    void clear(int lanes) {
        for (int r = 0; r < rows; r++) {
            Arrays.fill(values, at(r), at(r) + lanes, 0.0f);
        }
    }

    /** Sets each row to its element of {@code column}. */
    void fill(float[] column, int lanes) {
        for (int r = 0; r < rows; r++) {
            Arrays.fill(values, at(r), at(r) + lanes, column[r]);
        }
    }

    /** Copies all rows' lanes 0 to {@code lanes} to {@code target}, from its lane {@code to} on. */
    void copy(Panel target, int to, int lanes) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(values, at(r), target.values, target.at(r) + to, lanes);
        }
    }

    /** Sets each value to the product of those at its place in two panels of this one's shape, which may be this one. */
    void setProduct(Panel left, Panel right) {
        for (int i = 0; i < rows * stride; i++) {
            values[first + i] = left.values[left.first + i] * right.values[right.first + i];
        }
    }
}
