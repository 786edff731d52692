package org.setlstm.network;

import java.util.ArrayList;
import java.util.List;
import org.setlstm.kernel.Panel;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.TransposedMatrix;

/**
 * A cell's weights for products with single vectors. Gates come in whole hardware vectors: gate {@code g}, unit {@code u}
 * lies at {@code g * wide(H) + u}. Never changes.
 */
final class VectorWeights {
    private final LSTMCell cell;
    private final int units;
    private final int stride;
    private final boolean shared;
    /**
     * Of the lowest layer, with the gates' places for rows; of gates that share their positions their transposes above one
     * another, with units for rows.
     */
    private final SparseMatrix inputColumns;

    private VectorWeights(LSTMCell cell, boolean shared, boolean lowest) {
        this.cell = cell;
        this.shared = shared;
        units = cell.units();
        stride = Panel.wide(units);
        inputColumns = lowest
                ? shared ? new TransposedMatrix(cell.input(), Architecture.GATES).matrix() : columns(cell.input())
                : null;
    }

    private SparseMatrix columns(SparseMatrix weights) {
        SparseMatrix transpose = new TransposedMatrix(weights).matrix();
        int[] place = transpose.columnIndices().clone();
        for (int i = 0; i < place.length; i++) {
            place[i] = place[i] / units * stride + place[i] % units;
        }
        return new SparseMatrix(
                transpose.rows(), Architecture.GATES * stride, transpose.rowStart(), place, transpose.values());
    }

    static List<VectorWeights> of(Network network) {
        Architecture a = network.architecture();
        List<VectorWeights> weights = new ArrayList<>();
        for (LSTMCell cell : network.cells()) {
            weights.add(new VectorWeights(cell, a.sharesGates(), weights.size() % a.layers() == 0));
        }
        return weights;
    }

    /** Sets the gates to their bias. */
    void start(float[] gates) {
        for (int gate = 0; gate < Architecture.GATES; gate++) {
            System.arraycopy(cell.bias(), gate * units, gates, gate * stride, units);
        }
    }

    /** {@code gates += W e}, for a row {@code e} of the embedding; in the lowest layer. */
    void addInput(SparseMatrix embedding, int token, float[] gates) {
        if (shared) {
            addSharedInput(embedding, token, gates);
            return;
        }
        int[] rowStart = inputColumns.rowStart();
        int[] places = inputColumns.columnIndices();
        float[] values = inputColumns.values();
        for (int k = embedding.rowStart()[token]; k < embedding.rowStart()[token + 1]; k++) {
            float e = embedding.values()[k];
            int column = embedding.columnIndices()[k];
            int end = rowStart[column + 1];
            for (int i = rowStart[column]; i < end; i++) {
                gates[places[i]] = Math.fma(values[i], e, gates[places[i]]);
            }
        }
    }

    private void addSharedInput(SparseMatrix embedding, int token, float[] gates) {
        int[] rowStart = inputColumns.rowStart();
        int[] unit = inputColumns.columnIndices();
        float[] values = inputColumns.values();
        int block = values.length / Architecture.GATES;
        for (int k = embedding.rowStart()[token]; k < embedding.rowStart()[token + 1]; k++) {
            float e = embedding.values()[k];
            int column = embedding.columnIndices()[k];
            int end = rowStart[column + 1];
            for (int c = rowStart[column]; c < end; c++) {
                int i = unit[c];
                int f = i + stride;
                int o = f + stride;
                int g = o + stride;
                gates[i] = Math.fma(values[c], e, gates[i]);
                gates[f] = Math.fma(values[c + block], e, gates[f]);
                gates[o] = Math.fma(values[c + 2 * block], e, gates[o]);
                gates[g] = Math.fma(values[c + 3 * block], e, gates[g]);
            }
        }
    }

    /** {@code gates += W x}; in the layers above. */
    void addInput(float[] x, float[] gates) {
        addProduct(cell.input(), x, gates);
    }

    /** {@code gates += U h}. */
    void addRecurrent(float[] hidden, float[] gates) {
        addProduct(cell.recurrent(), hidden, gates);
    }

    private void addProduct(SparseMatrix w, float[] in, float[] gates) {
        if (shared) {
            addSharedProduct(w, in, gates);
            return;
        }
        for (int gate = 0; gate < Architecture.GATES; gate++) {
            addProduct(w, gate * units, units, in, gates, gate * stride);
        }
    }

    private void addSharedProduct(SparseMatrix w, float[] in, float[] gates) {
        int[] rowStart = w.rowStart();
        int[] columns = w.columnIndices();
        float[] values = w.values();
        int block = values.length / Architecture.GATES;
        for (int u = 0; u < units; u++) {
            float i = gates[u];
            float f = gates[u + stride];
            float o = gates[u + 2 * stride];
            float g = gates[u + 3 * stride];
            int end = rowStart[u + 1];
            for (int k = rowStart[u]; k < end; k++) {
                float x = in[columns[k]];
                i = Math.fma(values[k], x, i);
                f = Math.fma(values[k + block], x, f);
                o = Math.fma(values[k + 2 * block], x, o);
                g = Math.fma(values[k + 3 * block], x, g);
            }
            gates[u] = i;
            gates[u + stride] = f;
            gates[u + 2 * stride] = o;
            gates[u + 3 * stride] = g;
        }
    }

    /** Some rows of {@code out += W in}. */
    static void addProduct(SparseMatrix w, int firstRow, int rows, float[] in, float[] out, int firstOut) {
        int[] rowStart = w.rowStart();
        int[] columns = w.columnIndices();
        float[] values = w.values();
        for (int r = 0; r < rows; r++) {
            float sum = out[firstOut + r];
            int end = rowStart[firstRow + r + 1];
            for (int k = rowStart[firstRow + r]; k < end; k++) {
                sum = Math.fma(values[k], in[columns[k]], sum);
            }
            out[firstOut + r] = sum;
        }
    }
}
