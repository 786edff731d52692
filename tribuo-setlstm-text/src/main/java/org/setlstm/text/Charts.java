package org.setlstm.text;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What all pictures have in common: how they look, and that a machine that can't draw still gets its results. */
final class Charts {
    private static final Logger logger = Logger.getLogger(Charts.class.getName());

    /** Okabe and Ito's, which colour-blind people tell apart, without the yellow that white paper swallows. */
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            new Color(0x000000));

    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.SQUARE,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.TRIANGLE_DOWN,
            SeriesMarkers.CROSS,
            SeriesMarkers.PLUS);

    private static final float LINE = 2.0f;
    private static final int MARKER_SIZE = 9;

    private Charts() {}

    static XYChart chart(String title, String x, String y, int width, int height) {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        XYChart chart = new XYChartBuilder()
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .width(width)
                .height(height)
                .build();
        chart.getStyler()
                .setLocale(Locale.ROOT)
                .setYAxisDecimalPattern("0.##")
                .setPlotGridLinesColor(new Color(0xE0E0E0))
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleBoxVisible(false)
                .setLegendBorderColor(Color.WHITE)
                .setLegendPosition(LegendPosition.OutsideE)
                .setPlotBorderVisible(false)
                .setMarkerSize(MARKER_SIZE);
        return chart;
    }

    static Color colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    static Marker marker(int index) {
        return MARKERS.get(index % MARKERS.size());
    }

    static XYSeries line(XYChart chart, String name, double[] x, double[] y, Color colour, Marker marker) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(colour);
        series.setLineStyle(new BasicStroke(LINE));
        series.setMarker(marker);
        series.setMarkerColor(colour);
        return series;
    }

    /** Writes a PNG; where this Java has no fonts or no graphics, a warning. */
    static void write(Path path, List<XYChart> charts, int columns) throws IOException {
        try {
            ModelFiles.write(path, part -> {
                try (OutputStream out = Files.newOutputStream(part)) {
                    int rows = (charts.size() + columns - 1) / columns;
                    BitmapEncoder.saveBitmap(charts, rows, columns, out, BitmapFormat.PNG);
                }
            });
        } catch (InternalError | LinkageError | RuntimeException e) {
            logger.warning(() -> "no " + path + ": this Java can't draw (" + e + ")");
        }
    }
}
