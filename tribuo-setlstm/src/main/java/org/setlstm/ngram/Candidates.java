package org.setlstm.ngram;

import java.util.Arrays;

/**
 * The n-grams of known tokens that stand in at least so many documents, counted order by order: what begins or ends with a
 * rare n-gram is rare itself, and isn't counted at all (Agrawal and Srikant 1994). Memory is bounded whatever the documents:
 * where more n-grams of an order are met than a table may hold, those met in one document so far are forgotten.
 */
final class Candidates {
    /** An n-gram that stands in fewer documents can tell nothing that another document could profit from. */
    static final int MIN_DOCUMENTS = 2;

    /** Entries of a table: some 100 MB. */
    private static final int MOST = 1 << 22;

    private final int most;
    private final int minDocuments;

    private Candidates(int minDocuments, int most) {
        this.minDocuments = minDocuments;
        this.most = most;
    }

    /** Numbered in the order in which the documents hold them, those of one token first. */
    static NGrams of(int[][] documents, int order, int minDocuments) {
        return of(documents, order, minDocuments, MOST);
    }

    static NGrams of(int[][] documents, int order, int minDocuments, int most) {
        return new Candidates(minDocuments, most).count(documents, order);
    }

    private NGrams count(int[][] documents, int order) {
        Rows all = new Rows();
        // For each place the candidate of the order below that begins there, or -1; of order 0 it is the empty one.
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
            int before = all.size;
            LongIntMap frequent = new LongIntMap(table.map.size() / 4);
            for (int d = 0; d < documents.length; d++) {
                int[] document = documents[d];
                // Of the last order nobody asks for them.
                int[] longer = o == order ? null : new int[document.length];
                if (longer != null) {
                    Arrays.fill(longer, -1);
                }
                for (int first = 0; first + o <= document.length; first++) {
                    long key = key(document, shorter[d], first, o);
                    if (key > 0L && table.frequency(key) >= minDocuments) {
                        int n = frequent.add(key);
                        if (longer != null) {
                            longer[first] = n;
                        }
                        if (before + n == all.size) {
                            all.add(document, first, o);
                        }
                    }
                }
                shorter[d] = longer;
            }
            if (frequent.size() == 0) {
                break;
            }
        }
        return all.ngrams();
    }

    /** Of all candidates, one after another. */
    private static final class Rows {
        private int[] rows = new int[1 << 10];
        private int[] starts = new int[1 << 10];
        private int size;

        void add(int[] document, int first, int order) {
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

        NGrams ngrams() {
            return new NGrams(Arrays.copyOf(rows, starts[size]), Arrays.copyOf(starts, size + 1));
        }
    }

    /** 0 where no candidate can begin. */
    private static long key(int[] document, int[] shorter, int first, int order) {
        int last = document[first + order - 1];
        boolean candidate = last > 0 && shorter[first] >= 0 && (order == 1 || shorter[first + 1] >= 0);
        return candidate ? NGrams.key(shorter[first], last) : 0L;
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
