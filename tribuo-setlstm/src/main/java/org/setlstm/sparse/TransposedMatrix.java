package org.setlstm.sparse;

import java.util.Arrays;

/**
 * A sparse matrix's transpose, kept beside it for products with the transpose. {@link #refresh} follows the entries'
 * values, {@link #rebuild} their positions.
 */
public final class TransposedMatrix {
    private final SparseMatrix original;
    private final SparseMatrix transpose;
    private final int[] origin;
    private int version;

    /**
     * Transposes.
     *
     * @param original The matrix to follow.
     */
    public TransposedMatrix(SparseMatrix original) {
        this.original = original;
        int[] rowStart = new int[original.columns() + 1];
        int[] columnIndices = new int[original.stored()];
        origin = new int[original.stored()];
        place(original, rowStart, columnIndices, origin);
        transpose = new SparseMatrix(
                original.columns(), original.rows(), rowStart, columnIndices, new float[original.stored()]);
        refresh();
    }

    /** A counting sort by column: within a column rows stay in order. */
    private static void place(SparseMatrix original, int[] rowStart, int[] columnIndices, int[] origin) {
        Arrays.fill(rowStart, 0);
        int[] columns = original.columnIndices();
        for (int column : columns) {
            rowStart[column + 1]++;
        }
        Arrays.parallelPrefix(rowStart, Integer::sum);
        int[] next = rowStart.clone();
        for (int r = 0; r < original.rows(); r++) {
            for (int k = original.rowStart()[r]; k < original.rowStart()[r + 1]; k++) {
                int to = next[columns[k]]++;
                columnIndices[to] = r;
                origin[to] = k;
            }
        }
    }

    /** Takes over the original's positions and values. */
    public void rebuild() {
        place(original, transpose.rowStart(), transpose.columnIndices(), origin);
        version++;
        refresh();
    }

    /**
     * Tells positions from those before.
     *
     * @return Another number after each {@link #rebuild()}.
     */
    public int version() {
        return version;
    }

    /** Takes over the original's values. */
    public void refresh() {
        float[] from = original.values();
        float[] to = transpose.values();
        for (int k = 0; k < to.length; k++) {
            to[k] = from[origin[k]];
        }
    }

    /**
     * The transpose.
     *
     * @return The same matrix at each call, not to be changed.
     */
    public SparseMatrix matrix() {
        return transpose;
    }
}
