package org.setlstm.experiment;

import java.util.List;
import org.setlstm.evaluation.SparsityReport;

/**
 * How large a model is, as reports write it; the names are the file's.
 *
 * @param stored Parameters that it stores.
 * @param dense Parameters of the same model with every matrix full.
 * @param density Stored over dense ones.
 * @param matrices The same of each matrix.
 */
public record Parameters(long stored, long dense, double density, List<SparsityReport.Matrix> matrices) {
    /**
     * Of a network.
     *
     * @param sparsity Its report.
     * @return Its parameters.
     */
    public static Parameters of(SparsityReport sparsity) {
        return new Parameters(sparsity.stored(), sparsity.dense(), sparsity.density(), sparsity.matrices());
    }
}
