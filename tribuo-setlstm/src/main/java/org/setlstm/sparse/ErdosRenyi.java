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
}
