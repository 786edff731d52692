package org.setlstm.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.setlstm.evaluation.CalibrationReport;
import org.setlstm.experiment.DataResult.ModelResult;
import org.setlstm.report.Interval;
import org.setlstm.report.ModelsTable;
import org.setlstm.report.PairedBootstrap;

/**
 * The results in Markdown, a table for each data set. Ours, because a library would write the bars between cells, and all the
 * work is what stands in them.
 */
final class ComparisonTable {
    private static final String NONE = "-";
    private static final double MEGA = 1e6;

    /** What the tables mean. */
    static final String KEY = """
            Accuracy and macro-F1 on the test texts in percent, mean ± standard deviation over seeds; the best mean is bold.
            ≈ marks what is not told apart from set: the interval of the difference below holds 0.
            Log loss is in nats; the calibration error is the expected one, of 15 bins; who gives no probabilities has neither. "Of dense" is a share of the
            parameters of the configured network with every matrix full, "explored" the share of the positions of all
            sparse matrices that was stored at some time. Training time is a mean of wall-clock times.
            """;

    static final String CHANCE = """
            Differences from set in points, in brackets 95% of the paired bootstrap's: seeds and test texts are drawn anew,
            the same for both models. Then the p-values of McNemar's exact test of the accuracies, one for each seed.
            """;

    static final List<String> HEAD = List.of(
            "model",
            "seeds",
            "accuracy",
            "macro-F1",
            "log loss",
            "calibration error",
            "parameters",
            "of dense",
            "explored",
            "training",
            "model file");

    static final List<String> DIFFERENCES_HEAD =
            List.of("model", "against", "seeds", "accuracy", "macro-F1", "McNemar's p");

    private ComparisonTable() {}

    static String of(List<DataResult> results) {
        StringBuilder text = new StringBuilder("# Comparison\n\n").append(KEY);
        for (DataResult result : results) {
            text.append("\n## ")
                    .append(result.name() + ": " + documents(result))
                    .append("\n\n");
            append(HEAD, rows(result), 1, text);
            List<List<String>> differences = differences(result);
            if (!differences.isEmpty()) {
                text.append('\n').append(CHANCE).append("\n");
                append(DIFFERENCES_HEAD, differences, 2, text);
            }
        }
        return text.toString();
    }

    private static void append(List<String> head, List<List<String>> rows, int left, StringBuilder text) {
        text.append("| ").append(String.join(" | ", head)).append(" |\n");
        text.append("|---".repeat(left))
                .append("|--:".repeat(head.size() - left))
                .append("|\n");
        rows.forEach(r -> text.append("| ").append(String.join(" | ", r)).append(" |\n"));
    }

    /** How many texts there are, and what needs no model. */
    static String documents(DataResult result) {
        MajorityBaseline majority = result.majority();
        return format(
                "%,d training and %,d test texts; always \"%s\" has accuracy %.1f, macro-F1 %.1f",
                result.documents(),
                majority.documents(),
                majority.label(),
                100.0 * majority.accuracy(),
                100.0 * majority.macroF1());
    }

    /** The models, as long as the head. */
    static List<List<String>> rows(DataResult result) {
        List<String> accuracy = column(result, RunReport::accuracy, PairedBootstrap::accuracy);
        List<String> macroF1 = column(result, RunReport::macroF1, PairedBootstrap::macroF1);
        List<List<String>> rows = new ArrayList<>();
        for (int m = 0; m < result.models().size(); m++) {
            ModelResult model = result.models().get(m);
            rows.add(List.of(
                    model.name().title(),
                    Integer.toString(model.runs().size()),
                    accuracy.get(m),
                    macroF1.get(m),
                    calibration(model, CalibrationReport::logLoss),
                    calibration(model, CalibrationReport::expectedCalibrationError),
                    mean("%,.0f", model, r -> r.parameters().stored()),
                    percent(result.ofDense(model)),
                    explored(model),
                    mean("%.1f s", model, RunReport::trainSeconds),
                    mean("%.2f MB", model, r -> r.modelBytes() / MEGA)));
        }
        return rows;
    }

    private static String calibration(ModelResult model, ToDoubleFunction<CalibrationReport> value) {
        return model.runs().stream().anyMatch(r -> r.calibration() == null)
                ? NONE
                : mean("%.3f", model, r -> value.applyAsDouble(r.calibration()));
    }

    private static String mean(String pattern, ModelResult model, ToDoubleFunction<RunReport> value) {
        return format(pattern, model.statistic(value).mean());
    }

    /** The models that are compared with {@code set}; none where it is missing. */
    static List<List<String>> differences(DataResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (ModelResult model : result.models()) {
            AgainstSet against = model.againstSet();
            if (against != null) {
                rows.add(List.of(
                        model.name().title(),
                        against.set(),
                        Integer.toString(against.seeds().size()),
                        ModelsTable.points(against.difference().accuracy()),
                        ModelsTable.points(against.difference().macroF1()),
                        pValues(against)));
            }
        }
        return rows;
    }

    /** One for each seed. */
    private static String pValues(AgainstSet against) {
        return against.tests().stream().map(ModelsTable::pValue).collect(Collectors.joining(", "));
    }

    private static List<String> column(
            DataResult result, ToDoubleFunction<RunReport> value, Function<PairedBootstrap, Interval> difference) {
        List<Statistic> statistics =
                result.models().stream().map(m -> m.statistic(value)).toList();
        double best = statistics.stream().mapToDouble(Statistic::mean).max().orElse(Double.NaN);
        List<String> cells = new ArrayList<>();
        for (int m = 0; m < statistics.size(); m++) {
            Statistic s = statistics.get(m);
            AgainstSet against = result.models().get(m).againstSet();
            // What reads the same is as good.
            boolean bold = points(s.mean()).equals(points(best));
            String mean = bold ? "**" + points(s.mean()) + "**" : points(s.mean());
            String spread = Double.isNaN(s.deviation()) ? "" : " ± " + points(s.deviation());
            boolean chance =
                    against != null && difference.apply(against.difference()).holdsZero();
            cells.add(mean + spread + (chance ? " ≈" : ""));
        }
        return cells;
    }

    private static String explored(ModelResult model) {
        List<Double> shares = model.runs().stream()
                .map(RunReport::explored)
                .filter(Objects::nonNull)
                .toList();
        return shares.isEmpty()
                ? NONE
                : percent(shares.stream().mapToDouble(Double::doubleValue).sum() / shares.size());
    }

    private static String points(double share) {
        return format("%.1f", 100.0 * share);
    }

    private static String percent(double share) {
        return format("%.2f%%", 100.0 * share);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
