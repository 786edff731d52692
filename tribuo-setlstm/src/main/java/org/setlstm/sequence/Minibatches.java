package org.setlstm.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Cuts an epoch into minibatches of documents of similar length. */
public final class Minibatches {
    /** Batches that are sorted by length together: enough for likeness within, few enough for chance between. */
    private static final int POOL = 20;

    private Minibatches() {}

    /**
     * An epoch's minibatches: documents are shuffled, sorted by length within pools of batches, cut, and the batches
     * shuffled.
     *
     * @param documents The documents.
     * @param batchSize Documents in a batch; the last of a pool may have fewer.
     * @param random Where chance comes from.
     * @return For each batch its documents' indices, by descending length.
     */
    public static List<int[]> epoch(int[][] documents, int batchSize, SplittableRandom random) {
        int[] order = new int[documents.length];
        Arrays.setAll(order, i -> i);
        shuffle(order, random);
        int pool = (int) Math.min((long) POOL * batchSize, Math.max(1, order.length));
        List<int[]> batches = new ArrayList<>();
        for (int from = 0; from < order.length; from += pool) {
            int to = Math.min(order.length, from + pool);
            sortByLength(documents, order, from, to);
            for (int b = from; b < to; b += batchSize) {
                batches.add(Arrays.copyOfRange(order, b, Math.min(to, b + batchSize)));
            }
        }
        int[] turn = new int[batches.size()];
        Arrays.setAll(turn, i -> i);
        shuffle(turn, random);
        return Arrays.stream(turn).mapToObj(batches::get).toList();
    }

    /**
     * As many documents as a batch of the longest of a pool is likely to have, and as long.
     *
     * @param documents All documents.
     * @param batchSize Documents in a batch.
     * @return Documents by descending length: chance puts the longest of all in different pools.
     */
    public static int[][] longestBatch(int[][] documents, int batchSize) {
        int pools = (int) Math.ceil(documents.length / ((double) POOL * batchSize));
        int[][] sorted = documents.clone();
        Arrays.sort(sorted, Comparator.comparingInt(document -> -document.length));
        int[][] batch = new int[Math.min(batchSize, documents.length)][];
        Arrays.setAll(batch, i -> sorted[i * pools]);
        return batch;
    }

    /**
     * Sorts indices by their documents' descending length; those of equal length keep their order.
     *
     * @param documents The documents.
     * @param order Indices, sorted in place from {@code from} to {@code to}.
     * @param from The first.
     * @param to One past the last.
     */
    public static void sortByLength(int[][] documents, int[] order, int from, int to) {
        long[] keys = new long[to - from];
        for (int i = from; i < to; i++) {
            keys[i - from] = (long) -documents[order[i]].length << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        int[] before = order.clone();
        for (int i = from; i < to; i++) {
            order[i] = before[(int) keys[i - from]];
        }
    }

    private static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int v = values[i];
            values[i] = values[j];
            values[j] = v;
        }
    }
}
