package org.setlstm.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.setlstm.network.Network;
import org.setlstm.network.WeightMatrix;
import org.setlstm.sparse.SparseMatrix;

/**
 * How sparse a network is.
 *
 * @param matrices Its sparse matrices, each gate's for itself.
 * @param stored Parameters that are stored, biases and output layer included.
 * @param dense Parameters of the same network with every matrix full, biases and output layer included.
 */
public record SparsityReport(List<Matrix> matrices, long stored, long dense) {
    private static final String[] GATES = {"i", "f", "o", "g"};

    /**
     * A sparse matrix.
     *
     * @param name What it is, as in {@code forward.1.input.i}.
     * @param rows Rows.
     * @param columns Columns.
     * @param stored Stored entries.
     */
    public record Matrix(String name, int rows, int columns, int stored) {
        /**
         * The share of positions that is stored.
         *
         * @return In {@code [0, 1]}.
         */
        public double density() {
            return stored / ((double) rows * columns);
        }
    }

    /**
     * Reads a network.
     *
     * @param network The network.
     * @return Its report.
     */
    public static SparsityReport of(Network network) {
        List<Matrix> matrices = new ArrayList<>();
        for (WeightMatrix w : network.sparseMatrices()) {
            SparseMatrix m = w.matrix();
            int rows = m.rows() / w.blocks();
            for (int b = 0; b < w.blocks(); b++) {
                matrices.add(new Matrix(
                        w.blocks() == 1 ? w.name() : w.name() + "." + GATES[b],
                        rows,
                        m.columns(),
                        m.rowStart()[(b + 1) * rows] - m.rowStart()[b * rows]));
            }
        }
        return new SparsityReport(
                List.copyOf(matrices),
                network.storedParameters(),
                network.architecture().denseParameters());
    }

    /**
     * Stored parameters over dense ones.
     *
     * @return In {@code (0, 1]}.
     */
    public double density() {
        return (double) stored / dense;
    }

    /**
     * Stored parameters outside of the sparse matrices: the biases and the output layer.
     *
     * @return How many.
     */
    public long full() {
        return stored - matrices.stream().mapToLong(Matrix::stored).sum();
    }

    /**
     * A table for people.
     *
     * @return A line for each matrix, and the total.
     */
    public String toFormattedString() {
        StringBuilder table = new StringBuilder(line("matrix", "shape", "stored", "dense", "density"));
        for (Matrix m : matrices) {
            long size = (long) m.rows * m.columns;
            table.append(line(
                    m.name,
                    m.rows + " x " + m.columns,
                    Integer.toString(m.stored),
                    Long.toString(size),
                    percent(m.density())));
        }
        table.append(line("biases, output", "", Long.toString(full()), Long.toString(full()), percent(1.0)));
        table.append(line("total", "", Long.toString(stored), Long.toString(dense), percent(density())));
        return table.toString();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100.0 * share);
    }

    private static String line(String name, String shape, String stored, String dense, String density) {
        return String.format(Locale.ROOT, "%-24s %16s %10s %12s %9s%n", name, shape, stored, dense, density);
    }
}
