package org.setlstm.experiment;

import java.util.List;
import org.setlstm.evaluation.SparsityReport;
import org.setlstm.evaluation.SparsityReport.Matrix;
import org.setlstm.sparse.Sparsity;

/** What the parameters of a sparse network would be at another density, or in a dense network of the same size. */
record SparseShape(SparsityReport report) {
    private static final String EMBEDDING = "embedding";
    private static final String NGRAMS = "ngrams";

    /** Epsilon is sought in steps so small that even a large embedding gains but some entries by one. */
    private static final double STEPS = 1e6;

    /** The same network with one epsilon for all matrices. */
    SparseShape withEpsilon(double epsilon) {
        Sparsity sparsity = new Sparsity(epsilon, 0.0);
        List<Matrix> matrices = report.matrices().stream()
                .map(m -> m.name().equals(NGRAMS)
                        ? m
                        : new Matrix(m.name(), m.rows(), m.columns(), sparsity.count(m.rows(), m.columns())))
                .toList();
        long stored = matrices.stream().mapToLong(Matrix::stored).sum() + report.full();
        return new SparseShape(new SparsityReport(matrices, stored, report.dense(), report.gateTopology()));
    }

    /** The largest epsilon, the same for all matrices, with which at most this share of the dense parameters is stored. */
    double epsilonFor(double share) {
        double most = share * report.dense();
        long low = 1;
        if (storedAt(low) > most) {
            throw new IllegalArgumentException("a density of " + share + " can't be reached: the biases, the output"
                    + " layer and an entry of each matrix are already "
                    + withEpsilon(1.0 / STEPS).report.density());
        }
        // There every matrix is full, whatever its shape.
        long high = (long) STEPS << 24;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (storedAt(middle) <= most) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low / STEPS;
    }

    private long storedAt(long steps) {
        return withEpsilon(steps / STEPS).report.stored();
    }

    /** The dimension of a dense embedding of as many parameters. */
    int embeddingDimension() {
        Matrix embedding = report.matrices().stream()
                .filter(m -> m.name().equals(EMBEDDING))
                .findFirst()
                .orElseThrow();
        return Math.max(1, Math.round((float) embedding.stored() / embedding.rows()));
    }

    /** The units of dense cells that read that embedding and have, together, as many parameters. */
    int hiddenDimension() {
        long wanted = cells();
        int units = 1;
        while (denseCells(units + 1) <= wanted) {
            units++;
        }
        return wanted - denseCells(units) <= denseCells(units + 1) - wanted ? units : units + 1;
    }

    /** The weights of the n-gram layer, which a dense network of the same size has as well; 0 for no layer. */
    int ngramWeights() {
        return report.matrices().stream()
                .filter(m -> m.name().equals(NGRAMS))
                .mapToInt(Matrix::stored)
                .findFirst()
                .orElse(0);
    }

    /** The same network without its n-gram layer. */
    SparseShape withoutNgrams() {
        List<Matrix> others =
                report.matrices().stream().filter(m -> !m.name().equals(NGRAMS)).toList();
        long ngrams = report.matrices().stream()
                .filter(m -> m.name().equals(NGRAMS))
                .mapToLong(m -> m.stored() + m.columns())
                .sum();
        return new SparseShape(
                new SparsityReport(others, report.stored() - ngrams, report.dense(), report.gateTopology()));
    }

    /** The parameters of the cells, biases included. */
    long cells() {
        long parameters = 0;
        for (Matrix m : report.matrices()) {
            if (!m.name().equals(EMBEDDING) && !m.name().equals(NGRAMS)) {
                parameters += m.stored() + (isRecurrent(m) ? m.rows() : 0);
            }
        }
        return parameters;
    }

    private long denseCells(int units) {
        long parameters = 0;
        for (Matrix m : report.matrices()) {
            if (isRecurrent(m)) {
                boolean bottom = m.name().contains(".1.");
                parameters += units * ((bottom ? embeddingDimension() : units) + units + 1L);
            }
        }
        return parameters;
    }

    /** There is one for each gate of each cell. */
    private static boolean isRecurrent(Matrix m) {
        return m.name().contains(".recurrent");
    }
}
