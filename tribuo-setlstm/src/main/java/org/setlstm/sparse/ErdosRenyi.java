package org.setlstm.sparse;

import java.util.SplittableRandom;

/** Erdos-Renyi topologies: exactly so many entries, every set of positions as likely as any other. */
public final class ErdosRenyi {
    private ErdosRenyi() {}

    /**
     * A matrix of blocks above one another, each with a topology of its own, and zeros in all its entries.
     *
     * @param blocks Blocks: the gates of a cell, or 1.
     * @param rows Rows of a block.
     * @param columns Columns.
     * @param sparsity Says how many entries each block stores.
     * @param random Where chance comes from.
     * @return The matrix, {@code blocks * rows} by {@code columns}.
     */
    public static SparseMatrix draw(int blocks, int rows, int columns, Sparsity sparsity, SplittableRandom random) {
        int count = sparsity.count(rows, columns);
        long size = (long) rows * columns;
        long[] positions = new long[Math.multiplyExact(blocks, count)];
        for (int b = 0; b < blocks; b++) {
            long[] block = Positions.draw(size, new long[0], count, random);
            for (int k = 0; k < count; k++) {
                positions[b * count + k] = b * size + block[k];
            }
        }
        return SparseMatrix.zerosAt(blocks * rows, columns, positions);
    }

    /**
     * A matrix of blocks above one another that share one topology, with zeros in all entries. It stores as many as blocks
     * with topologies of their own do.
     *
     * @param blocks Blocks: the gates of a cell.
     * @param rows Rows of a block.
     * @param columns Columns.
     * @param sparsity Says how many entries each block stores.
     * @param random Where chance comes from.
     * @return The matrix, {@code blocks * rows} by {@code columns}.
     */
    public static SparseMatrix drawShared(
            int blocks, int rows, int columns, Sparsity sparsity, SplittableRandom random) {
        SparseMatrix block = draw(1, rows, columns, sparsity, random);
        float[] zeros = new float[Math.multiplyExact(blocks, block.stored())];
        return SparseMatrix.sharing(blocks, columns, block.rowStart(), block.columnIndices(), zeros);
    }

    /**
     * A matrix whose rows share its entries by weight, each row's positions drawn at random, with zeros in all entries.
     *
     * @param rows Rows.
     * @param columns Columns.
     * @param sparsity Says how many entries the matrix stores.
     * @param weights Says how many of them each row gets; with none this is an Erdos-Renyi topology.
     * @param random Where chance comes from.
     * @return The matrix.
     */
    public static SparseMatrix draw(
            int rows, int columns, Sparsity sparsity, RowWeights weights, SplittableRandom random) {
        if (weights.isNone()) {
            return draw(1, rows, columns, sparsity, random);
        }
        int[] counts = weights.counts(columns, sparsity.count(rows, columns));
        long[] positions = new long[sparsity.count(rows, columns)];
        int n = 0;
        for (int r = 0; r < rows; r++) {
            for (long column : Positions.draw(columns, new long[0], counts[r], random)) {
                positions[n++] = (long) r * columns + column;
            }
        }
        return SparseMatrix.zerosAt(rows, columns, positions);
    }
}
