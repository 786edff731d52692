package org.setlstm.report;

import static org.setlstm.report.EvaluationTable.percent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.setlstm.evaluation.CalibrationReport;
import org.setlstm.evaluation.SparsityEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluation;

/**
 * Several models on the same documents as the rows of a table, each beside the first.
 *
 * @param head The names of the columns.
 * @param rows A row for each model.
 */
public record ModelsTable(List<String> head, List<List<String>> rows) {
    private static final String NONE = "-";
    private static final double LEAST_P = 0.001;

    /**
     * Of evaluations on the same documents in the same order.
     *
     * @param models The evaluations by the models' names, in the order of the rows, one or more.
     * @return Accuracy, macro-F1 and calibration; parameters, where a model is sparse; and how its accuracy differs from
     *     the first model's, as {@link PairedBootstrap} and {@link McNemar} see it.
     * @throws IllegalArgumentException If the documents aren't the same.
     * @throws IllegalStateException If Commons Math is missing; the message names what to add.
     */
    public static ModelsTable of(Map<String, ? extends LabelEvaluation> models) {
        String first = models.keySet().iterator().next();
        Predictions reference = Predictions.of(models.get(first).getPredictions());
        List<List<String>> rows = new ArrayList<>();
        models.forEach((name, evaluation) -> {
            Optional<CalibrationReport> calibration = CalibrationReport.ofProbabilities(evaluation.getPredictions());
            List<String> row = new ArrayList<>(
                    List.of(name, percent(evaluation.accuracy()), percent(evaluation.macroAveragedF1())));
            row.add(calibration.map(c -> decimals(c.logLoss())).orElse(NONE));
            row.add(calibration.map(c -> decimals(c.expectedCalibrationError())).orElse(NONE));
            row.add(
                    evaluation instanceof SparsityEvaluation sparse
                            ? String.format(
                                    Locale.ROOT, "%,d", sparse.sparsity().stored())
                            : NONE);
            row.addAll(name.equals(first) ? List.of("", "") : against(reference, evaluation));
            rows.add(row);
        });
        return new ModelsTable(
                List.of(
                        "model",
                        "accuracy",
                        "macro-F1",
                        "log loss",
                        "calibration error",
                        "parameters",
                        "points from " + first,
                        "McNemar's p"),
                rows);
    }

    private static List<String> against(Predictions reference, LabelEvaluation evaluation) {
        Predictions predictions = Predictions.of(evaluation.getPredictions());
        return List.of(
                points(PairedBootstrap.of(List.of(reference), List.of(predictions))
                        .accuracy()),
                pValue(McNemar.of(reference, predictions)));
    }

    /**
     * A difference with its interval.
     *
     * @param interval Of shares.
     * @return In points, as in {@code +0.4 (-0.3 to 1.1)}.
     */
    public static String points(Interval interval) {
        return String.format(
                Locale.ROOT,
                "%+.1f (%.1f to %.1f)",
                tenths(interval.estimate()),
                tenths(interval.low()),
                tenths(interval.high()));
    }

    /** In points. What rounds to nothing has no sign. */
    private static double tenths(double share) {
        return Math.round(1000.0 * share) / 10.0;
    }

    /**
     * How likely a difference is by chance.
     *
     * @param test The test.
     * @return As in {@code 0.042}.
     */
    public static String pValue(McNemar test) {
        return test.pValue() < LEAST_P ? "<" + LEAST_P : decimals(test.pValue());
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
