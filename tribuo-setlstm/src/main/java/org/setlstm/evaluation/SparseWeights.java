package org.setlstm.evaluation;

import java.util.OptionalDouble;

/** A model that knows how sparse it is: what {@link SparsityEvaluator} asks of the models it evaluates. */
public interface SparseWeights {
    /**
     * How many weights are stored, matrix by matrix, against the dense twin.
     *
     * @return The report.
     */
    SparsityReport sparsity();

    /**
     * What the stored weights connect.
     *
     * @return The degrees of all units, dead units and unused words.
     */
    Connectivity connectivity();

    /**
     * How much of the sparse matrices training has tried, the in-time over-parameterisation of Liu et al., arXiv
     * 2102.02887.
     *
     * @return The share of all positions that have ever been stored, in {@code [0, 1]}; empty where training has not
     *     recorded it.
     */
    OptionalDouble explored();
}
