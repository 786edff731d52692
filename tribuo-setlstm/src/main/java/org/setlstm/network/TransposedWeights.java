package org.setlstm.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.TransposedMatrix;

/**
 * What the backward pass needs beside the weights, kept in step with a network that learns: their transposes, and of full
 * cell matrices a copy on ND4J where that is there.
 */
public final class TransposedWeights implements AutoCloseable {
    /**
     * A cell's weights.
     *
     * @param input {@code [4H][inputs]}.
     * @param recurrent {@code [4H][H]}.
     */
    record Cell(TrainedMatrix input, TrainedMatrix recurrent) {}

    private final List<Cell> cells = new ArrayList<>();
    private final TransposedMatrix output;

    /**
     * Transposes.
     *
     * @param network The network to follow.
     */
    public TransposedWeights(Network network) {
        this(network, TrainedMatrix::of);
    }

    private TransposedWeights(Network network, BiFunction<SparseMatrix, GateTopology, TrainedMatrix> trained) {
        GateTopology topology = network.architecture().gateTopology();
        for (LSTMCell cell : network.cells()) {
            cells.add(new Cell(trained.apply(cell.input(), topology), trained.apply(cell.recurrent(), topology)));
        }
        output = new TransposedMatrix(network.output());
    }

    /** Never on ND4J: for what is not training, and must give the same bits everywhere. */
    static TransposedWeights onKernel(Network network) {
        return new TransposedWeights(network, TrainedMatrix::onKernel);
    }

    /**
     * Whether some matrix trains on ND4J.
     *
     * @return False on the kernel alone.
     */
    public boolean onND4J() {
        return cells.stream()
                .anyMatch(c -> c.input instanceof TrainedMatrix.Dense || c.recurrent instanceof TrainedMatrix.Dense);
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

    /** To be called once, after training. */
    @Override
    public void close() {
        for (Cell cell : cells) {
            cell.input.close();
            cell.recurrent.close();
        }
    }
}
