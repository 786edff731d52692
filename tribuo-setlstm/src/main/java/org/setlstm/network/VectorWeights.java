package org.setlstm.network;

import java.util.ArrayList;
import java.util.List;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.TransposedMatrix;

/**
 * A cell's weights for products with single vectors. Gates come in whole hardware vectors: gate {@code g}, unit {@code u}
 * lies at {@code g * wide(H) + u}. Never changes.
 */
final class VectorWeights {
    /** The rows of a matrix, those with equally many entries together: a loop that keeps its length is foreseen. */
    private record Rows(SparseMatrix matrix, int[] order, int[] gate) {
        static Rows of(SparseMatrix matrix, int[] gate) {
            int[] rowStart = matrix.rowStart();
            int[] first = new int[matrix.columns() + 2];
            for (int r = 0; r < matrix.rows(); r++) {
                first[rowStart[r + 1] - rowStart[r] + 1]++;
            }
            for (int n = 1; n < first.length; n++) {
                first[n] += first[n - 1];
            }
            int[] order = new int[matrix.rows()];
            for (int r = 0; r < order.length; r++) {
                order[first[rowStart[r + 1] - rowStart[r]]++] = r;
            }
            return new Rows(matrix, order, gate);
        }

        void addProduct(float[] in, float[] gates) {
            int[] rowStart = matrix.rowStart();
            int[] columns = matrix.columnIndices();
            float[] values = matrix.values();
            for (int row : order) {
                float sum = gates[gate[row]];
                int end = rowStart[row + 1];
                for (int k = rowStart[row]; k < end; k++) {
                    sum = Math.fma(values[k], in[columns[k]], sum);
                }
                gates[gate[row]] = sum;
            }
        }
    }

    private final float[] bias;
    /** Where each row's gate lies. */
    private final int[] gate;

    private final Rows input;
    private final SparseMatrix inputColumns;
    private final Rows recurrent;

    /** The input is an embedding, of which few entries are stored, for the lowest layer; else a hidden state. */
    private VectorWeights(LSTMCell cell, boolean lowest) {
        bias = cell.bias();
        int units = cell.units();
        gate = new int[bias.length];
        for (int r = 0; r < gate.length; r++) {
            gate[r] = r / units * Panel.wide(units) + r % units;
        }
        input = lowest ? null : Rows.of(cell.input(), gate);
        inputColumns = lowest ? new TransposedMatrix(cell.input()).matrix() : null;
        recurrent = Rows.of(cell.recurrent(), gate);
    }

    static List<VectorWeights> of(Network network) {
        List<VectorWeights> weights = new ArrayList<>();
        for (LSTMCell cell : network.cells()) {
            weights.add(new VectorWeights(
                    cell, weights.size() % network.architecture().layers() == 0));
        }
        return weights;
    }

    void bias(float[] gates) {
        for (int r = 0; r < bias.length; r++) {
            gates[gate[r]] = bias[r];
        }
    }

    /** {@code gates += W e}, for a row {@code e} of the embedding. */
    void addInput(SparseMatrix embedding, int token, float[] gates) {
        int[] rowStart = inputColumns.rowStart();
        int[] rows = inputColumns.columnIndices();
        float[] values = inputColumns.values();
        for (int k = embedding.rowStart()[token]; k < embedding.rowStart()[token + 1]; k++) {
            float e = embedding.values()[k];
            int column = embedding.columnIndices()[k];
            for (int i = rowStart[column]; i < rowStart[column + 1]; i++) {
                int g = gate[rows[i]];
                gates[g] = Math.fma(values[i], e, gates[g]);
            }
        }
    }

    /** {@code gates += W x}. */
    void addInput(float[] x, float[] gates) {
        input.addProduct(x, gates);
    }

    /** {@code gates += U h}. */
    void addRecurrent(float[] hidden, float[] gates) {
        recurrent.addProduct(hidden, gates);
    }

    /** {@code out += W in}. */
    static void multiply(SparseMatrix w, float[] in, float[] out) {
        for (int r = 0; r < w.rows(); r++) {
            for (int k = w.rowStart()[r]; k < w.rowStart()[r + 1]; k++) {
                out[r] = Math.fma(w.values()[k], in[w.columnIndices()[k]], out[r]);
            }
        }
    }
}
