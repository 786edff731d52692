package org.setlstm.sparse;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;
import org.setlstm.checkpoint.State;

/** Which positions of a matrix have ever been stored: the in-time over-parameterisation of Liu et al., arXiv 2102.02887. */
public final class Exploration {
    private final SparseMatrix matrix;
    private final BitSet[] met;

    /**
     * Starts with the positions stored now.
     *
     * @param matrix The matrix to follow.
     */
    public Exploration(SparseMatrix matrix) {
        this.matrix = matrix;
        met = Stream.generate(() -> new BitSet(matrix.columns()))
                .limit(matrix.rows())
                .toArray(BitSet[]::new);
        update();
    }

    /** Adds the positions stored now. */
    public void update() {
        for (int r = 0; r < met.length; r++) {
            for (int k = matrix.rowStart()[r]; k < matrix.rowStart()[r + 1]; k++) {
                met[r].set(matrix.columnIndices()[k]);
            }
        }
    }

    /**
     * Tells the positions met.
     *
     * @param state Is told.
     */
    public void state(State state) {
        for (BitSet row : met) {
            state.bits(row, matrix.columns());
        }
    }

    /**
     * How much of the matrix has been tried.
     *
     * @return How many positions have ever been stored.
     */
    public long explored() {
        return Arrays.stream(met).mapToLong(BitSet::cardinality).sum();
    }

    /**
     * How much of the matrix has been tried, the paper's Rs.
     *
     * @return The share of all positions that have ever been stored, in {@code [0, 1]}.
     */
    public double share() {
        return explored() / ((double) matrix.rows() * matrix.columns());
    }
}
