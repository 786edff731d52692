package org.setlstm.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Logger;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.setlstm.file.ModelFiles;
import org.setlstm.optional.Feature;

/**
 * A chart of lines and points over two axes: how all pictures look, and that a machine that can't draw still gets its
 * results. Colours and markers go by numbers from 0, and repeat themselves.
 */
public final class Chart {
    private static final Logger logger = Logger.getLogger(Chart.class.getName());

    /** Okabe and Ito's, which colour-blind people tell apart, without the yellow that white paper swallows. */
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            new Color(0x000000));

    private static final float LINE = 2.0f;
    private static final BasicStroke NO_LINE = new BasicStroke(0.0f);
    private static final Color GREY = new Color(0x808080);
    private static final int FINE = 2;
    private static final int MARKER_SIZE = 9;
    private static final int POINT_SIZE = 5;

    private final XYChart chart;

    /**
     * An empty chart.
     *
     * @param title What it shows.
     * @param x What the horizontal axis is, with its unit.
     * @param y What the vertical axis is, with its unit.
     * @param width In pixels.
     * @param height In pixels.
     * @throws IllegalStateException If XChart is missing; the message names what to add.
     */
    public Chart(String title, String x, String y, int width, int height) {
        Feature.CHARTS.require();
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        chart = new XYChartBuilder()
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
    }

    /**
     * Makes the horizontal axis logarithmic.
     *
     * @return This chart.
     */
    public Chart logarithmicX() {
        chart.getStyler().setXAxisLogarithmic(true);
        return this;
    }

    /**
     * Lets a logarithmic axis begin and end within a decade.
     *
     * @return This chart.
     */
    public Chart withinDecades() {
        chart.getStyler().setXAxisLogarithmicDecadeOnly(false);
        return this;
    }

    /**
     * Says how numbers at the horizontal axis are written.
     *
     * @param pattern As {@link java.text.DecimalFormat} has it.
     * @return This chart.
     */
    public Chart xNumbers(String pattern) {
        chart.getStyler().setXAxisDecimalPattern(pattern);
        return this;
    }

    /**
     * Says where the vertical axis begins.
     *
     * @param least The least value.
     * @return This chart.
     */
    public Chart yFrom(double least) {
        chart.getStyler().setYAxisMin(least);
        return this;
    }

    /**
     * Says where the vertical axis ends.
     *
     * @param greatest The greatest value.
     * @return This chart.
     */
    public Chart yTo(double greatest) {
        chart.getStyler().setYAxisMax(greatest);
        return this;
    }

    /**
     * Puts the legend below, where it takes no width.
     *
     * @return This chart.
     */
    public Chart legendBelow() {
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        return this;
    }

    /**
     * How many lines there are, and so the number of the next one's colour.
     *
     * @return Lines of all kinds.
     */
    public int size() {
        return chart.getSeriesMap().size();
    }

    /**
     * Adds a line with markers.
     *
     * @param name Its name in the legend.
     * @param x Ascending.
     * @param y As many.
     * @param colour The number of its colour.
     * @param marker The number of its marker.
     */
    public void line(String name, double[] x, double[] y, int colour, int marker) {
        add(name, x, y, colour(colour), marker(marker));
    }

    /**
     * Adds a line with markers that isn't in the legend.
     *
     * @param name Its name, which no other line has.
     * @param x Ascending.
     * @param y As many.
     * @param colour The number of its colour.
     * @param marker The number of its marker.
     */
    public void unlisted(String name, double[] x, double[] y, int colour, int marker) {
        add(name, x, y, colour(colour), marker(marker)).setShowInLegend(false);
    }

    /**
     * Adds a line without markers, for many values.
     *
     * @param name Its name in the legend.
     * @param x Ascending.
     * @param y As many.
     * @param colour The number of its colour.
     */
    public void curve(String name, double[] x, double[] y, int colour) {
        add(name, x, y, colour(colour), SeriesMarkers.NONE);
    }

    /**
     * Adds points, and makes all points of the chart small.
     *
     * @param name Their name in the legend.
     * @param x Where they are.
     * @param y As many.
     * @param colour The number of their colour.
     * @param marker The number of their marker.
     */
    public void points(String name, double[] x, double[] y, int colour, int marker) {
        add(name, x, y, colour(colour), marker(marker)).setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.getStyler().setMarkerSize(POINT_SIZE);
    }

    /**
     * Adds an entry to the legend that explains a colour.
     *
     * @param name The entry.
     * @param x Somewhere on the horizontal axis.
     * @param colour The number of the colour.
     */
    public void legendColour(String name, double x, int colour) {
        add(name, new double[] {x}, new double[] {Double.NaN}, colour(colour), SeriesMarkers.NONE);
    }

    /**
     * Adds an entry to the legend that explains a marker.
     *
     * @param name The entry.
     * @param x Somewhere on the horizontal axis.
     * @param marker The number of the marker.
     */
    public void legendMarker(String name, double x, int marker) {
        add(name, new double[] {x}, new double[] {Double.NaN}, GREY, marker(marker))
                .setLineStyle(NO_LINE);
    }

    private XYSeries add(String name, double[] x, double[] y, Color colour, Marker marker) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(colour);
        series.setLineStyle(new BasicStroke(LINE));
        series.setMarker(marker);
        series.setMarkerColor(colour);
        return series;
    }

    private static Color colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    private static Marker marker(int index) {
        return Markers.ALL.get(index % Markers.ALL.size());
    }

    /** Apart, so that a chart without XChart comes as far as to say so. */
    private static final class Markers {
        static final List<Marker> ALL = List.of(
                SeriesMarkers.CIRCLE,
                SeriesMarkers.DIAMOND,
                SeriesMarkers.SQUARE,
                SeriesMarkers.TRIANGLE_UP,
                SeriesMarkers.TRIANGLE_DOWN,
                SeriesMarkers.CROSS,
                SeriesMarkers.PLUS);
    }

    /**
     * Writes charts as a PNG; where this Java has no fonts or no graphics, a warning.
     *
     * @param path Where.
     * @param charts The charts.
     * @param columns How many stand beside one another.
     * @throws IOException If the file can't be written.
     */
    public static void write(Path path, List<Chart> charts, int columns) throws IOException {
        try {
            ModelFiles.write(path, part -> {
                try (OutputStream out = Files.newOutputStream(part)) {
                    draw(charts, columns, out);
                }
            });
        } catch (InternalError | LinkageError | RuntimeException e) {
            logger.warning(() -> "no " + path + ": this Java can't draw (" + e + ")");
        }
    }

    /**
     * Draws charts finely, for pages that are enlarged or printed.
     *
     * @param charts The charts, all as large as the first.
     * @param columns How many stand beside one another.
     * @return A PNG of twice their width and height; where this Java has no fonts or no graphics, a warning and nothing.
     */
    public static Optional<byte[]> png(List<Chart> charts, int columns) {
        int width = charts.get(0).chart.getWidth();
        int height = charts.get(0).chart.getHeight();
        int rows = (charts.size() + columns - 1) / columns;
        try {
            BufferedImage image =
                    new BufferedImage(FINE * width * columns, FINE * height * rows, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < charts.size(); i++) {
                Graphics2D graphics = image.createGraphics();
                graphics.scale(FINE, FINE);
                graphics.translate(width * (i % columns), height * (i / columns));
                charts.get(i).chart.paint(graphics, width, height);
                graphics.dispose();
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return Optional.of(bytes.toByteArray());
        } catch (IOException | InternalError | LinkageError | RuntimeException e) {
            logger.warning(() -> "no pictures: this Java can't draw (" + e + ")");
            return Optional.empty();
        }
    }

    /**
     * Draws charts.
     *
     * @param charts The charts.
     * @param columns How many stand beside one another.
     * @return An image.
     */
    public static BufferedImage image(List<Chart> charts, int columns) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            draw(charts, columns, bytes);
            return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory can't be written or read", e);
        }
    }

    private static void draw(List<Chart> charts, int columns, OutputStream out) throws IOException {
        List<XYChart> all = charts.stream().map(c -> c.chart).toList();
        BitmapEncoder.saveBitmap(all, (all.size() + columns - 1) / columns, columns, out, BitmapFormat.PNG);
    }
}
