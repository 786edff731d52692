package org.setlstm.kernel;

import java.util.Arrays;

/**
 * Dense values by feature and lane, {@code [rows][lanes]}: feature {@code r}, lane {@code l} lies at {@code at(r) + l}. The
 * lanes of a feature are contiguous, a document to a lane, so that a stored weight is one broadcast times a contiguous
 * vector. A view of an array, made once and used at every step: who works on some of its lanes says from which on.
 *
 * <p>Arguments are trusted: callers own the shapes.
 *
 * @param values May be shared with other panels.
 * @param first Where the first row starts.
 * @param rows Features.
 * @param stride From one row to the next, at least as many as there are lanes.
 */
public record Panel(float[] values, int first, int rows, int stride) {
    /**
     * Where a row starts.
     *
     * @param row The row.
     * @return The place in {@link #values} of its lane 0.
     */
    public int at(int row) {
        return first + row * stride;
    }

    /**
     * Some of its rows.
     *
     * @param from The first.
     * @param count How many.
     * @return A view of them.
     */
    public Panel rows(int from, int count) {
        return new Panel(values, at(from), count, stride);
    }

    /**
     * The width of a panel for so many lanes.
     *
     * @param lanes Lanes.
     * @return The least multiple of the kernel's lanes that holds them.
     */
    public static int wide(int lanes) {
        return (lanes + Kernel.LANES - 1) / Kernel.LANES * Kernel.LANES;
    }

    /** Sets all to zero. */
    public void clear() {
        Arrays.fill(values, first, at(rows), 0.0f);
    }

    /**
     * Sets the first lanes to zero.
     *
     * @param lanes How many.
     */
    public void clear(int lanes) {
        for (int r = 0; r < rows; r++) {
            Arrays.fill(values, at(r), at(r) + lanes, 0.0f);
        }
    }

    /**
     * Sets each row to its element of a column.
     *
     * @param column {@code [rows]}.
     * @param lanes The first lanes, so many.
     */
    public void fill(float[] column, int lanes) {
        for (int r = 0; r < rows; r++) {
            Arrays.fill(values, at(r), at(r) + lanes, column[r]);
        }
    }

    /**
     * Copies the first lanes of all rows.
     *
     * @param target Where to.
     * @param lane From this lane of {@code target} on.
     * @param lanes How many.
     */
    public void copy(Panel target, int lane, int lanes) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(values, at(r), target.values, target.at(r) + lane, lanes);
        }
    }

    /**
     * Sets each value to the product of those at its place in two panels.
     *
     * @param left Of this one's shape; may be this one.
     * @param right Of this one's shape; may be this one.
     */
    public void setProduct(Panel left, Panel right) {
        for (int i = 0; i < rows * stride; i++) {
            values[first + i] = left.values[left.first + i] * right.values[right.first + i];
        }
    }

    /**
     * Draws values back into a range.
     *
     * @param most The largest magnitude that stays, above 0.
     */
    public void bound(float most) {
        for (int i = first; i < first + rows * stride; i++) {
            values[i] = Math.max(-most, Math.min(most, values[i]));
        }
    }
}
