package org.setlstm.sparse;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Sparse matrices made of dense vectors: a row keeps the entries of its vector that are furthest from zero. The entries
 * are shared out evenly, what is left over to the first rows, one to each; or by the rows' weights. A row without a vector gets as many at
 * positions chosen uniformly, with uniform values.
 *
 * <p>All vectors are scaled by one factor, so that the kept entries' root mean square, which is their standard deviation
 * around zero, is that of the uniform values: what stands above then meets inputs of the same size, whatever the unit of
 * the vectors, and rows keep their sizes relative to one another.
 */
public final class LargestEntries {
    private LargestEntries() {}

    /** Where rows come from. */
    public interface Vectors {
        /**
         * The vector of a row; is asked once for each row, from the first on.
         *
         * @param row The row.
         * @param entries How many of its entries will be kept.
         * @return A vector as long as rows are, finite; or null for a row that has none.
         */
        float[] vector(int row, int entries);
    }

    /**
     * A matrix of the largest entries.
     *
     * @param rows Rows.
     * @param columns Columns, the length of each vector.
     * @param vectors The vectors of rows.
     * @param sparsity Says how many entries the matrix stores, exactly. Of entries that are equally far from zero the
     *     first stay.
     * @param weights Says how many of them each row gets; with none, all rows the same.
     * @param scale Standard deviation of the entries.
     * @param random Where chance comes from.
     * @return The matrix.
     */
    public static SparseMatrix of(
            int rows,
            int columns,
            Vectors vectors,
            Sparsity sparsity,
            RowWeights weights,
            double scale,
            SplittableRandom random) {
        int count = sparsity.count(rows, columns);
        int[] sizes = weights.isNone() ? even(rows, count) : weights.counts(columns, count);
        int[] rowStart = new int[rows + 1];
        int[] columnIndices = new int[count];
        float[] values = new float[count];
        boolean[] pretrained = new boolean[rows];
        double squares = 0.0;
        int kept = 0;
        for (int r = 0; r < rows; r++) {
            int from = rowStart[r];
            int size = sizes[r];
            rowStart[r + 1] = from + size;
            float[] vector = vectors.vector(r, size);
            pretrained[r] = vector != null;
            int[] stored = pretrained[r] ? largest(vector, size) : anywhere(columns, size, random);
            for (int k = 0; k < size; k++) {
                columnIndices[from + k] = stored[k];
                values[from + k] = pretrained[r] ? vector[stored[k]] : (float) (scale * Uniform.standard(random));
            }
            for (int k = from; pretrained[r] && k < from + size; k++) {
                squares += (double) values[k] * values[k];
                kept++;
            }
        }
        scale(values, rowStart, pretrained, scale / StrictMath.sqrt(squares / kept));
        return new SparseMatrix(rows, columns, rowStart, columnIndices, values);
    }

    private static int[] even(int rows, int count) {
        int[] sizes = new int[rows];
        Arrays.setAll(sizes, r -> count / rows + (r < count % rows ? 1 : 0));
        return sizes;
    }

    private static int[] largest(float[] vector, int size) {
        long[] keys = new long[vector.length];
        for (int c = 0; c < vector.length; c++) {
            // The bits of non-negative floats are in the order of their values; the column breaks ties.
            keys[c] = (long) -Float.floatToRawIntBits(Math.abs(vector[c])) << Integer.SIZE | c;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys, 0, size).mapToInt(key -> (int) key).sorted().toArray();
    }

    private static int[] anywhere(int columns, int size, SplittableRandom random) {
        return Arrays.stream(Positions.draw(columns, new long[0], size, random))
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    private static void scale(float[] values, int[] rowStart, boolean[] rows, double factor) {
        for (int r = 0; r < rows.length; r++) {
            for (int k = rowStart[r]; rows[r] && k < rowStart[r + 1]; k++) {
                values[k] = (float) (values[k] * factor);
            }
        }
    }
}
