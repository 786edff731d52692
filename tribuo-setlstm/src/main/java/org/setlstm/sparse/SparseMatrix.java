package org.setlstm.sparse;

import java.util.Arrays;
import org.setlstm.checkpoint.State;

/**
 * A sparse matrix in compressed rows. The entries of row {@code r} are {@code rowStart[r]} to {@code rowStart[r + 1]},
 * exclusive, in ascending order of their columns.
 *
 * <p>The arrays are the matrix's own and are shared with whoever asks, for speed. Their sizes never change: when a
 * topology evolves, entries move and their number stays.
 */
public final class SparseMatrix {
    private final int rows;
    private final int columns;
    private final int[] rowStart;
    private final int[] columnIndices;
    private final float[] values;

    /**
     * Wraps the arrays.
     *
     * @param rows Rows.
     * @param columns Columns.
     * @param rowStart Where each row starts, {@code rows + 1} values.
     * @param columnIndices The column of each entry, ascending within a row.
     * @param values The entries.
     * @throws IllegalArgumentException If the arrays don't describe a matrix of this shape; the message says where.
     */
    public SparseMatrix(int rows, int columns, int[] rowStart, int[] columnIndices, float[] values) {
        this.rows = rows;
        this.columns = columns;
        this.rowStart = rowStart;
        this.columnIndices = columnIndices;
        this.values = values;
        validate();
    }

    /**
     * A matrix with zeros stored at the given positions.
     *
     * @param rows Rows.
     * @param columns Columns.
     * @param positions {@code row * columns + column}, ascending and distinct.
     * @return The matrix.
     */
    public static SparseMatrix zerosAt(int rows, int columns, long[] positions) {
        int[] rowStart = new int[rows + 1];
        int[] columnIndices = new int[positions.length];
        for (int k = 0; k < positions.length; k++) {
            rowStart[Math.toIntExact(positions[k] / columns) + 1]++;
            columnIndices[k] = (int) (positions[k] % columns);
        }
        for (int r = 0; r < rows; r++) {
            rowStart[r + 1] += rowStart[r];
        }
        return new SparseMatrix(rows, columns, rowStart, columnIndices, new float[positions.length]);
    }

    /**
     * A matrix that stores every position.
     *
     * @param rows Rows.
     * @param columns Columns.
     * @param values All entries, row by row.
     * @return The matrix, around {@code values}.
     */
    public static SparseMatrix full(int rows, int columns, float[] values) {
        int[] rowStart = new int[rows + 1];
        int[] columnIndices = new int[Math.multiplyExact(rows, columns)];
        for (int k = 0; k < columnIndices.length; k++) {
            columnIndices[k] = k % columns;
        }
        for (int r = 0; r <= rows; r++) {
            rowStart[r] = r * columns;
        }
        return new SparseMatrix(rows, columns, rowStart, columnIndices, values);
    }

    /**
     * A matrix whose blocks of rows above one another store the same positions.
     *
     * @param blocks How many blocks.
     * @param columns Columns.
     * @param rowStart Where each row of a block starts in it.
     * @param columnIndices The column of each entry of a block, ascending within a row.
     * @param values The entries, block by block.
     * @return The matrix, around {@code values}.
     * @throws IllegalArgumentException If the arrays describe no matrix.
     */
    public static SparseMatrix sharing(int blocks, int columns, int[] rowStart, int[] columnIndices, float[] values) {
        int height = rowStart.length - 1;
        int size = columnIndices.length;
        int[] starts = new int[Math.multiplyExact(blocks, height) + 1];
        int[] all = new int[Math.multiplyExact(blocks, size)];
        for (int b = 0; b < blocks; b++) {
            System.arraycopy(columnIndices, 0, all, b * size, size);
            for (int r = 1; r <= height; r++) {
                starts[b * height + r] = b * size + rowStart[r];
            }
        }
        return new SparseMatrix(blocks * height, columns, starts, all, values);
    }

    private void validate() {
        check(rows >= 0 && columns >= 0, "a shape of " + rows + " x " + columns);
        check(rowStart.length == rows + 1, rowStart.length + " row starts for " + rows + " rows");
        check(rowStart[0] == 0, "a first row that starts at " + rowStart[0]);
        check(
                rowStart[rows] == columnIndices.length && columnIndices.length == values.length,
                "row starts, columns and values for " + rowStart[rows] + ", " + columnIndices.length + " and "
                        + values.length + " entries");
        for (int r = 0; r < rows; r++) {
            // Not by check: the text that says what is wrong takes longer than to see whether it is.
            if (rowStart[r] > rowStart[r + 1] || rowStart[r + 1] > values.length) {
                throw no("a bad start after row " + r);
            }
            int before = -1;
            for (int k = rowStart[r]; k < rowStart[r + 1]; k++) {
                if (before >= columnIndices[k] || columnIndices[k] >= columns) {
                    throw no("a bad column in row " + r);
                }
                before = columnIndices[k];
            }
        }
    }

    private static void check(boolean condition, String problem) {
        if (!condition) {
            throw no(problem);
        }
    }

    private static IllegalArgumentException no(String problem) {
        return new IllegalArgumentException("No sparse matrix has " + problem);
    }

    /**
     * Tells positions and values.
     *
     * @param state Is told.
     * @throws IllegalArgumentException If it fills in what is no matrix of this shape; then this is none either.
     */
    public void state(State state) {
        state.ints(rowStart);
        state.ints(columnIndices);
        state.floats(values);
        validate();
    }

    /**
     * Rows.
     *
     * @return How many.
     */
    public int rows() {
        return rows;
    }

    /**
     * Columns.
     *
     * @return How many.
     */
    public int columns() {
        return columns;
    }

    /**
     * Stored entries.
     *
     * @return How many.
     */
    public int stored() {
        return values.length;
    }

    /**
     * Whether every position is stored.
     *
     * @return True if so: then the entries stand row by row.
     */
    public boolean isFull() {
        return values.length == (long) rows * columns;
    }

    /**
     * Whether blocks of rows above one another store the same positions.
     *
     * @param blocks How many blocks of equal height.
     * @return True if so: then the entries of a position stand {@code stored() / blocks} apart.
     */
    public boolean sharesPositions(int blocks) {
        int height = rows / blocks;
        int size = values.length / blocks;
        if (height * blocks != rows || size * blocks != values.length) {
            return false;
        }
        for (int b = 1; b < blocks; b++) {
            for (int r = 0; r < height; r++) {
                if (rowStart[b * height + r] != b * size + rowStart[r]) {
                    return false;
                }
            }
            if (!Arrays.equals(columnIndices, 0, size, columnIndices, b * size, (b + 1) * size)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Where each row's entries start.
     *
     * @return {@code rows + 1} values, the matrix's own.
     */
    public int[] rowStart() {
        return rowStart;
    }

    /**
     * The column of each entry.
     *
     * @return The matrix's own array.
     */
    public int[] columnIndices() {
        return columnIndices;
    }

    /**
     * The entries.
     *
     * @return The matrix's own array.
     */
    public float[] values() {
        return values;
    }
}
