package org.setlstm.text;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.setlstm.text.DataResult.ModelResult;

/** The results as pictures. */
final class ComparisonPlots {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;
    private static final BasicStroke NO_LINE = new BasicStroke(0.0f);
    private static final Color GREY = new Color(0x808080);

    private ComparisonPlots() {}

    /** The training loss of each epoch, a line for each model that has epochs. */
    static void learningCurves(Path path, DataResult result) throws IOException {
        XYChart chart = Charts.chart(result.name() + ": training loss", "epoch", "mean loss, nats", WIDTH, HEIGHT);
        Map<ModelKind, Integer> densities = new EnumMap<>(ModelKind.class);
        for (ModelResult model : result.models()) {
            double[] losses = losses(model.runs());
            if (losses.length > 0) {
                double[] epochs =
                        IntStream.rangeClosed(1, losses.length).asDoubleStream().toArray();
                int kind = model.name().kind().ordinal();
                // A colour for each kind, and a shape for each of its densities.
                int density = densities.merge(model.name().kind(), 1, Integer::sum) - 1;
                Charts.line(
                        chart,
                        model.name().title(),
                        epochs,
                        losses,
                        Charts.colour(kind),
                        Charts.marker(kind + density));
            }
        }
        if (!densities.isEmpty()) {
            chart.getStyler().setYAxisMin(0.0).setXAxisDecimalPattern("0");
            Charts.write(path, List.of(chart), 1);
        }
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
        XYChart chart = Charts.chart(
                "Accuracy against parameters", "parameters, % of the dense network's", "accuracy, %", WIDTH, HEIGHT);
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setXAxisLogarithmicDecadeOnly(false)
                .setXAxisDecimalPattern("0.####");
        for (int d = 0; d < results.size(); d++) {
            DataResult result = results.get(d);
            for (ModelKind kind : kinds(List.of(result))) {
                points(chart, result, kind, d);
            }
        }
        legend(chart, results);
        Charts.write(path, List.of(chart), 1);
    }

    private static void points(XYChart chart, DataResult result, ModelKind kind, int colour) {
        List<ModelResult> models = result.models().stream()
                .filter(m -> m.name().kind() == kind)
                .sorted(Comparator.comparingDouble(result::ofDense))
                .toList();
        double[] x = models.stream().mapToDouble(m -> 100.0 * result.ofDense(m)).toArray();
        double[] y = models.stream()
                .mapToDouble(m -> 100.0 * m.statistic(RunReport::accuracy).mean())
                .toArray();
        XYSeries series = Charts.line(
                chart, result.name() + " " + kind.title(), x, y, Charts.colour(colour), Charts.marker(kind.ordinal()));
        series.setShowInLegend(false);
    }

    /** Series without points: a colour for each data set, a shape for each model. */
    private static void legend(XYChart chart, List<DataResult> results) {
        double x = 100.0 * results.get(0).ofDense(results.get(0).models().get(0));
        for (int d = 0; d < results.size(); d++) {
            Charts.line(
                    chart,
                    results.get(d).name(),
                    new double[] {x},
                    new double[] {Double.NaN},
                    Charts.colour(d),
                    SeriesMarkers.NONE);
        }
        for (ModelKind kind : kinds(results)) {
            Charts.line(
                            chart,
                            kind.title(),
                            new double[] {x},
                            new double[] {Double.NaN},
                            GREY,
                            Charts.marker(kind.ordinal()))
                    .setLineStyle(NO_LINE);
        }
    }

    private static List<ModelKind> kinds(List<DataResult> results) {
        List<ModelKind> kinds = new ArrayList<>();
        results.forEach(r -> r.models().forEach(m -> kinds.add(m.name().kind())));
        return kinds.stream().distinct().toList();
    }
}
