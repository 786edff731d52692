package org.setlstm.kernel;

/**
 * A sparse operand of the kernel whose entries carry a weight of each of an LSTM's four gates: four matrices of the same
 * positions, where those of one stand. A view of its owner's arrays, whose elements change; it is made once and used at every
 * step.
 *
 * @param rows Rows of a gate.
 * @param rowStart The positions of row {@code r} are {@code rowStart[r]} to {@code rowStart[r + 1]}, exclusive. What stands
 *     behind the first {@code rows + 1} values isn't looked at.
 * @param columns The column of each position, times the stride of the panel whose row it meets.
 * @param values The weights, gate after gate: that of gate {@code g} at position {@code k} is
 *     {@code values[g * columns.length + k]}.
 */
public record GateRows(int rows, int[] rowStart, int[] columns, float[] values) {
    /** Gates. */
    public static final int GATES = 4;
}
