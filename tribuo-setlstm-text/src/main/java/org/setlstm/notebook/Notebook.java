package org.setlstm.notebook;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.setlstm.chart.Chart;
import org.setlstm.evaluation.Table;
import org.setlstm.training.TrainingListener;

/**
 * Short cells for notebooks: tables as HTML, charts as images, and progress that updates in place. It knows nothing of
 * Jupyter: what it gives, a kernel's {@code render} and {@code display} show.
 */
public final class Notebook {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 380;
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
     * @return A chart to add {@link #line} or {@link #points} to, and to change.
     */
    public static Chart chart(String title, String x, String y) {
        return new Chart(title, x, y, WIDTH, HEIGHT).xNumbers("0.##").legendBelow();
    }

    /**
     * Adds a line with markers, in a colour that colour-blind people tell from those of other series.
     *
     * @param chart The chart.
     * @param name The name of the line in the legend.
     * @param x Ascending.
     * @param y As many.
     */
    public static void line(Chart chart, String name, double[] x, double[] y) {
        chart.line(name, x, y, chart.size(), chart.size());
    }

    /**
     * Adds a line without markers, for many values.
     *
     * @param chart The chart.
     * @param name The name of the line in the legend.
     * @param x Ascending.
     * @param y As many.
     */
    public static void curve(Chart chart, String name, double[] x, double[] y) {
        chart.curve(name, x, y, chart.size());
    }

    /**
     * Adds small points, in a colour that colour-blind people tell from those of other series.
     *
     * @param chart The chart.
     * @param name The name of the points in the legend.
     * @param x Where they are.
     * @param y As many.
     */
    public static void points(Chart chart, String name, double[] x, double[] y) {
        chart.points(name, x, y, chart.size(), chart.size());
    }

    /**
     * Draws charts, two in a row.
     *
     * @param charts The charts.
     * @return An image, which kernels show as the value of a cell.
     */
    public static BufferedImage image(Chart... charts) {
        return Chart.image(List.of(charts), Math.min(COLUMNS, charts.length));
    }
}
