package org.setlstm.distributed;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.setlstm.network.Architecture;
import org.setlstm.network.LSTMCell;
import org.setlstm.network.Network;
import org.setlstm.network.WeightMatrix;
import org.setlstm.sparse.SparseMatrix;

/**
 * A network's positions, without its values.
 *
 * @param architecture Its shape.
 * @param rowStarts Of each sparse matrix, where its rows start.
 * @param columnIndices Of each sparse matrix, the columns of its entries.
 */
public record Topology(Architecture architecture, int[][] rowStarts, int[][] columnIndices) implements Serializable {
    /** As they are now: the network's own move on. */
    static Topology of(Network network) {
        List<WeightMatrix> matrices = network.sparseMatrices();
        return new Topology(
                network.architecture(),
                matrices.stream().map(m -> m.matrix().rowStart().clone()).toArray(int[][]::new),
                matrices.stream().map(m -> m.matrix().columnIndices().clone()).toArray(int[][]::new));
    }

    /** A network of these positions, whose values are zero. */
    Network network() {
        Architecture a = architecture;
        SparseMatrix embedding = matrix(0, a.embeddingRows(), a.embeddingDimension());
        List<LSTMCell> cells = new ArrayList<>();
        int gates = Architecture.GATES * a.hiddenDimension();
        for (int c = 0; c < a.directions() * a.layers(); c++) {
            int layer = c % a.layers();
            cells.add(new LSTMCell(
                    Network.cellName(c / a.layers(), layer),
                    matrix(1 + 2 * c, gates, a.inputs(layer)),
                    matrix(2 + 2 * c, gates, a.hiddenDimension()),
                    new float[gates]));
        }
        SparseMatrix output = SparseMatrix.full(a.classes(), a.features(), new float[a.classes() * a.features()]);
        return new Network(a, embedding, cells, output, new float[a.classes()]);
    }

    private SparseMatrix matrix(int index, int rows, int columns) {
        int[] entries = columnIndices[index];
        return new SparseMatrix(rows, columns, rowStarts[index], entries, new float[entries.length]);
    }

    /** In memory, and on the way but for headers. */
    long bytes() {
        long numbers = 0;
        for (int i = 0; i < rowStarts.length; i++) {
            numbers += rowStarts[i].length + columnIndices[i].length;
        }
        return Integer.BYTES * numbers;
    }
}
