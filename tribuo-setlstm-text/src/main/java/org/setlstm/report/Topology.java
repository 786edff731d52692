package org.setlstm.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.setlstm.network.Architecture;
import org.setlstm.network.Network;
import org.setlstm.network.WeightMatrix;
import org.setlstm.sparse.SparseMatrix;

/**
 * Where a network's entries stand, as degrees.
 *
 * @param words Entries of each known word's embedding, the most frequent word first.
 * @param dimensions Entries of each dimension of the embedding.
 * @param inputs Entries that each unit of each cell reads through, over all gates.
 * @param outputs Entries through which its cell reads each unit, over all gates.
 */
public record Topology(int[] words, int[] dimensions, int[] inputs, int[] outputs) {
    /**
     * Of a network as it is now.
     *
     * @param network The network, which may go on learning: counts are copied.
     * @return Its degrees.
     */
    public static Topology of(Network network) {
        int units = network.architecture().hiddenDimension();
        int[] words = {};
        int[] dimensions = {};
        List<int[]> inputs = new ArrayList<>();
        List<int[]> outputs = new ArrayList<>();
        for (WeightMatrix w : network.sparseMatrices()) {
            SparseMatrix m = w.matrix();
            if (w.name().endsWith(".input")) {
                inputs.add(addUnits(m, new int[units]));
            } else if (w.name().endsWith(".recurrent")) {
                addUnits(m, inputs.get(inputs.size() - 1));
                outputs.add(columns(m));
            } else {
                int[] rows = addUnits(m, new int[m.rows()]);
                words = Arrays.copyOfRange(rows, Architecture.UNKNOWN + 1, rows.length);
                dimensions = columns(m);
            }
        }
        return new Topology(words, dimensions, joined(inputs), joined(outputs));
    }

    /** Adds the entries of each row to its unit; the gates stand above one another. */
    private static int[] addUnits(SparseMatrix m, int[] units) {
        for (int r = 0; r < m.rows(); r++) {
            units[r % units.length] += m.rowStart()[r + 1] - m.rowStart()[r];
        }
        return units;
    }

    private static int[] columns(SparseMatrix m) {
        int[] columns = new int[m.columns()];
        for (int c : m.columnIndices()) {
            columns[c]++;
        }
        return columns;
    }

    private static int[] joined(List<int[]> parts) {
        return parts.stream().flatMapToInt(Arrays::stream).toArray();
    }
}
