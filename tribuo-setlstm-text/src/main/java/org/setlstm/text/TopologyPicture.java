package org.setlstm.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A picture of a topology before and after training: which words get how many entries, and how evenly entries are spread
 * over the embedding's dimensions and the cells' units. Random graphs have narrow degrees; what evolution prefers shows
 * as slopes.
 */
final class TopologyPicture {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 420;
    /** Bins for each doubling of a word's rank. */
    private static final double BINS = 2.0;

    private TopologyPicture() {}

    static void write(Path path, String title, Topology start, Topology end) throws IOException {
        XYChart words = Charts.chart(title, "word, by frequency rank", "entries of its embedding, mean", WIDTH, HEIGHT);
        words.getStyler().setXAxisLogarithmic(true);
        byRank(words, "start", start.words(), 0);
        byRank(words, "end", end.words(), 1);
        Charts.write(
                path,
                List.of(
                        words,
                        degrees("embedding dimension", "entries", start.dimensions(), end.dimensions()),
                        degrees("unit of the cells", "entries it reads through", start.inputs(), end.inputs()),
                        degrees("unit of the cells", "entries it is read through", start.outputs(), end.outputs())),
                2);
    }

    private static void byRank(XYChart chart, String name, int[] words, int colour) {
        double[][] bins = bins(words);
        if (bins[0].length > 0) {
            Charts.line(chart, name, bins[0], bins[1], Charts.colour(colour), SeriesMarkers.NONE);
        }
    }

    /** Ranks in bins that grow with them: the middle rank of each, and its words' mean degree. */
    static double[][] bins(int[] words) {
        double[] ranks = new double[words.length];
        double[] means = new double[words.length];
        int count = 0;
        for (int from = 0, step = 0; from < words.length; step++) {
            int to = Math.min(words.length, (int) Math.round(Math.pow(2.0, (step + 1) / BINS)));
            if (to > from) {
                ranks[count] = Math.sqrt((from + 1.0) * to);
                means[count++] = Arrays.stream(words, from, to).average().orElseThrow();
                from = to;
            }
        }
        return new double[][] {Arrays.copyOf(ranks, count), Arrays.copyOf(means, count)};
    }

    private static XYChart degrees(String what, String y, int[] start, int[] end) {
        XYChart chart = Charts.chart("", what + ", most " + y + " first", y, WIDTH, HEIGHT);
        Charts.line(chart, "start", ranks(start.length), sorted(start), Charts.colour(0), SeriesMarkers.NONE);
        Charts.line(chart, "end", ranks(end.length), sorted(end), Charts.colour(1), SeriesMarkers.NONE);
        chart.getStyler().setYAxisMin(0.0);
        return chart;
    }

    private static double[] ranks(int count) {
        double[] ranks = new double[count];
        Arrays.setAll(ranks, i -> i + 1);
        return ranks;
    }

    private static double[] sorted(int[] degrees) {
        return Arrays.stream(degrees)
                .boxed()
                .sorted((a, b) -> b - a)
                .mapToDouble(Integer::doubleValue)
                .toArray();
    }
}
