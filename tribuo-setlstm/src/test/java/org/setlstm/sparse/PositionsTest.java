package org.setlstm.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of positions: distinct, free, ascending, and every one as likely as any other. */
class PositionsTest {
    private static final long[] NONE = {};

    private static void assertFreeAndAscending(long size, long[] taken, long[] drawn) {
        for (int i = 0; i < drawn.length; i++) {
            assertTrue(drawn[i] >= 0 && drawn[i] < size);
            assertTrue(i == 0 || drawn[i] > drawn[i - 1]);
            assertTrue(Arrays.binarySearch(taken, drawn[i]) < 0, drawn[i] + " was taken");
        }
    }

    @Test
    void positionsAreDistinctFreeAndAscending() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 3000; i++) {
            int size = 1 + random.nextInt(60);
            long[] taken = random.longs(random.nextInt(size), 0, size)
                    .distinct()
                    .sorted()
                    .toArray();
            int count = random.nextInt(size - taken.length + 1);
            long[] drawn = Positions.draw(size, taken, count, random);
            assertEquals(count, drawn.length);
            assertFreeAndAscending(size, taken, drawn);
        }
    }

    @Test
    void allThatIsFreeCanBeDrawnAndNoMore() {
        SplittableRandom random = new SplittableRandom(1);
        assertArrayEquals(new long[] {0, 2, 4}, Positions.draw(5, new long[] {1, 3}, 3, random));
        assertArrayEquals(new long[] {0, 1, 2}, Positions.draw(3, NONE, 3, random));
        assertThrows(IllegalArgumentException.class, () -> Positions.draw(5, new long[] {1, 3}, 4, random));
    }

    /**
     * Counts of single positions and of pairs against those of uniform sets: 8 of 20 free ones are chosen from a list,
     * 3 of 20 are guessed.
     */
    @ParameterizedTest
    @CsvSource({"8", "3"})
    void everySetIsAsLikelyAsAnyOther(int count) {
        int size = 25;
        long[] taken = {0, 7, 8, 19, 24};
        int free = size - taken.length;
        int rounds = 40_000;
        int[][] together = new int[size][size];
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < rounds; i++) {
            long[] drawn = Positions.draw(size, taken, count, random);
            for (long a : drawn) {
                for (long b : drawn) {
                    together[(int) a][(int) b]++;
                }
            }
        }
        double single = (double) rounds * count / free;
        double pair = single * (count - 1) / (free - 1);
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                boolean possible = Arrays.binarySearch(taken, a) < 0 && Arrays.binarySearch(taken, b) < 0;
                double expected = !possible ? 0.0 : a == b ? single : pair;
                // Five standard deviations of a count, of which there are 625.
                assertEquals(expected, together[a][b], 5.0 * Math.sqrt(expected), a + " with " + b);
            }
        }
    }

    @Test
    void rangesBeyondAnIntAreCovered() {
        long size = 1L << 40;
        long[] taken = LongStream.range(0, 1000).map(i -> i << 20).toArray();
        long[] drawn = Positions.draw(size, taken, 10_000, new SplittableRandom(3));
        assertFreeAndAscending(size, taken, drawn);
        // Deciles, for a hundred positions that are uniform: mean size / 2, standard deviation size / sqrt(12 * 10^4).
        assertEquals(0.5, Arrays.stream(drawn).average().orElseThrow() / size, 5.0 / Math.sqrt(12.0 * 10_000));
    }
}
