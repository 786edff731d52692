package org.setlstm.network;

import java.util.ArrayList;
import java.util.List;
import org.setlstm.sparse.TransposedMatrix;

/** The transposes that the backward pass multiplies by, kept in step with a network that learns. */
public final class TransposedWeights {
    /**
     * The transposes of a cell's weights.
     *
     * @param input {@code [inputs][4H]}.
     * @param recurrent {@code [H][4H]}.
     */
    record Cell(TransposedMatrix input, TransposedMatrix recurrent) {}

    private final List<Cell> cells = new ArrayList<>();
    private final TransposedMatrix output;

    /**
     * Transposes.
     *
     * @param network The network to follow.
     */
    public TransposedWeights(Network network) {
        for (LSTMCell cell : network.cells()) {
            cells.add(new Cell(new TransposedMatrix(cell.input()), new TransposedMatrix(cell.recurrent())));
        }
        output = new TransposedMatrix(network.output());
    }

    Cell cell(int index) {
        return cells.get(index);
    }

    TransposedMatrix output() {
        return output;
    }

    /** To be called after the weights' values have changed. */
    public void refresh() {
        for (Cell cell : cells) {
            cell.input.refresh();
            cell.recurrent.refresh();
        }
        output.refresh();
    }

    /** To be called after the weights' positions have changed. */
    public void rebuild() {
        for (Cell cell : cells) {
            cell.input.rebuild();
            cell.recurrent.rebuild();
        }
        output.refresh();
    }
}
