package org.setlstm.sparse;

import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Sets of positions in a range, as sorted arrays. */
final class Positions {
    /** Up to this many free positions for each one wanted, listing them all beats guessing. */
    private static final int FEW = 4;

    private Positions() {}

    /**
     * Draws positions that are not taken, uniformly and without replacement.
     *
     * @param size The range: positions are 0 to {@code size - 1}.
     * @param taken Ascending and distinct.
     * @param count How many to draw, at most {@code size - taken.length}.
     * @param random Where chance comes from.
     * @return {@code count} positions, ascending and distinct, none of them taken.
     */
    static long[] draw(long size, long[] taken, int count, RandomGenerator random) {
        return draw(size, taken, count, random, () -> random.nextLong(size));
    }

    /**
     * Draws positions that are not taken, without replacement, where some are likelier than others.
     *
     * @param next A position, taken or not, as likely as it shall be; asked where there are more free ones than a few.
     */
    static long[] draw(long size, long[] taken, int count, RandomGenerator random, LongSupplier next) {
        long free = size - taken.length;
        if (count > free) {
            throw new IllegalArgumentException("Can't draw " + count + " positions from " + free + " free ones");
        }
        long[] drawn =
                free <= (long) FEW * count ? choose(free(size, taken), count, random) : guess(taken, count, next);
        Arrays.sort(drawn);
        return drawn;
    }

    private static long[] free(long size, long[] taken) {
        long[] free = new long[Math.toIntExact(size - taken.length)];
        int n = 0;
        int t = 0;
        for (long p = 0; p < size; p++) {
            if (t < taken.length && taken[t] == p) {
                t++;
            } else {
                free[n++] = p;
            }
        }
        return free;
    }

    /** The start of a Fisher-Yates shuffle. */
    private static long[] choose(long[] from, int count, RandomGenerator random) {
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i, from.length);
            long p = from[i];
            from[i] = from[j];
            from[j] = p;
        }
        return Arrays.copyOf(from, count);
    }

    /** Draws with replacement and drops what was met before, until there are enough: as good as without. */
    private static long[] guess(long[] taken, int count, LongSupplier next) {
        long[] drawn = new long[count];
        int n = 0;
        while (n < count) {
            int distinct = n;
            while (n < count) {
                long p = next.getAsLong();
                if (Arrays.binarySearch(taken, p) < 0 && Arrays.binarySearch(drawn, 0, distinct, p) < 0) {
                    drawn[n++] = p;
                }
            }
            Arrays.sort(drawn);
            n = unique(drawn);
        }
        return drawn;
    }

    /** Moves the distinct values of a sorted array to its front. */
    private static int unique(long[] sorted) {
        int n = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[n++] = sorted[i];
            }
        }
        return n;
    }
}
