package org.setlstm.kernel;

/**
 * A sparse operand of the kernel: the entries of row {@code r} are {@code rowStart[r]} to {@code rowStart[r + 1]},
 * exclusive. A view of its owner's arrays, whose elements change; it is made once and used at every step.
 *
 * @param rowStart Where each row starts, a value more than there are rows.
 * @param columns The column of each stored entry, times the stride of the panel whose row it meets: a multiplication less
 *     in each loop.
 * @param values The stored entries.
 */
public record CompressedRows(int[] rowStart, int[] columns, float[] values) {
    /**
     * Rows.
     *
     * @return How many.
     */
    public int rows() {
        return rowStart.length - 1;
    }
}
