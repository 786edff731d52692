package org.setlstm.ngram;

import java.util.Arrays;
import org.setlstm.parallel.ParallelLoop;

/**
 * Finds the n-grams of known tokens that stand in at least so many documents, order by order: what begins or ends with a rare
 * n-gram is rare itself, and isn't counted at all (Agrawal and Srikant 1994). Memory is bounded whatever the documents: where
 * more n-grams of an order are met than a table may hold, those met in one document so far are forgotten.
 */
final class CandidateCounter {
    private final int[][] documents;
    private final int minDocuments;
    private final int most;

    /** Of all candidates, one after another. */
    private int[] rows = new int[1 << 10];

    private int[] starts = new int[1 << 10];
    private int size;

    /** For each document the candidates it holds. */
    private final AscendingLists.Builder held;

    CandidateCounter(int[][] documents, int minDocuments, int most) {
        this.documents = documents;
        this.minDocuments = minDocuments;
        this.most = most;
        held = new AscendingLists.Builder(documents.length);
    }

    Candidates count(int order) {
        // For each place the candidate of the order below that begins there, from 0 on in that order, or -1. There is
        // one of
        // order 0, the empty one.
        int[][] shorter = new int[documents.length][];
        Arrays.setAll(shorter, d -> new int[documents[d].length]);
        for (int o = 1; o <= order; o++) {
            Table table = new Table();
            for (int d = 0; d < documents.length; d++) {
                for (int first = 0; first + o <= documents[d].length; first++) {
                    long key = key(documents[d], shorter[d], first, o);
                    if (key > 0L) {
                        table.add(key, d);
                    }
                }
            }
            int before = size;
            number(table, shorter, o);
            ParallelLoop.forEach(documents.length, d -> held.add(d, distinct(shorter[d], before)));
            if (size == before) {
                break;
            }
        }
        return new Candidates(Arrays.copyOf(rows, starts[size]), Arrays.copyOf(starts, size + 1), held.build());
    }

    /** Numbers the frequent ones as the documents hold them, and writes down at each place which begins there. */
    private void number(Table table, int[][] shorter, int order) {
        int before = size;
        LongIntMap frequent = new LongIntMap(table.map.size() / 4);
        for (int d = 0; d < documents.length; d++) {
            int[] document = documents[d];
            for (int first = 0; first < document.length; first++) {
                long key = first + order <= document.length ? key(document, shorter[d], first, order) : 0L;
                // The next place's key reads the next place: this one may change.
                int n = key > 0L && table.frequency(key) >= minDocuments ? frequent.add(key) : -1;
                shorter[d][first] = n;
                if (before + n == size) {
                    add(document, first, order);
                }
            }
        }
    }

    private void add(int[] document, int first, int order) {
        int from = starts[size];
        if (from + order > rows.length) {
            rows = Arrays.copyOf(rows, Math.multiplyExact(2, rows.length));
        }
        if (size + 1 == starts.length) {
            starts = Arrays.copyOf(starts, Math.multiplyExact(2, starts.length));
        }
        System.arraycopy(document, first, rows, from, order);
        starts[++size] = from + order;
    }

    /** Each once, ascending; -1 is none. */
    private static int[] distinct(int[] places, int before) {
        int[] sorted = places.clone();
        Arrays.sort(sorted);
        int kept = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] >= 0 && (i == 0 || sorted[i] != sorted[i - 1])) {
                sorted[kept++] = before + sorted[i];
            }
        }
        return Arrays.copyOf(sorted, kept);
    }

    /** 0 where no candidate can begin. */
    private static long key(int[] document, int[] shorter, int first, int order) {
        int last = document[first + order - 1];
        boolean candidate = last > 0 && shorter[first] >= 0 && (order == 1 || shorter[first + 1] >= 0);
        // The candidate and the row that follows, above 0, as the map wants it.
        return candidate ? (shorter[first] + 1L) << Integer.SIZE | last : 0L;
    }

    /** Numbers of documents. */
    private final class Table {
        private LongIntMap map = new LongIntMap(1 << 10);
        private int[] documents = new int[1 << 10];
        private int[] last = new int[1 << 10];

        void add(long key, int document) {
            if (map.size() == most && map.get(key) < 0) {
                forgetRare();
            }
            int n = map.add(key);
            if (n == documents.length) {
                documents = Arrays.copyOf(documents, 2 * n);
                last = Arrays.copyOf(last, 2 * n);
            }
            if (documents[n] == 0 || last[n] != document) {
                documents[n]++;
                last[n] = document;
            }
        }

        private void forgetRare() {
            long[] keys = map.keys();
            LongIntMap kept = new LongIntMap(most / 2);
            for (int least = 2; kept.size() == 0 || kept.size() > most / 2; least++) {
                kept = new LongIntMap(most / 2);
                for (int n = 0; n < keys.length; n++) {
                    if (documents[n] >= least) {
                        kept.add(keys[n]);
                    }
                }
                if (kept.size() == 0) {
                    break;
                }
            }
            int[] counts = new int[documents.length];
            int[] lasts = new int[last.length];
            for (int n = 0; n < keys.length; n++) {
                int to = kept.get(keys[n]);
                if (to >= 0) {
                    counts[to] = documents[n];
                    lasts[to] = last[n];
                }
            }
            map = kept;
            documents = counts;
            last = lasts;
        }

        int frequency(long key) {
            int n = map.get(key);
            return n < 0 ? 0 : documents[n];
        }
    }
}
