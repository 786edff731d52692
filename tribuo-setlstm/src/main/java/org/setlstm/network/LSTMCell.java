package org.setlstm.network;

import org.setlstm.sparse.SparseMatrix;

/**
 * The weights of one LSTM layer in one direction. The four gates stand above one another, in the order input, forget,
 * output, candidate: {@code i, f, o = sigmoid(W x + U h + b)}, {@code g = tanh(W x + U h + b)}.
 * Shapes that don't fit together are an {@link IllegalArgumentException}.
 *
 * @param name Direction and layer, as in {@code forward.1}.
 * @param input {@code W}, {@code [4H][inputs]}.
 * @param recurrent {@code U}, {@code [4H][H]}.
 * @param bias {@code b}, {@code [4H]}.
 */
public record LSTMCell(String name, SparseMatrix input, SparseMatrix recurrent, float[] bias) {
    /**
     * Checks the values.
     *
     * @param name See the record.
     * @param input See the record.
     * @param recurrent See the record.
     * @param bias See the record.
     */
    public LSTMCell {
        int rows = bias.length;
        if (rows == 0
                || rows % Architecture.GATES != 0
                || input.rows() != rows
                || recurrent.rows() != rows
                || recurrent.columns() * Architecture.GATES != rows) {
            throw new IllegalArgumentException("The weights of cell " + name + " don't fit together");
        }
    }

    /**
     * Hidden units.
     *
     * @return {@code H}.
     */
    public int units() {
        return recurrent.columns();
    }
}
