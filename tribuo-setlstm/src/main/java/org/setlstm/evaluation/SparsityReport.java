package org.setlstm.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Network;
import org.setlstm.network.WeightMatrix;
import org.setlstm.ngram.NGramLayer;
import org.setlstm.sparse.SparseMatrix;

/**
 * How sparse a network is.
 *
 * @param matrices Its sparse matrices, each gate's for itself.
 * @param stored Parameters that are stored, biases and output layer included.
 * @param dense Parameters of the same network with every matrix full and without n-grams, biases and output layer
 *     included.
 * @param gateTopology Where the weights of a cell's gates stand.
 */
public record SparsityReport(List<Matrix> matrices, long stored, long dense, GateTopology gateTopology) {
    private static final String[] GATES = {"i", "f", "o", "g"};
    private static final String EMBEDDING = "embedding";
    private static final String NGRAMS = "ngrams";

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
            return (double) stored / size();
        }

        /** Positions: entries of the dense twin. */
        long size() {
            return (long) rows * columns;
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
        NGramLayer ngrams = network.ngrams();
        if (ngrams != null) {
            matrices.add(new Matrix(
                    NGRAMS,
                    ngrams.candidates(),
                    ngrams.weights().columns(),
                    ngrams.weights().stored()));
        }
        return new SparsityReport(
                List.copyOf(matrices),
                network.storedParameters(),
                network.architecture().denseParameters(),
                network.architecture().gateTopology());
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
     * The matrices with the gates of each put together.
     *
     * @return In the same order, named as in {@code forward.1.input}.
     */
    public List<Matrix> gatesTogether() {
        Map<String, Matrix> whole = new LinkedHashMap<>();
        for (Matrix m : matrices) {
            Matrix part = new Matrix(withoutGate(m.name), m.rows, m.columns, m.stored);
            whole.merge(
                    part.name,
                    part,
                    (a, b) -> new Matrix(a.name, a.rows + b.rows, a.columns, Math.addExact(a.stored, b.stored)));
        }
        return List.copyOf(whole.values());
    }

    private static String withoutGate(String name) {
        for (String gate : GATES) {
            if (name.endsWith("." + gate)) {
                return name.substring(0, name.length() - gate.length() - 1);
            }
        }
        return name;
    }

    /**
     * Multiplications, each with an addition, that a token takes on its way through the cells: one for each stored weight.
     * Looking up its embedding and n-grams takes none; biases, activations, and the output layer, which a document passes once, are
     * not counted.
     *
     * @return How many.
     */
    public long multiplyAdds() {
        return cells().mapToLong(Matrix::stored).sum();
    }

    /**
     * The same for the dense twin.
     *
     * @return How many.
     */
    public long denseMultiplyAdds() {
        return cells().mapToLong(Matrix::size).sum();
    }

    /**
     * Connections of the cells: from an input or a unit to a unit, with a weight of each gate.
     *
     * @return How many; none where each gate has connections of its own, of a weight each.
     */
    public OptionalLong connections() {
        return gateTopology == GateTopology.SHARED
                ? OptionalLong.of(multiplyAdds() / GATES.length)
                : OptionalLong.empty();
    }

    private Stream<Matrix> cells() {
        return matrices.stream().filter(m -> !m.name.endsWith(EMBEDDING) && !m.name.endsWith(NGRAMS));
    }

    /**
     * Several models as one: the names of their matrices start with {@code member1.}, {@code member2.}, ... They have
     * connections of several weights if all of them have.
     */
    static SparsityReport joint(List<SparsityReport> members) {
        List<Matrix> matrices = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            for (Matrix m : members.get(i).matrices) {
                matrices.add(new Matrix(memberName(i, m.name), m.rows, m.columns, m.stored));
            }
        }
        return new SparsityReport(
                List.copyOf(matrices),
                members.stream().mapToLong(SparsityReport::stored).sum(),
                members.stream().mapToLong(SparsityReport::dense).sum(),
                members.stream().allMatch(m -> m.gateTopology == GateTopology.SHARED)
                        ? GateTopology.SHARED
                        : GateTopology.OWN);
    }

    static String memberName(int member, String name) {
        return "member" + (member + 1) + "." + name;
    }

    /**
     * A table for people.
     *
     * @return A line for each matrix, and the total.
     */
    public String toFormattedString() {
        return table().text();
    }

    Table table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("matrix", "shape", "stored", "dense", "density"));
        for (Matrix m : matrices) {
            rows.add(row(m.name, m.rows + " x " + m.columns, m.stored, m.size(), m.density()));
        }
        rows.add(row("biases, output", "", full(), full(), 1.0));
        rows.add(row("total", "", stored, dense, density()));
        rows.add(row(
                "multiply-adds a token",
                "",
                multiplyAdds(),
                denseMultiplyAdds(),
                multiplyAdds() / (double) denseMultiplyAdds()));
        connections().ifPresent(connections -> {
            long all = denseMultiplyAdds() / GATES.length;
            rows.add(row("connections of cells", "", connections, all, connections / (double) all));
        });
        return new Table(rows);
    }

    private static List<String> row(String name, String shape, long stored, long dense, double density) {
        return List.of(name, shape, Long.toString(stored), Long.toString(dense), Table.percent(density));
    }
}
