package org.setlstm.sparse;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * How a matrix's entries share out among its rows: all positions alike, as in an Erdos-Renyi graph, or each row by its
 * weight. Frequent words learn more entries than rare ones can.
 */
public final class RowWeights {
    /** All positions alike. */
    public static final RowWeights NONE = new RowWeights(null);

    private final double[] weights;
    private final double[] cumulative;

    private RowWeights(double[] weights) {
        this.weights = weights;
        cumulative = weights == null ? null : weights.clone();
        for (int r = 1; weights != null && r < weights.length; r++) {
            // In order: a parallel prefix would add in another one.
            cumulative[r] += cumulative[r - 1];
        }
    }

    /**
     * Each row by its frequency to a power.
     *
     * @param frequencies How often each row is met.
     * @param exponent The power: 0 gives all rows the same number of entries, give or take one.
     * @return The weights; a row that is never met weighs as much as one that is met once.
     */
    public static RowWeights ofFrequencies(int[] frequencies, double exponent) {
        return new RowWeights(Arrays.stream(frequencies)
                .mapToDouble(f -> StrictMath.pow(Math.max(1, f), exponent))
                .toArray());
    }

    /** Whether rows differ. */
    boolean isNone() {
        return weights == null;
    }

    /** A position at random, in a row by weight. */
    long draw(int columns, RandomGenerator random) {
        double point = random.nextDouble() * cumulative[cumulative.length - 1];
        int row = Arrays.binarySearch(cumulative, point);
        // A point on a boundary belongs to the row after it.
        row = Math.min(row < 0 ? -row - 1 : row + 1, cumulative.length - 1);
        return (long) row * columns + random.nextInt(columns);
    }

    /**
     * Entries for each row: in proportion to the weights, but no more than a row has columns.
     *
     * @param total All entries, at most rows times columns.
     */
    int[] counts(int columns, int total) {
        double[] shares = shares(columns, total);
        int[] counts = Arrays.stream(shares).mapToInt(s -> (int) s).toArray();
        int left = total - Arrays.stream(counts).sum();
        // The largest remainders are rounded up; of equal ones the first.
        int[] order = IntStream.range(0, counts.length)
                .boxed()
                .sorted((a, b) -> Double.compare(shares[b] - (int) shares[b], shares[a] - (int) shares[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; left > 0; i = (i + 1) % order.length) {
            if (counts[order[i]] < columns) {
                counts[order[i]]++;
                left--;
            }
        }
        return counts;
    }

    /** Rows that would get more than they have columns are filled, and the others share what is left. */
    private double[] shares(int columns, int total) {
        double[] shares = new double[weights.length];
        boolean[] full = new boolean[weights.length];
        boolean more = true;
        while (more) {
            double left = total;
            double open = 0.0;
            for (int r = 0; r < shares.length; r++) {
                left -= full[r] ? columns : 0.0;
                open += full[r] ? 0.0 : weights[r];
            }
            more = false;
            for (int r = 0; r < shares.length; r++) {
                shares[r] = full[r] ? columns : weights[r] * left / open;
                if (!full[r] && shares[r] > columns) {
                    full[r] = true;
                    more = true;
                }
            }
        }
        return shares;
    }
}
