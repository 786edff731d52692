package org.setlstm.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an epoch's batches are made of, whatever chance does. */
class MinibatchesTest {
    private static int[][] documents(int... lengths) {
        return Arrays.stream(lengths).mapToObj(int[]::new).toArray(int[][]::new);
    }

    /** Lengths 1 to 50, each many times. */
    private static int[][] documents(int count) {
        return documents(IntStream.range(0, count).map(i -> 1 + i * 7 % 50).toArray());
    }

    private static List<Integer> flat(List<int[]> batches) {
        return batches.stream().flatMapToInt(Arrays::stream).boxed().toList();
    }

    /** Pools are 20 batches; the last one of each pool, and of all, may be smaller. */
    @ParameterizedTest
    @CsvSource({"0, 4, 0", "1, 4, 1", "4, 4, 1", "5, 4, 2", "80, 4, 20", "81, 4, 21", "85, 4, 22", "100, 2147483647, 1"
    })
    void everyDocumentStandsInOneBatch(int count, int batchSize, int expected) {
        List<int[]> batches = Minibatches.epoch(documents(count), batchSize, new SplittableRandom(1));
        assertEquals(expected, batches.size());
        List<Integer> met = new ArrayList<>(flat(batches));
        Collections.sort(met);
        assertEquals(IntStream.range(0, count).boxed().toList(), met);
        assertTrue(batches.stream().allMatch(b -> b.length <= batchSize));
        assertEquals(
                Math.min(1, count % batchSize),
                batches.stream().filter(b -> b.length < batchSize).count());
    }

    @Test
    void lengthsFallWithinABatchAndBatchesOfAPoolDoNotOverlap() {
        int[][] documents = documents(320);
        List<int[]> batches = Minibatches.epoch(documents, 16, new SplittableRandom(2));
        List<int[]> byLength = new ArrayList<>(batches);
        byLength.sort((a, b) -> documents[b[0]].length - documents[a[0]].length);
        // All are of one pool: put in order, they are all documents in order.
        int[] lengths =
                flat(byLength).stream().mapToInt(i -> documents[i].length).toArray();
        for (int i = 1; i < lengths.length; i++) {
            assertTrue(lengths[i] <= lengths[i - 1], Arrays.toString(lengths));
        }
        assertNotEquals(flat(byLength), flat(batches), "batches keep the order of lengths");
    }

    @Test
    void chanceAloneTellsEpochsApart() {
        int[][] documents = documents(1000);
        SplittableRandom random = new SplittableRandom(3);
        List<Integer> first = flat(Minibatches.epoch(documents, 10, random));
        assertNotEquals(first, flat(Minibatches.epoch(documents, 10, random)));
        assertEquals(first, flat(Minibatches.epoch(documents, 10, new SplittableRandom(3))));
    }

    /** Each of the 24 orders of four batches of one document about as often as the others. */
    @Test
    void everyOrderIsAsLikely() {
        int[] met = new int[256];
        SplittableRandom random = new SplittableRandom(4);
        int[][] same = documents(5, 5, 5, 5);
        for (int i = 0; i < 24_000; i++) {
            met[flat(Minibatches.epoch(same, 1, random)).stream().reduce(0, (a, b) -> 4 * a + b)]++;
        }
        int[] orders = Arrays.stream(met).filter(n -> n > 0).toArray();
        assertEquals(24, orders.length);
        // Five standard deviations of a share of 1/24.
        assertTrue(Arrays.stream(orders).allMatch(n -> Math.abs(n - 1000) < 155), Arrays.toString(orders));
    }

    @Test
    void whoMeetsWhomInABatchIsChance() {
        Set<Set<Integer>> pairs = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            Minibatches.epoch(documents(5, 5, 5, 5), 2, new SplittableRandom(seed))
                    .forEach(b -> pairs.add(Set.of(b[0], b[1])));
        }
        assertEquals(6, pairs.size());
    }

    /** Of documents of 1, 2, 3, ... words, one pool's longest are the longest; of two pools, every second of them. */
    @ParameterizedTest
    @CsvSource({"0, 2, ''", "40, 2, 40 39", "41, 2, 41 39", "80, 2, 80 78", "81, 2, 81 78", "3, 5, 3 2 1", "1, 1, 1"})
    void theLongestAreDealtOutToPools(int count, int batchSize, String expected) {
        int[][] documents = documents(IntStream.rangeClosed(1, count).toArray());
        String lengths = Arrays.stream(Minibatches.longestBatch(documents, batchSize))
                .map(d -> "" + d.length)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
        assertEquals(expected, lengths);
        assertTrue(count == 0 || documents[0].length == 1, "the caller's order");
    }

    @Test
    void aPartIsSortedAndTheRestIsLeft() {
        int[][] documents = documents(3, 9, 9, 0, 5, 7);
        int[] order = {5, 0, 2, 1, 3, 4};
        Minibatches.sortByLength(documents, order, 1, 5);
        assertArrayEquals(new int[] {5, 2, 1, 0, 3, 4}, order);
    }
}
