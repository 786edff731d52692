package org.setlstm.ngram;

import java.util.Arrays;

/**
 * N-grams by number, to be found in documents. An n-gram is a run of known tokens, given by their rows of the embedding; one
 * with an unknown token is none. They stand in a trie, whose nodes are n-grams and what n-grams begin with.
 */
public final class NGrams {
    /** A node that no n-gram of ours ends in. */
    private static final int NONE = -1;

    private final int order;
    private final int[][] rows;
    private final LongIntMap nodes;
    private final int[] numbers;

    /**
     * From rows.
     *
     * @param rows For each n-gram the rows of its tokens, each from 1 on. Kept.
     * @throws IllegalArgumentException If an n-gram is empty, stands twice or has a row below 1.
     */
    public NGrams(int[][] rows) {
        this.rows = rows;
        nodes = new LongIntMap(rows.length);
        int[] ends = new int[rows.length];
        int longest = 0;
        for (int n = 0; n < rows.length; n++) {
            int node = NONE;
            for (int row : rows[n]) {
                if (row < 1) {
                    throw new IllegalArgumentException("n-gram " + n + " has a token of row " + row);
                }
                node = nodes.add(key(node, row));
            }
            ends[n] = node;
            longest = Math.max(longest, rows[n].length);
        }
        order = longest;
        numbers = new int[nodes.size()];
        Arrays.fill(numbers, NONE);
        for (int n = 0; n < ends.length; n++) {
            if (ends[n] == NONE || numbers[ends[n]] != NONE) {
                throw new IllegalArgumentException("n-gram " + n + " is empty or stands twice");
            }
            numbers[ends[n]] = n;
        }
    }

    /** A node and the row that follows: above 0, as the map wants it. */
    static long key(int node, int row) {
        return (node + 1L) << Integer.SIZE | row;
    }

    /**
     * N-grams.
     *
     * @return How many.
     */
    public int size() {
        return rows.length;
    }

    /**
     * Tokens of the longest.
     *
     * @return How many; 0 if there is no n-gram.
     */
    public int order() {
        return order;
    }

    /**
     * An n-gram's tokens.
     *
     * @param n Its number.
     * @return Their rows, this object's own.
     */
    public int[] rows(int n) {
        return rows[n];
    }

    /** Is told where n-grams stand. */
    interface Places {
        void at(int n, int first);
    }

    /** Each n-gram at each of its places in a document, in the order of places, shorter ones first. */
    void forEach(int[] document, Places places) {
        for (int first = 0; first < document.length; first++) {
            int node = NONE;
            for (int i = first; i < document.length && i - first < order && document[i] > 0; i++) {
                node = nodes.get(key(node, document[i]));
                if (node < 0) {
                    break;
                }
                if (numbers[node] != NONE) {
                    places.at(numbers[node], first);
                }
            }
        }
    }

    /**
     * The n-grams that a document holds.
     *
     * @param document Embedding rows in the order of its tokens.
     * @return Their numbers, ascending, each once.
     */
    public int[] in(int[] document) {
        Found found = new Found(document.length);
        forEach(document, found);
        return found.distinct();
    }

    private static final class Found implements Places {
        private int[] numbers;
        private int count;

        Found(int expected) {
            numbers = new int[Math.max(4, expected)];
        }

        @Override
        public void at(int n, int first) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, Math.multiplyExact(2, count));
            }
            numbers[count++] = n;
        }

        int[] distinct() {
            Arrays.sort(numbers, 0, count);
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (i == 0 || numbers[i] != numbers[i - 1]) {
                    numbers[kept++] = numbers[i];
                }
            }
            return Arrays.copyOf(numbers, kept);
        }
    }
}
