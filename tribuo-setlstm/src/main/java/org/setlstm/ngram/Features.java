package org.setlstm.ngram;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The positions (n-gram, class) that a linear model stores, and their units. Candidates are scored by naive Bayes log count
 * ratios (Wang and Manning 2012),
 *
 * <p>{@code r = log((1 + p) / |1 + p|) - log((1 + q) / |1 + q|)},
 *
 * <p>where {@code p} and {@code q} are the documents of the class and of the others that hold the n-gram; those of greatest
 * {@code |r|} times the root of their number of documents are stored, in units of {@code |r|}. With two classes one column does
 * for both.
 */
final class Features {
    private final int columns;
    private final int[] start;
    private final int[] column;
    private final double[] unit;

    private Features(int columns, int[] start, int[] column, double[] unit) {
        this.columns = columns;
        this.start = start;
        this.column = column;
        this.unit = unit;
    }

    /** Of two classes the second has the column. */
    static int columns(int classes) {
        return classes == 2 ? 1 : classes;
    }

    /**
     * @param held For each document its candidates.
     * @param labels For each document its class.
     * @param learned Which documents count.
     * @param most Positions at most.
     */
    static Features choose(int[][] held, int[] labels, IntPredicate learned, int classes, int candidates, int most) {
        int[][] documents = new int[classes][candidates];
        int[] all = new int[candidates];
        for (int d = 0; d < held.length; d++) {
            if (learned.test(d)) {
                for (int n : held[d]) {
                    documents[labels[d]][n]++;
                    all[n]++;
                }
            }
        }
        int columns = columns(classes);
        double[][] ratios = new double[columns][];
        double[] scores = new double[Math.multiplyExact(columns, candidates)];
        for (int c = 0; c < columns; c++) {
            ratios[c] = ratios(documents[classes == 2 ? 1 : c], all);
            for (int n = 0; n < candidates; n++) {
                scores[n * columns + c] = Math.abs(ratios[c][n]) * Math.sqrt(all[n]);
            }
        }
        double least = least(scores, most);
        int[] start = new int[candidates + 1];
        int[] column = new int[Math.min(most, scores.length)];
        double[] unit = new double[column.length];
        int stored = 0;
        for (int n = 0; n < candidates; n++) {
            for (int c = 0; c < columns; c++) {
                if (scores[n * columns + c] >= least && stored < column.length) {
                    column[stored] = c;
                    unit[stored++] = Math.abs(ratios[c][n]);
                }
            }
            start[n + 1] = stored;
        }
        return new Features(columns, start, Arrays.copyOf(column, stored), Arrays.copyOf(unit, stored));
    }

    private static double[] ratios(int[] ofClass, int[] all) {
        double p = 0.0;
        double q = 0.0;
        for (int n = 0; n < all.length; n++) {
            p += 1.0 + ofClass[n];
            q += 1.0 + all[n] - ofClass[n];
        }
        double[] ratios = new double[all.length];
        for (int n = 0; n < all.length; n++) {
            // What no learned document holds says nothing.
            ratios[n] = all[n] == 0
                    ? 0.0
                    : StrictMath.log((1.0 + ofClass[n]) / p) - StrictMath.log((1.0 + all[n] - ofClass[n]) / q);
        }
        return ratios;
    }

    /** Scores of 0 are never stored. */
    private static double least(double[] scores, int most) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return Math.max(Double.MIN_VALUE, most >= sorted.length ? 0.0 : sorted[sorted.length - Math.max(1, most)]);
    }

    int columns() {
        return columns;
    }

    int stored() {
        return column.length;
    }

    /** Where the positions of a candidate begin; those of the next one begin where they end. */
    int start(int n) {
        return start[n];
    }

    int column(int k) {
        return column[k];
    }

    double unit(int k) {
        return unit[k];
    }

    /** The positions that a document's candidates have. */
    int[] positions(int[] held) {
        int count = 0;
        for (int n : held) {
            count += start[n + 1] - start[n];
        }
        int[] positions = new int[count];
        int at = 0;
        for (int n : held) {
            for (int k = start[n]; k < start[n + 1]; k++) {
                positions[at++] = k;
            }
        }
        return positions;
    }

    /** 1 over the root of the document's n-grams that have a position. */
    double scale(int[] held) {
        int count = 0;
        for (int n : held) {
            count += start[n + 1] > start[n] ? 1 : 0;
        }
        return NGramLayer.scale(count);
    }
}
