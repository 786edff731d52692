package org.setlstm.text;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.setlstm.evaluation.Table;
import org.setlstm.training.TrainingListener;

/**
 * Short cells for notebooks: tables as HTML, charts as images, and progress that updates in place. It knows nothing of
 * Jupyter: what it gives, a kernel's {@code render} and {@code display} show.
 */
public final class Notebook {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 380;
    private static final int POINT_SIZE = 5;
    private static final int COLUMNS = 2;

    private Notebook() {}

    /**
     * A listener that shows the loss of each epoch, and how far the present one is.
     *
     * @param show Shows HTML in the place of what it has shown before, as {@code html -> updateDisplay(id, html,
     *     "text/html")}. Called at most five times a second, and at the end of each epoch.
     * @return The listener, for one training.
     */
    public static TrainingListener progress(Consumer<String> show) {
        return new NotebookProgress(show);
    }

    /**
     * A table.
     *
     * @param head The names of the columns.
     * @param rows Each as long as the head; values are shown by their {@code toString}.
     * @return HTML: the first column to the left, the others to the right.
     */
    public static String table(List<String> head, List<? extends List<?>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(head);
        for (List<?> row : rows) {
            all.add(row.stream().map(String::valueOf).toList());
        }
        return new Table(all).html();
    }

    /**
     * An empty chart.
     *
     * @param title What it shows.
     * @param x What the horizontal axis is, with its unit.
     * @param y What the vertical axis is, with its unit.
     * @return A chart to add {@link #line} or {@link #points} to. Its styler is open to changes.
     */
    public static XYChart chart(String title, String x, String y) {
        XYChart chart = Charts.chart(title, x, y, WIDTH, HEIGHT);
        chart.getStyler().setXAxisDecimalPattern("0.##").setLegendPosition(LegendPosition.OutsideS);
        return chart;
    }

    /**
     * Adds a line with markers, in a colour that colour-blind people tell from those of other series.
     *
     * @param chart The chart.
     * @param name The name of the line in the legend.
     * @param x Ascending.
     * @param y As many.
     */
    public static void line(XYChart chart, String name, double[] x, double[] y) {
        int index = chart.getSeriesMap().size();
        Charts.line(chart, name, x, y, Charts.colour(index), Charts.marker(index));
    }

    /**
     * Adds a line without markers, for many values.
     *
     * @param chart The chart.
     * @param name The name of the line in the legend.
     * @param x Ascending.
     * @param y As many.
     */
    public static void curve(XYChart chart, String name, double[] x, double[] y) {
        int index = chart.getSeriesMap().size();
        Charts.line(chart, name, x, y, Charts.colour(index), SeriesMarkers.NONE);
    }

    /**
     * Adds small points, in a colour that colour-blind people tell from those of other series.
     *
     * @param chart The chart.
     * @param name The name of the points in the legend.
     * @param x Where they are.
     * @param y As many.
     */
    public static void points(XYChart chart, String name, double[] x, double[] y) {
        int index = chart.getSeriesMap().size();
        Charts.line(chart, name, x, y, Charts.colour(index), Charts.marker(index))
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.getStyler().setMarkerSize(POINT_SIZE);
    }

    /**
     * Draws charts, two in a row.
     *
     * @param charts The charts.
     * @return An image, which kernels show as the value of a cell.
     */
    public static BufferedImage image(XYChart... charts) {
        List<XYChart> all = List.of(charts);
        int columns = Math.min(COLUMNS, all.size());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BitmapEncoder.saveBitmap(all, (all.size() + columns - 1) / columns, columns, bytes, BitmapFormat.PNG);
            return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory can't be written or read", e);
        }
    }
}
