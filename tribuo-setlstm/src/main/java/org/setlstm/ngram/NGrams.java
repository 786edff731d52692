package org.setlstm.ngram;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * N-grams by number, to be found in documents. An n-gram is a run of known tokens, given by their rows of the embedding; one
 * with an unknown token is none. They are sought by halving in their order, row by row, where all that begin alike stand
 * together: a table of them would be found in as fast, but takes long to fill and several times the memory.
 */
public final class NGrams {
    private final int order;
    private final int largestRow;

    /** Of all n-grams, one after another. */
    private final int[] rows;

    /** Where those of each n-gram begin, and where the last one's end. */
    private final int[] starts;

    /** The numbers in the n-grams' order; null if they are in it. */
    private final int[] sorted;

    /** For each row the first n-gram in order that begins with it or with a larger one. */
    private final int[] firsts;

    /**
     * From rows.
     *
     * @param rows For each n-gram the rows of its tokens, each from 1 on.
     * @throws IllegalArgumentException If an n-gram is empty, stands twice or has a row below 1.
     */
    public NGrams(int[][] rows) {
        this(Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray(), starts(rows));
    }

    private static int[] starts(int[][] rows) {
        int[] starts = new int[rows.length + 1];
        for (int n = 0; n < rows.length; n++) {
            starts[n + 1] = starts[n] + rows[n].length;
        }
        return starts;
    }

    /**
     * From the rows of all n-grams, one after another.
     *
     * @param rows The rows of their tokens, each from 1 on. Kept.
     * @param starts {@code [n-grams + 1]}: where those of each n-gram begin, and where the last one's end. Kept.
     * @throws IllegalArgumentException If an n-gram is empty, stands twice or has a row below 1.
     */
    public NGrams(int[] rows, int[] starts) {
        this.rows = rows;
        this.starts = starts;
        int longest = 0;
        boolean ascending = true;
        for (int n = 0; n < starts.length - 1; n++) {
            int length = starts[n + 1] - starts[n];
            if (length < 1) {
                throw new IllegalArgumentException("n-gram " + n + " is empty");
            }
            longest = Math.max(longest, length);
            ascending &= n == 0 || compare(n - 1, n) < 0;
        }
        order = longest;
        largestRow = largest(rows);
        sorted = ascending ? null : sort();
        firsts = new int[largestRow + 2];
        fillFirsts();
    }

    private static int largest(int[] rows) {
        int largest = 0;
        for (int row : rows) {
            if (row < 1) {
                throw new IllegalArgumentException("an n-gram has a token of row " + row);
            }
            largest = row > largest ? row : largest;
        }
        return largest;
    }

    /** By the first token that differs; what begins another comes before it. */
    private int compare(int a, int b) {
        int i = starts[a];
        int end = starts[a + 1];
        int otherEnd = starts[b + 1];
        for (int j = starts[b]; i < end && j < otherEnd; i++, j++) {
            if (rows[i] != rows[j]) {
                return rows[i] < rows[j] ? -1 : 1;
            }
        }
        return Integer.compare(length(a), length(b));
    }

    private int[] sort() {
        int[] numbers = IntStream.range(0, size())
                .boxed()
                .sorted(this::compare)
                .mapToInt(n -> n)
                .toArray();
        for (int i = 1; i < numbers.length; i++) {
            if (compare(numbers[i - 1], numbers[i]) == 0) {
                throw new IllegalArgumentException("n-gram " + numbers[i] + " stands twice");
            }
        }
        return numbers;
    }

    private void fillFirsts() {
        int size = size();
        int row = 0;
        for (int i = 0; i < size; i++) {
            int first = token(i, 0);
            while (row <= first) {
                firsts[row++] = i;
            }
        }
        Arrays.fill(firsts, row, firsts.length, size);
    }

    private int number(int place) {
        return sorted == null ? place : sorted[place];
    }

    /** A row of the n-gram at a place of the order. */
    private int token(int place, int i) {
        return rows[starts[number(place)] + i];
    }

    /**
     * N-grams.
     *
     * @return How many.
     */
    public int size() {
        return starts.length - 1;
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
     * Whether each n-gram's number is its place in their order.
     *
     * @return If so.
     */
    public boolean isAscending() {
        return sorted == null;
    }

    /**
     * The largest row of a token.
     *
     * @return 0 if there is no n-gram.
     */
    public int largestRow() {
        return largestRow;
    }

    /**
     * An n-gram's tokens.
     *
     * @param n Its number.
     * @return How many.
     */
    public int length(int n) {
        return starts[n + 1] - starts[n];
    }

    /**
     * An n-gram's tokens.
     *
     * @param n Its number.
     * @return A new array of their rows.
     */
    public int[] rows(int n) {
        return Arrays.copyOfRange(rows, starts[n], starts[n + 1]);
    }

    /** Is told where n-grams stand. */
    interface Places {
        void at(int n, int first);
    }

    /** Each n-gram at each of its places in a document, in the order of places, shorter ones first. */
    void forEach(int[] document, Places places) {
        for (int first = 0; first < document.length; first++) {
            int row = document[first];
            if (row > 0 && row < firsts.length - 1) {
                forEach(document, first, places);
            }
        }
    }

    /** Narrows the n-grams that begin as the document does here, token by token. */
    private void forEach(int[] document, int first, Places places) {
        int from = firsts[document[first]];
        int to = firsts[document[first] + 1];
        for (int length = 1; from < to; length++) {
            if (length(number(from)) == length) {
                places.at(number(from++), first);
            }
            int next = first + length < document.length ? document[first + length] : 0;
            if (next < 1) {
                return;
            }
            from = atLeast(next, length, from, to);
            to = atLeast(next + 1, length, from, to);
        }
    }

    /** Of n-grams that begin alike the first whose token at a place is a row or a larger one. */
    private int atLeast(int row, int i, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (token(middle, i) < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
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
