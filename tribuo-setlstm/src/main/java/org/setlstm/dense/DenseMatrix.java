package org.setlstm.dense;

/**
 * A full matrix that learns: its weights and their transpose where BLAS reads them, kept in step with a Java array. To be
 * used only if {@link ND4J#isAvailable()}.
 *
 * <p>Products of several threads may read it at once, while nobody refreshes it.
 */
public final class DenseMatrix implements AutoCloseable {
    /** Rows that are transposed together: a cache line of the transpose. */
    private static final int BAND = 16;

    private final int rows;
    private final int columns;
    private final float[] values;
    private final float[] transposedValues;
    private final OffHeap weights;
    private final OffHeap transpose;

    /**
     * For weights that others change.
     *
     * @param rows Rows.
     * @param columns Columns.
     * @param values All entries, row by row; followed by {@link #refresh()}.
     */
    public DenseMatrix(int rows, int columns, float[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
        transposedValues = new float[values.length];
        weights = new OffHeap(values.length);
        transpose = new OffHeap(values.length);
        refresh();
        Blas.acquire();
    }

    /** Takes over the values. */
    public void refresh() {
        for (int first = 0; first < rows; first += BAND) {
            int end = Math.min(rows, first + BAND);
            for (int c = 0; c < columns; c++) {
                for (int r = first; r < end; r++) {
                    transposedValues[c * rows + r] = values[r * columns + c];
                }
            }
        }
        weights.put(values);
        transpose.put(transposedValues);
    }

    /**
     * The products of this matrix, for one thread at a time.
     *
     * @param lanes Lanes of a panel at most.
     * @return The products, with memory of their own.
     */
    public DenseProducts products(int lanes) {
        return new DenseProducts(this, lanes);
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    OffHeap weights() {
        return weights;
    }

    OffHeap transpose() {
        return transpose;
    }

    /** Lets BLAS have its threads back, once all matrices are closed. */
    @Override
    public void close() {
        Blas.release();
    }
}
