package org.setlstm.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;
import org.tribuo.classification.evaluation.LabelEvaluation;

/**
 * Tribuo's evaluation of a classifier, and how sparse the classifier is. The map of metrics has both; the keys of what
 * is new are {@link SparsityMetric}'s. An ensemble counts as one model that holds the matrices of all its members, which
 * is what it stores and computes: their names then start with {@code member1.}, {@code member2.}, and so on.
 */
public interface SparsityEvaluation extends LabelEvaluation {
    /**
     * How many weights are stored, matrix by matrix and gate by gate, and how many multiply-adds a token takes, against
     * the dense twin.
     *
     * @return The report.
     */
    SparsityReport sparsity();

    /**
     * What the stored weights connect: degrees, dead units, unused words.
     *
     * @return The connectivity.
     */
    Connectivity connectivity();

    /**
     * How much of the sparse matrices training has tried.
     *
     * @return The share of all positions that have ever been stored; empty where training has not recorded it, for any
     *     member of an ensemble.
     */
    OptionalDouble explored();

    /**
     * Whether the model is as sure as it is right.
     *
     * @return The report on the predictions; empty if there are none, or those of an ensemble are no probabilities.
     */
    default Optional<CalibrationReport> calibration() {
        return CalibrationReport.ofProbabilities(getPredictions());
    }

    /**
     * Stored parameters over those of the dense twin.
     *
     * @return In {@code (0, 1]}.
     */
    default double density() {
        return sparsity().density();
    }

    /**
     * Both halves as HTML.
     *
     * @return Tribuo's table, and those of the sparsity.
     */
    @Override
    default String toHTML() {
        return toHTML(this);
    }

    /**
     * Both halves as text for a terminal.
     *
     * @param evaluation The evaluation.
     * @return Tribuo's table, and those of the sparsity.
     */
    static String toFormattedString(SparsityEvaluation evaluation) {
        return LabelEvaluation.toFormattedString(evaluation)
                + System.lineSeparator()
                + calibrationOf(evaluation)
                + System.lineSeparator()
                + System.lineSeparator()
                + sparsityOf(evaluation).text();
    }

    /**
     * Both halves as HTML.
     *
     * @param evaluation The evaluation.
     * @return Tribuo's table, and those of the sparsity.
     */
    static String toHTML(SparsityEvaluation evaluation) {
        return LabelEvaluation.toHTML(evaluation) + "\n<p>"
                + calibrationOf(evaluation) + "</p>\n"
                + sparsityOf(evaluation).html();
    }

    private static String calibrationOf(SparsityEvaluation e) {
        return e.calibration().map(CalibrationReport::toFormattedString).orElse("no probabilities");
    }

    private static ModelSparsity sparsityOf(SparsityEvaluation e) {
        return new ModelSparsity(e.sparsity(), e.connectivity(), e.explored());
    }
}
