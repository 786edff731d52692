package org.setlstm.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.setlstm.evaluation.CalibrationReport;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;

/**
 * An evaluation as the rows of a table: the confusion matrix, label by label, with recall, precision and F1.
 *
 * @param head The names of the columns.
 * @param rows A row for each label, by name: how its documents were classified.
 * @param summary A line: accuracy, macro-F1, calibration.
 */
public record EvaluationTable(List<String> head, List<List<String>> rows, String summary) {
    /**
     * Of an evaluation.
     *
     * @param evaluation Any evaluation of a classifier.
     * @return Its table.
     */
    public static EvaluationTable of(LabelEvaluation evaluation) {
        List<Label> labels = evaluation.getConfusionMatrix().getDomain().getDomain().stream()
                .sorted((a, b) -> a.getLabel().compareTo(b.getLabel()))
                .toList();
        List<String> head = new ArrayList<>(List.of("label, and how it is classified"));
        labels.forEach(l -> head.add(l.getLabel()));
        head.addAll(List.of("recall", "precision", "F1"));
        List<List<String>> rows = new ArrayList<>();
        for (Label truth : labels) {
            List<String> row = new ArrayList<>(List.of(truth.getLabel()));
            labels.forEach(predicted ->
                    row.add(String.format(Locale.ROOT, "%,d", (long) evaluation.confusion(predicted, truth))));
            row.add(percent(evaluation.recall(truth)));
            row.add(percent(evaluation.precision(truth)));
            row.add(percent(evaluation.f1(truth)));
            rows.add(row);
        }
        String calibration = CalibrationReport.ofProbabilities(evaluation.getPredictions())
                .map(c -> ", " + c.toFormattedString())
                .orElse("");
        return new EvaluationTable(
                head,
                rows,
                "accuracy " + percent(evaluation.accuracy()) + ", macro-F1 " + percent(evaluation.macroAveragedF1())
                        + calibration);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100.0 * share);
    }
}
