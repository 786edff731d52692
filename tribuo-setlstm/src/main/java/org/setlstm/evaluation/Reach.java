package org.setlstm.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.setlstm.network.Architecture;
import org.setlstm.network.LSTMCell;
import org.setlstm.network.Network;
import org.setlstm.sparse.SparseMatrix;

/**
 * Which units of a network matter by its topology: those that a word can change and that can change the output, in
 * however many steps of time. Degrees don't tell: a unit may have entries from units alone that no word reaches.
 */
final class Reach {
    private final Network network;
    private final int units;
    private final int layers;
    private final BitSet embedding;
    private final List<BitSet> cells = new ArrayList<>();

    Reach(Network network) {
        this.network = network;
        Architecture a = network.architecture();
        units = a.hiddenDimension();
        layers = a.layers();
        BitSet changed =
                columnsOf(network.embedding(), allRows(network.embedding().rows()));
        BitSet read = new BitSet();
        read.set(0, a.shortcut() ? a.embeddingDimension() : 0);
        for (int direction = 0; direction < a.directions(); direction++) {
            List<BitSet> stack = changedUnits(direction, changed);
            read.or(keepReadUnits(direction, stack));
            cells.addAll(stack);
        }
        embedding = changed;
        embedding.and(read);
    }

    /** Dimensions of the embedding that matter. */
    BitSet embedding() {
        return embedding;
    }

    /** The units of a cell that matter. */
    BitSet cell(int cell) {
        return cells.get(cell);
    }

    private LSTMCell cell(int direction, int layer) {
        return network.cells().get(direction * layers + layer);
    }

    private List<BitSet> changedUnits(int direction, BitSet inputs) {
        List<BitSet> stack = new ArrayList<>();
        BitSet below = inputs;
        for (int layer = 0; layer < layers; layer++) {
            BitSet changed = new BitSet();
            spread(cell(direction, layer).input(), below, changed);
            int before;
            do {
                before = changed.cardinality();
                spread(cell(direction, layer).recurrent(), changed, changed);
            } while (changed.cardinality() > before);
            stack.add(changed);
            below = changed;
        }
        return stack;
    }

    /** Of the top layer the output reads all. Gives the dimensions of the embedding that the bottom reads. */
    private BitSet keepReadUnits(int direction, List<BitSet> stack) {
        BitSet read = allRows(units);
        for (int layer = layers - 1; layer >= 0; layer--) {
            int before;
            do {
                before = read.cardinality();
                read.or(columnsOf(cell(direction, layer).recurrent(), read));
            } while (read.cardinality() > before);
            stack.get(layer).and(read);
            read = columnsOf(cell(direction, layer).input(), read);
        }
        return read;
    }

    private static BitSet allRows(int count) {
        BitSet all = new BitSet();
        all.set(0, count);
        return all;
    }

    /** A unit has a row in each gate's block. */
    private void spread(SparseMatrix m, BitSet columns, BitSet reached) {
        for (int r = 0; r < m.rows(); r++) {
            for (int k = m.rowStart()[r]; k < m.rowStart()[r + 1]; k++) {
                if (columns.get(m.columnIndices()[k])) {
                    reached.set(r % units);
                }
            }
        }
    }

    private BitSet columnsOf(SparseMatrix m, BitSet readers) {
        boolean gates = m != network.embedding();
        BitSet columns = new BitSet();
        for (int r = 0; r < m.rows(); r++) {
            if (readers.get(gates ? r % units : r)) {
                for (int k = m.rowStart()[r]; k < m.rowStart()[r + 1]; k++) {
                    columns.set(m.columnIndices()[k]);
                }
            }
        }
        return columns;
    }
}
