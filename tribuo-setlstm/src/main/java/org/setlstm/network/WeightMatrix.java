package org.setlstm.network;

import org.setlstm.sparse.SparseMatrix;

/**
 * A sparse matrix of a network.
 *
 * @param name What it is, as in {@code forward.1.input}.
 * @param blocks Blocks above one another: 4 gates, or 1.
 * @param shared Whether the blocks share one topology; otherwise each has its own.
 * @param parameter The index of its values in {@link Network#parameters()}.
 * @param matrix The matrix, the network's own.
 */
public record WeightMatrix(String name, int blocks, boolean shared, int parameter, SparseMatrix matrix) {}
