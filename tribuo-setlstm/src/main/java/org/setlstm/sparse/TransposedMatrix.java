package org.setlstm.sparse;

import java.util.Arrays;

/**
 * A sparse matrix's transpose, kept beside it for products with the transpose. {@link #refresh} follows the entries'
 * values, {@link #rebuild} their positions.
 */
public final class TransposedMatrix {
    private final SparseMatrix matrix;
    private final int[] rowStart;
    private final int[] columnIndices;
    private final int[] origin;
    private final float[] values;

    /**
     * Transposes.
     *
     * @param matrix The matrix to follow.
     */
    public TransposedMatrix(SparseMatrix matrix) {
        this.matrix = matrix;
        rowStart = new int[matrix.columns() + 1];
        columnIndices = new int[matrix.stored()];
        origin = new int[matrix.stored()];
        values = new float[matrix.stored()];
        rebuild();
    }

    /** Takes over the matrix's positions and values. */
    public void rebuild() {
        Arrays.fill(rowStart, 0);
        int[] columns = matrix.columnIndices();
        for (int column : columns) {
            rowStart[column + 1]++;
        }
        for (int r = 0; r < rows(); r++) {
            rowStart[r + 1] += rowStart[r];
        }
        int[] next = rowStart.clone();
        for (int r = 0; r < matrix.rows(); r++) {
            for (int k = matrix.rowStart()[r]; k < matrix.rowStart()[r + 1]; k++) {
                int to = next[columns[k]]++;
                columnIndices[to] = r;
                origin[to] = k;
            }
        }
        refresh();
    }

    /** Takes over the matrix's values. */
    public void refresh() {
        float[] from = matrix.values();
        for (int k = 0; k < values.length; k++) {
            values[k] = from[origin[k]];
        }
    }

    /**
     * Rows: the matrix's columns.
     *
     * @return How many.
     */
    public int rows() {
        return matrix.columns();
    }

    /**
     * Where each row's entries start.
     *
     * @return {@code rows + 1} values, not to be changed.
     */
    public int[] rowStart() {
        return rowStart;
    }

    /**
     * The column of each entry.
     *
     * @return An array not to be changed.
     */
    public int[] columnIndices() {
        return columnIndices;
    }

    /**
     * The entries.
     *
     * @return An array not to be changed.
     */
    public float[] values() {
        return values;
    }
}
