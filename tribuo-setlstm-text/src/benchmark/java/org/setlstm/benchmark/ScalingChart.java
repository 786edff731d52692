package org.setlstm.benchmark;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.setlstm.benchmark.ScalingTask.Axis;
import org.setlstm.benchmark.ScalingTask.Point;

/** A curve's picture: both axes logarithmic, so that what is proportional is a line of slope one. */
final class ScalingChart {
    private static final String WHOLE = "#,##0.##";
    private static final int WIDTH = 640;
    private static final int HEIGHT = 420;
    private static final Color TRAINING = new Color(0x0072B2);
    private static final Color PREDICTION = new Color(0xD55E00);

    private ScalingChart() {}

    static void write(Path path, Axis axis, List<Point> curve) throws IOException {
        System.setProperty("java.awt.headless", "true");
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(axis.label())
                .yAxisTitle("Milliseconds")
                .build();
        chart.getStyler()
                .setLocale(Locale.ROOT)
                .setXAxisLogarithmic(true)
                .setXAxisDecimalPattern(WHOLE)
                .setYAxisDecimalPattern(WHOLE)
                .setYAxisLogarithmic(true)
                .setChartBackgroundColor(Color.WHITE)
                .setLegendBorderColor(Color.WHITE)
                .setLegendPosition(LegendPosition.InsideNW)
                .setPlotBorderVisible(false);
        double[] x = values(curve, axis == Axis.WEIGHTS ? p -> (double) p.gateWeights() : Point::value);
        line(chart, "training step", x, values(curve, p -> p.step().median()), TRAINING);
        line(chart, "predicted batch", x, values(curve, p -> p.prediction().median()), PREDICTION);
        BitmapEncoder.saveBitmap(chart, path.toString(), BitmapFormat.PNG);
    }

    private static double[] values(List<Point> curve, ToDoubleFunction<Point> value) {
        return curve.stream().mapToDouble(value).toArray();
    }

    private static void line(XYChart chart, String name, double[] x, double[] y, Color colour) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(colour);
        series.setMarkerColor(colour);
    }
}
