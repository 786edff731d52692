package org.setlstm.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.setlstm.chart.Chart;
import org.setlstm.evaluation.CalibrationReport;
import org.setlstm.experiment.DataResult.ModelResult;

/** The results as pictures. */
final class ComparisonPlots {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;

    /** Black, as the numbers of colours go. */
    private static final int DIAGONAL = 6;

    private ComparisonPlots() {}

    /** The training loss of each epoch, a line for each model that has epochs. */
    static void learningCurves(Path path, DataResult result) throws IOException {
        Chart chart = new Chart(result.name() + ": training loss", "epoch", "mean loss, nats", WIDTH, HEIGHT);
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
        if (!densities.isEmpty()) {
            chart.yFrom(0.0).xNumbers("0");
            Chart.write(path, List.of(chart), 1);
        }
    }

    /** How often a model is right that is so sure: on the diagonal, as often as it says. Of all its runs together. */
    static void reliability(Path path, DataResult result) throws IOException {
        Chart chart = new Chart(result.name() + ": reliability", "confidence", "accuracy", WIDTH, HEIGHT);
        double[] ends = {0.0, 1.0};
        chart.curve("as sure as right", ends, ends, DIAGONAL);
        for (int m = 0; m < result.models().size(); m++) {
            ModelResult model = result.models().get(m);
            double[][] points = reliability(model.runs());
            chart.line(model.name().title(), points[0], points[1], m, m);
        }
        chart.yFrom(0.0).yTo(1.0).xNumbers("0.0");
        Chart.write(path, List.of(chart), 1);
    }

    /** Mean confidences and accuracies, of bins that any run has documents in. */
    static double[][] reliability(List<RunReport> runs) {
        Map<Integer, double[]> sums = new TreeMap<>();
        for (RunReport run : runs) {
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
    static void accuracyByDensity(Path path, List<DataResult> results) throws IOException {
        Chart chart = new Chart(
                "Accuracy against parameters", "parameters, % of the dense network's", "accuracy, %", WIDTH, HEIGHT);
        chart.logarithmicX().withinDecades().xNumbers("0.####");
        for (int d = 0; d < results.size(); d++) {
            DataResult result = results.get(d);
            for (ModelKind kind : kinds(List.of(result))) {
                points(chart, result, kind, d);
            }
        }
        legend(chart, results);
        Chart.write(path, List.of(chart), 1);
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
