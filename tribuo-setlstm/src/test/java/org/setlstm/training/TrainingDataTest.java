package org.setlstm.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.Sparsity;

class TrainingDataTest {
    /** Row 1 stands in four documents, once twice; row 2 in one, and row 0 in none, which counts as much. */
    private static final TrainingData DATA =
            new TrainingData(new int[][] {{1, 1}, {1, 2}, {1}, {1}}, new int[4], new float[] {1.0f, 1.0f, 1.0f, 1.0f});

    /** Of an embedding of 3 x 60 that stores a sixth. */
    private static int[] entriesOfRows(RowWeights weights) {
        SparseMatrix embedding = Network.create(
                        new Architecture(2, 60, 4, 1, false, Pooling.MAX, 2, 0, false, GateTopology.OWN),
                        new Sparsity(0.0, 1.0 / 6),
                        new Sparsity(0.0, 0.5),
                        weights,
                        0.1,
                        new SplittableRandom(1))
                .embedding();
        int[] start = embedding.rowStart();
        return new int[] {start[1] - start[0], start[2] - start[1], start[3] - start[2]};
    }

    @Test
    void wordsWeighByTheDocumentsThatHoldThem() {
        assertArrayEquals(new int[] {5, 20, 5}, entriesOfRows(DATA.wordWeights(3, 1.0)));
        // By their roots: 1, 2, 1 of 4 shares of 30.
        assertArrayEquals(new int[] {8, 15, 7}, entriesOfRows(DATA.wordWeights(3, 0.5)));
    }
}
