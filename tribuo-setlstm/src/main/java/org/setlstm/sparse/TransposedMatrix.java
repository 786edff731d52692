package org.setlstm.sparse;

import java.util.Arrays;

/**
 * A sparse matrix's transpose, kept beside it for products with the transpose. {@link #refresh} follows the entries'
 * values, {@link #rebuild} their positions.
 */
public final class TransposedMatrix {
    private final SparseMatrix original;
    private final int blocks;
    private final SparseMatrix transpose;
    private final int[] origin;
    private int version;

    /**
     * Transposes.
     *
     * @param original The matrix to follow.
     */
    public TransposedMatrix(SparseMatrix original) {
        this(original, 1);
    }

    /**
     * Transposes blocks of rows each for itself. The transposes stand above one another; of blocks that share their positions
     * they share them too.
     *
     * @param original The matrix to follow.
     * @param blocks Blocks of equal height above one another.
     */
    public TransposedMatrix(SparseMatrix original, int blocks) {
        this.original = original;
        this.blocks = blocks;
        int[] rowStart = new int[blocks * original.columns() + 1];
        int[] columnIndices = new int[original.stored()];
        origin = new int[original.stored()];
        place(rowStart, columnIndices);
        transpose = new SparseMatrix(
                blocks * original.columns(),
                original.rows() / blocks,
                rowStart,
                columnIndices,
                new float[original.stored()]);
        refresh();
    }

    /** A counting sort by block and column: within a column rows stay in order. */
    private void place(int[] rowStart, int[] columnIndices) {
        Arrays.fill(rowStart, 0);
        int height = original.rows() / blocks;
        for (int r = 0; r < original.rows(); r++) {
            int first = r / height * original.columns();
            for (int k = original.rowStart()[r]; k < original.rowStart()[r + 1]; k++) {
                rowStart[first + original.columnIndices()[k] + 1]++;
            }
        }
        Arrays.parallelPrefix(rowStart, Integer::sum);
        int[] next = rowStart.clone();
        for (int r = 0; r < original.rows(); r++) {
            int first = r / height * original.columns();
            for (int k = original.rowStart()[r]; k < original.rowStart()[r + 1]; k++) {
                int to = next[first + original.columnIndices()[k]]++;
                columnIndices[to] = r % height;
                origin[to] = k;
            }
        }
    }

    /** Takes over the original's positions and values. */
    public void rebuild() {
        place(transpose.rowStart(), transpose.columnIndices());
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
