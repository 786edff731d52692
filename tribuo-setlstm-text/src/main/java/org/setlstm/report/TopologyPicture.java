package org.setlstm.report;

import java.util.Arrays;
import java.util.List;
import org.setlstm.chart.Chart;

/**
 * A picture of a topology before and after training: which words get how many entries, and how evenly entries are spread
 * over the embedding's dimensions and the cells' units. Random graphs have narrow degrees; what evolution prefers shows
 * as slopes.
 */
public final class TopologyPicture {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 420;
    /** The first words share a bin: the degrees of a few are chance. */
    private static final int FIRST_BIN = 8;

    /** Each bin ends at so many times the rank of the one before. */
    private static final double GROWTH = Math.sqrt(2.0);

    private TopologyPicture() {}

    /**
     * Draws a topology before and after training.
     *
     * @param title What of.
     * @param start Before.
     * @param end After.
     * @return Four charts, to stand two in a row.
     * @throws IllegalStateException If XChart is missing; the message names what to add.
     */
    public static List<Chart> of(String title, Topology start, Topology end) {
        Chart words = new Chart(
                title + ": embedding's entries by word",
                "frequency rank of the word (1 = most frequent)",
                "entries of a word, mean of neighbours in rank",
                WIDTH,
                HEIGHT);
        words.logarithmicX().yFrom(0.0);
        byRank(words, "start", start.words(), 0);
        byRank(words, "end", end.words(), 1);
        return List.of(
                words,
                degrees("Embedding's entries by dimension", "dimension", start.dimensions(), end.dimensions()),
                degrees("Entries through which a unit reads", "unit of a cell", start.inputs(), end.inputs()),
                degrees("Entries that read a unit", "unit of a cell", start.outputs(), end.outputs()));
    }

    private static void byRank(Chart chart, String name, int[] words, int colour) {
        double[][] bins = bins(words);
        if (bins[0].length > 0) {
            chart.curve(name, bins[0], bins[1], colour);
        }
    }

    /** Ranks in bins that grow with them: the middle rank of each, and its words' mean degree. */
    static double[][] bins(int[] words) {
        double[] ranks = new double[words.length];
        double[] means = new double[words.length];
        int count = 0;
        double end = FIRST_BIN;
        for (int from = 0; from < words.length; end *= GROWTH) {
            int to = (int) Math.min(words.length, Math.round(end));
            ranks[count] = Math.sqrt((from + 1.0) * to);
            means[count++] = Arrays.stream(words, from, to).average().orElseThrow();
            from = to;
        }
        return new double[][] {Arrays.copyOf(ranks, count), Arrays.copyOf(means, count)};
    }

    private static Chart degrees(String title, String what, int[] start, int[] end) {
        Chart chart = new Chart(title, what + ", in descending order of entries", "entries", WIDTH, HEIGHT);
        chart.curve("start", ranks(start.length), sorted(start), 0);
        chart.curve("end", ranks(end.length), sorted(end), 1);
        return chart.yFrom(0.0);
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
