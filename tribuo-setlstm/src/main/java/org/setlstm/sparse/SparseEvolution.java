package org.setlstm.sparse;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A round of Sparse Evolutionary Training (Mocanu et al., Nature Communications 9, 2018; Liu, Mocanu and Pechenizkiy,
 * arXiv 1901.09208): a fraction zeta of a matrix's entries is removed, those nearest to zero as {@link RemovalRule}
 * says; entries that are exactly zero go as well, for they connect nothing. Then as many entries are added at free
 * positions, chosen uniformly: a position that has just been freed may be chosen again. A full matrix, where nothing
 * could grow elsewhere, is left alone.
 *
 * <p>The number of entries never drifts. A value out of its range is an {@link IllegalArgumentException}.
 *
 * @param rule What is removed.
 * @param zeta The fraction removed, in {@code [0, 1)}.
 * @param growthScale Standard deviation of a new entry's value, uniform around zero; 0 for zeros.
 */
public record SparseEvolution(RemovalRule rule, double zeta, double growthScale) {
    /** In {@link #evolve}'s answer: this entry is new. */
    public static final int GROWN = -1;

    /**
     * Checks the values.
     *
     * @param rule See the record.
     * @param zeta See the record.
     * @param growthScale See the record.
     */
    public SparseEvolution {
        if (!(zeta >= 0.0 && zeta < 1.0)) {
            throw new IllegalArgumentException("zeta is " + zeta + ", and must be at least 0 and below 1");
        }
        if (!(growthScale >= 0.0 && growthScale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("growthScale is " + growthScale + ", and must be at least 0");
        }
    }

    /**
     * SET's rule.
     *
     * @param zeta See the record.
     * @param growthScale See the record.
     */
    public SparseEvolution(double zeta, double growthScale) {
        this(RemovalRule.SET, zeta, growthScale);
    }

    /**
     * Evolves a matrix in place.
     *
     * @param matrix The matrix.
     * @param blocks Blocks above one another that SET's rule evolves each for itself: the gates of a cell, or 1.
     * @param random Where chance comes from.
     * @return For each entry the index that it had before, or {@link #GROWN}: to carry along what is kept per entry.
     */
    public int[] evolve(SparseMatrix matrix, int blocks, RandomGenerator random) {
        return evolve(matrix, blocks, r -> true, RowWeights.NONE, random);
    }

    /**
     * Evolves a matrix in place, removes nothing from some of its rows, and grows more in some than in others.
     *
     * @param matrix The matrix.
     * @param blocks Blocks above one another that SET's rule evolves each for itself: the gates of a cell, or 1.
     * @param evolves Which rows may lose entries; the fractions are of these rows' entries.
     * @param weights How likely each row is to gain an entry; more than none for a matrix of one block only.
     * @param random Where chance comes from.
     * @return For each entry the index that it had before, or {@link #GROWN}: to carry along what is kept per entry.
     */
    public int[] evolve(
            SparseMatrix matrix, int blocks, IntPredicate evolves, RowWeights weights, RandomGenerator random) {
        if (matrix.isFull()) {
            return IntStream.range(0, matrix.stored()).toArray();
        }
        int judged = rule == RemovalRule.SET ? blocks : 1;
        int rows = matrix.rows() / judged;
        int[] origin = new int[matrix.stored()];
        float[] before = matrix.values().clone();
        long[] positions = new long[matrix.stored()];
        for (int b = 0; b < judged; b++) {
            evolveBlock(matrix, b * rows, rows, evolves, weights, positions, origin, random);
        }
        write(matrix, positions, origin, before, random);
        return origin;
    }

    /**
     * Evolves a matrix in place whose blocks share their positions, and goes on so. What is removed and added is a connection:
     * a position, with its entry in each block.
     *
     * <p>SET's rule tells positive entries from negative ones, but a connection has no sign where its entries' signs differ. So
     * connections are judged by the sum of their entries' magnitudes, whatever the rule: the fraction zeta of all of them with the
     * least sums is removed, and those whose entries are all exactly zero. Each entry of a new connection starts with a value of
     * its own.
     *
     * @param matrix The matrix; see {@link SparseMatrix#sharesPositions}.
     * @param blocks Blocks above one another: the gates of a cell.
     * @param random Where chance comes from.
     * @return For each entry the index that it had before, or {@link #GROWN}: to carry along what is kept per entry.
     */
    public int[] evolveShared(SparseMatrix matrix, int blocks, RandomGenerator random) {
        SparseMatrix connections = connections(matrix, blocks);
        // Judged by values of one sign, and grown as zeros, which take nothing from chance.
        int[] moved = new SparseEvolution(zeta, 0.0).evolve(connections, 1, random);
        int size = connections.stored();
        long[] positions = new long[matrix.stored()];
        int[] origin = new int[matrix.stored()];
        for (int b = 0; b < blocks; b++) {
            int k = b * size;
            for (int r = 0; r < connections.rows(); r++) {
                long first = ((long) b * connections.rows() + r) * matrix.columns();
                for (int c = connections.rowStart()[r]; c < connections.rowStart()[r + 1]; c++, k++) {
                    positions[k] = first + connections.columnIndices()[c];
                    origin[k] = moved[c] == GROWN ? GROWN : b * size + moved[c];
                }
            }
        }
        write(matrix, positions, origin, matrix.values().clone(), random);
        return origin;
    }

    /** A block's positions, each with the sum of its entries' magnitudes, in the order of the blocks. */
    private static SparseMatrix connections(SparseMatrix matrix, int blocks) {
        int rows = matrix.rows() / blocks;
        int size = matrix.stored() / blocks;
        float[] sums = new float[size];
        for (int k = 0; k < matrix.stored(); k++) {
            sums[k % size] += Math.abs(matrix.values()[k]);
        }
        return new SparseMatrix(
                rows,
                matrix.columns(),
                Arrays.copyOf(matrix.rowStart(), rows + 1),
                Arrays.copyOf(matrix.columnIndices(), size),
                sums);
    }

    private void evolveBlock(
            SparseMatrix matrix,
            int firstRow,
            int rows,
            IntPredicate evolves,
            RowWeights weights,
            long[] positions,
            int[] origin,
            RandomGenerator random) {
        int from = matrix.rowStart()[firstRow];
        int to = matrix.rowStart()[firstRow + rows];
        boolean[] removed = removed(matrix, firstRow, rows, evolves);
        long first = (long) firstRow * matrix.columns();
        long[] kept = new long[to - from];
        int[] keptFrom = new int[to - from];
        int n = 0;
        for (int r = firstRow; r < firstRow + rows; r++) {
            for (int k = matrix.rowStart()[r]; k < matrix.rowStart()[r + 1]; k++) {
                if (!removed[k - from]) {
                    keptFrom[n] = k;
                    kept[n++] = (long) r * matrix.columns() + matrix.columnIndices()[k] - first;
                }
            }
        }
        kept = Arrays.copyOf(kept, n);
        long size = (long) rows * matrix.columns();
        long[] grown = weights.isNone()
                ? Positions.draw(size, kept, to - from - n, random)
                : Positions.draw(size, kept, to - from - n, random, () -> weights.draw(matrix.columns(), random));
        // Merges the two sorted sets.
        int i = 0;
        int j = 0;
        for (int k = from; k < to; k++) {
            boolean old = j == grown.length || i < n && kept[i] < grown[j];
            origin[k] = old ? keptFrom[i] : GROWN;
            positions[k] = first + (old ? kept[i++] : grown[j++]);
        }
    }

    private boolean[] removed(SparseMatrix matrix, int firstRow, int rows, IntPredicate evolves) {
        int from = matrix.rowStart()[firstRow];
        int size = matrix.rowStart()[firstRow + rows] - from;
        boolean[] removed = new boolean[size];
        long[] positive = new long[size];
        long[] negative = new long[size];
        int p = 0;
        int n = 0;
        for (int r = firstRow; r < firstRow + rows; r++) {
            for (int k = matrix.rowStart()[r]; evolves.test(r) && k < matrix.rowStart()[r + 1]; k++) {
                float value = matrix.values()[k];
                // The bits of non-negative floats are in the order of their values; the index breaks ties.
                long key = (long) Float.floatToRawIntBits(Math.abs(value)) << Integer.SIZE | k - from;
                if (value == 0.0f) {
                    removed[k - from] = true;
                } else if (value > 0.0f || rule == RemovalRule.GLOBAL_MAGNITUDE) {
                    positive[p++] = key;
                } else {
                    negative[n++] = key;
                }
            }
        }
        removeSmallest(positive, p, removed);
        removeSmallest(negative, n, removed);
        return removed;
    }

    private void removeSmallest(long[] keys, int count, boolean[] removed) {
        Arrays.sort(keys, 0, count);
        int remove = (int) (zeta * count);
        for (int i = 0; i < remove; i++) {
            removed[(int) keys[i]] = true;
        }
    }

    private void write(SparseMatrix matrix, long[] positions, int[] origin, float[] before, RandomGenerator random) {
        int[] rowStart = matrix.rowStart();
        Arrays.fill(rowStart, 0);
        for (int k = 0; k < positions.length; k++) {
            rowStart[(int) (positions[k] / matrix.columns()) + 1]++;
            matrix.columnIndices()[k] = (int) (positions[k] % matrix.columns());
            matrix.values()[k] = origin[k] == GROWN ? newValue(random) : before[origin[k]];
        }
        for (int r = 0; r < matrix.rows(); r++) {
            rowStart[r + 1] += rowStart[r];
        }
    }

    private float newValue(RandomGenerator random) {
        return growthScale == 0.0 ? 0.0f : (float) (growthScale * Uniform.standard(random));
    }
}
