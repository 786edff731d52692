package org.setlstm.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.setlstm.chart.Chart;
import org.setlstm.evaluation.CalibrationReport;
import org.setlstm.experiment.DataResult.ModelResult;
import org.setlstm.report.Reliability;

/** The results as pictures. */
final class ComparisonPlots {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;
    private static final int PAGE_WIDTH = 480;
    private static final int PAGE_HEIGHT = 330;
    private static final int LEGEND_LINE = 20;

    private ComparisonPlots() {}

    /** Writes the pictures of a data set into its directory. */
    static void write(Path directory, DataResult result) throws IOException {
        for (Map.Entry<String, Chart> chart : of(result, false).entrySet()) {
            Chart.write(directory.resolve(chart.getKey() + ".png"), List.of(chart.getValue()), 1);
        }
    }

    /** A data set's charts by their names, for files or, with the legend below, for a page that may be narrow. */
    static Map<String, Chart> of(DataResult result, boolean page) {
        Map<String, Chart> charts = new LinkedHashMap<>();
        int lines = result.models().size() + 1;
        Chart curves = chart(result.name() + ": training loss", "epoch", "mean loss, nats", lines, page);
        if (learningCurves(curves, result)) {
            charts.put("learning-curves", curves);
        }
        Chart reliability = chart(result.name() + ": reliability", "confidence", "accuracy", lines, page);
        reliability(reliability, result);
        charts.put("reliability", reliability);
        return charts;
    }

    private static Chart chart(String title, String x, String y, int legendLines, boolean page) {
        return page
                ? new Chart(title, x, y, PAGE_WIDTH, PAGE_HEIGHT + LEGEND_LINE * legendLines).legendBelow()
                : new Chart(title, x, y, WIDTH, HEIGHT);
    }

    /** The training loss of each epoch, a line for each model that has epochs; false if none has. */
    private static boolean learningCurves(Chart chart, DataResult result) {
        Map<ModelKind, Integer> densities = new EnumMap<>(ModelKind.class);
        for (ModelResult model : result.models()) {
            double[] losses = losses(model.runs());
            if (losses.length > 0) {
                double[] epochs =
                        IntStream.rangeClosed(1, losses.length).asDoubleStream().toArray();
                int kind = model.name().kind().ordinal();
                // A colour for each kind, and a shape for each of its densities.
                int density = densities.merge(model.name().kind(), 1, Integer::sum) - 1;
                chart.line(model.name().title(), epochs, losses, kind, kind + density);
            }
        }
        chart.yFrom(0.0).xNumbers("0");
        return !densities.isEmpty();
    }

    /** How often a model is right that is so sure: on the diagonal, as often as it says. Of all its runs together. */
    private static void reliability(Chart chart, DataResult result) {
        Map<String, double[][]> models = new LinkedHashMap<>();
        for (ModelResult model : result.models()) {
            double[][] points = reliability(model.runs());
            if (points[0].length > 0) {
                models.put(model.name().title(), points);
            }
        }
        Reliability.draw(chart, models);
    }

    /** Mean confidences and accuracies, of bins that any run has documents in. */
    static double[][] reliability(List<RunReport> runs) {
        Map<Integer, double[]> sums = new TreeMap<>();
        for (RunReport run : runs.stream().filter(r -> r.calibration() != null).toList()) {
            for (CalibrationReport.Bin bin : run.calibration().bins()) {
                int number = Math.min(CalibrationReport.BINS - 1, (int) (CalibrationReport.BINS * bin.confidence()));
                double[] sum = sums.computeIfAbsent(number, n -> new double[3]);
                sum[0] += bin.documents();
                sum[1] += bin.documents() * bin.confidence();
                sum[2] += bin.documents() * bin.accuracy();
            }
        }
        return new double[][] {
            sums.values().stream().mapToDouble(s -> s[1] / s[0]).toArray(),
            sums.values().stream().mapToDouble(s -> s[2] / s[0]).toArray()
        };
    }

    /** The mean over the runs that got so far. */
    static double[] losses(List<RunReport> runs) {
        int epochs = runs.stream().mapToInt(r -> r.losses().size()).max().orElse(0);
        double[] means = new double[epochs];
        for (int e = 0; e < epochs; e++) {
            int epoch = e;
            means[e] = runs.stream()
                    .filter(r -> r.losses().size() > epoch)
                    .mapToDouble(r -> r.losses().get(epoch))
                    .average()
                    .orElseThrow();
        }
        return means;
    }

    /** Accuracy against size: colours tell data sets, shapes tell models, lines join a model's densities. */
    static Chart accuracyByDensity(List<DataResult> results, boolean page) {
        Chart chart = chart(
                "Accuracy against parameters",
                "parameters, % of the dense network's",
                "accuracy, %",
                results.size() + kinds(results).size(),
                page);
        chart.logarithmicX().withinDecades().xNumbers("0.####");
        for (int d = 0; d < results.size(); d++) {
            DataResult result = results.get(d);
            for (ModelKind kind : kinds(List.of(result))) {
                points(chart, result, kind, d);
            }
        }
        legend(chart, results);
        return chart;
    }

    private static void points(Chart chart, DataResult result, ModelKind kind, int colour) {
        List<ModelResult> models = result.models().stream()
                .filter(m -> m.name().kind() == kind)
                .sorted(Comparator.comparingDouble(result::ofDense))
                .toList();
        double[] x = models.stream().mapToDouble(m -> 100.0 * result.ofDense(m)).toArray();
        double[] y = models.stream()
                .mapToDouble(m -> 100.0 * m.statistic(RunReport::accuracy).mean())
                .toArray();
        chart.unlisted(result.name() + " " + kind.title(), x, y, colour, kind.ordinal());
    }

    /** A colour for each data set, a shape for each model. */
    private static void legend(Chart chart, List<DataResult> results) {
        double x = 100.0 * results.get(0).ofDense(results.get(0).models().get(0));
        for (int d = 0; d < results.size(); d++) {
            chart.legendColour(results.get(d).name(), x, d);
        }
        for (ModelKind kind : kinds(results)) {
            chart.legendMarker(kind.title(), x, kind.ordinal());
        }
    }

    private static List<ModelKind> kinds(List<DataResult> results) {
        List<ModelKind> kinds = new ArrayList<>();
        results.forEach(r -> r.models().forEach(m -> kinds.add(m.name().kind())));
        return kinds.stream().distinct().toList();
    }
}
