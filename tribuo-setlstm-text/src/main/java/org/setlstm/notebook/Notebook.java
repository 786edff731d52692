package org.setlstm.notebook;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.setlstm.Explanation;
import org.setlstm.chart.Chart;
import org.setlstm.evaluation.CalibrationReport;
import org.setlstm.evaluation.Table;
import org.setlstm.report.ColouredText;
import org.setlstm.report.EvaluationTable;
import org.setlstm.report.HTML;
import org.setlstm.report.ModelsTable;
import org.setlstm.report.Reliability;
import org.setlstm.report.Topology;
import org.setlstm.report.TopologyPicture;
import org.setlstm.training.TrainingListener;
import org.tribuo.classification.evaluation.LabelEvaluation;

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
     * An evaluation: how the documents of each label are classified, with recall, precision and F1.
     *
     * @param evaluation Any evaluation of a classifier.
     * @return HTML: the confusion matrix, and below it accuracy, macro-F1 and calibration.
     */
    public static String evaluation(LabelEvaluation evaluation) {
        EvaluationTable table = EvaluationTable.of(evaluation);
        return table(table.head(), table.rows()) + HTML.element("p", HTML.escaped(table.summary()));
    }

    /**
     * Models side by side, and what of their differences is chance.
     *
     * @param models Evaluations on the same documents by the models' names, in the order of the rows: each is compared with
     *     the first.
     * @return HTML.
     * @throws IllegalArgumentException If the documents aren't the same.
     * @throws IllegalStateException If Commons Math is missing; the message names what to add.
     */
    public static String comparison(Map<String, ? extends LabelEvaluation> models) {
        ModelsTable table = ModelsTable.of(models);
        return table(table.head(), table.rows());
    }

    /**
     * Explained decisions, one under another: words in blue speak for the label, those in orange against it.
     *
     * @param explanations What explains each document.
     * @return HTML; each word's value shows where the mouse rests.
     */
    public static String explanations(List<Explanation> explanations) {
        return explanations.stream().map(ColouredText::of).collect(Collectors.joining()) + ColouredText.legend();
    }

    /**
     * The reliability diagram: how often a classifier is right that is so sure.
     *
     * @param models Evaluations by the models' names; those without probabilities are left out.
     * @return A chart; who is as sure as it is right lies on the diagonal.
     */
    public static Chart reliability(Map<String, ? extends LabelEvaluation> models) {
        Map<String, double[][]> points = new LinkedHashMap<>();
        models.forEach((name, evaluation) -> CalibrationReport.ofProbabilities(evaluation.getPredictions())
                .ifPresent(c -> points.put(name, Reliability.points(c))));
        Chart chart = chart("Reliability", "confidence", "accuracy");
        Reliability.draw(chart, points);
        return chart;
    }

    /**
     * A topology before and after: entries by the words' frequency, by dimension and by unit.
     *
     * @param title What of.
     * @param before That of a network when its training starts.
     * @param after That of the same network later.
     * @return An image.
     */
    public static BufferedImage topology(String title, Topology before, Topology after) {
        return Chart.image(TopologyPicture.of(title, before, after), COLUMNS);
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
