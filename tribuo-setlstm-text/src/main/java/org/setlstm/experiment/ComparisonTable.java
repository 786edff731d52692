package org.setlstm.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.setlstm.experiment.DataResult.ModelResult;
import org.setlstm.report.Interval;
import org.setlstm.report.PairedBootstrap;

/** The results in Markdown, a table for each data set. */
final class ComparisonTable {
    private static final String NONE = "-";
    private static final double MEGA = 1e6;
    private static final double LEAST_P = 0.001;

    static final String CHANCE =
            "Differences from set in points, in brackets 95% of the paired bootstrap's: seeds and test texts"
                    + " are drawn anew,\nthe same for both models. Then the p-values of McNemar's exact test of the accuracies,"
                    + " one for each seed.";

    private ComparisonTable() {}

    static String of(List<DataResult> results) {
        StringBuilder text = new StringBuilder("# Comparison\n\n"
                + "Accuracy and macro-F1 on the test texts in percent, mean ± standard deviation over seeds; the best"
                + " mean is bold.\n≈ marks what is not told apart from set: the interval of the difference below holds"
                + " 0.\nLog loss is in nats; the calibration error is the expected one, of 15 bins.\n\"Of dense\" is a share of the parameters of the configured network with every"
                + " matrix full, \"explored\" the share\nof the positions of all sparse matrices that was stored at"
                + " some time. Training time is a mean of wall-clock times.\n");
        results.forEach(r -> text.append('\n').append(section(r)));
        return text.toString();
    }

    private static String section(DataResult result) {
        StringBuilder text = new StringBuilder();
        MajorityBaseline majority = result.majority();
        text.append(format(
                "## %s: %,d training and %,d test texts; always \"%s\" has accuracy %.1f, macro-F1 %.1f%n%n",
                result.name(),
                result.documents(),
                majority.documents(),
                majority.label(),
                100.0 * majority.accuracy(),
                100.0 * majority.macroF1()));
        text.append(
                "| model | seeds | accuracy | macro-F1 | log loss | calibration error | parameters | of dense | explored | training | model file |\n");
        text.append("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        List<String> accuracy = column(result, RunReport::accuracy, PairedBootstrap::accuracy);
        List<String> macroF1 = column(result, RunReport::macroF1, PairedBootstrap::macroF1);
        for (int m = 0; m < result.models().size(); m++) {
            ModelResult model = result.models().get(m);
            text.append(format(
                    "| %s | %d | %s | %s | %.3f | %.3f | %,.0f | %s | %s | %.1f s | %.2f MB |%n",
                    model.name().title(),
                    model.runs().size(),
                    accuracy.get(m),
                    macroF1.get(m),
                    model.statistic(r -> r.calibration().logLoss()).mean(),
                    model.statistic(r -> r.calibration().expectedCalibrationError())
                            .mean(),
                    model.statistic(r -> r.parameters().stored()).mean(),
                    percent(result.ofDense(model)),
                    explored(model),
                    model.statistic(RunReport::trainSeconds).mean(),
                    model.statistic(RunReport::modelBytes).mean() / MEGA));
        }
        return text.append(differences(result)).toString();
    }

    private static String differences(DataResult result) {
        List<ModelResult> others =
                result.models().stream().filter(m -> m.againstSet() != null).toList();
        if (others.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n" + CHANCE + "\n\n");
        text.append("| model | against | seeds | accuracy | macro-F1 | McNemar's p |\n|---|---|--:|--:|--:|--:|\n");
        for (ModelResult model : others) {
            AgainstSet against = model.againstSet();
            text.append(format(
                    "| %s | %s | %d | %s | %s | %s |%n",
                    model.name().title(),
                    against.set(),
                    against.seeds().size(),
                    interval(against.difference().accuracy()),
                    interval(against.difference().macroF1()),
                    pValues(against)));
        }
        return text.toString();
    }

    /** As in {@code +0.4 (-0.3 to 1.1)}, in points. */
    static String interval(Interval interval) {
        return format(
                "%+.1f (%.1f to %.1f)", 100.0 * interval.estimate(), 100.0 * interval.low(), 100.0 * interval.high());
    }

    /** One for each seed. */
    static String pValues(AgainstSet against) {
        return against.tests().stream()
                .map(t -> t.pValue() < LEAST_P ? "<" + LEAST_P : format("%.3f", t.pValue()))
                .collect(Collectors.joining(", "));
    }

    static List<String> column(
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
        return String.format(Locale.ROOT, pattern.replace("%n", "\n"), values);
    }
}
