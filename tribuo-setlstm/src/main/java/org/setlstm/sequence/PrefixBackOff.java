package org.setlstm.sequence;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an unknown word counts as: the known token with which it shares the longest start, as "disappointingly" counts as
 * "disappointing". The start has so many letters at least, and most of the unknown word's characters; of several known
 * tokens the first, which is the most frequent, is taken. Words shorter than that, marks and numbers stay unknown.
 */
public final class PrefixBackOff {
    /** Of an unknown word's characters, in tenths. */
    private static final int LEAST_SHARE = 6;

    private final String[] sorted;
    private final int[] rows;
    private final int letters;

    /**
     * Of known tokens.
     *
     * @param tokens The tokens of rows 1, 2, ...
     * @param letters Letters that a start has at least, 1 or more.
     */
    public PrefixBackOff(List<String> tokens, int letters) {
        this.letters = letters;
        rows = IntStream.rangeClosed(1, tokens.size())
                .boxed()
                .sorted(Comparator.comparing(row -> tokens.get(row - 1)))
                .mapToInt(row -> row)
                .toArray();
        sorted = Arrays.stream(rows).mapToObj(row -> tokens.get(row - 1)).toArray(String[]::new);
    }

    /**
     * Letters that a start has at least.
     *
     * @return How many.
     */
    public int letters() {
        return letters;
    }

    /**
     * What an unknown token counts as.
     *
     * @param token The token.
     * @return A known token's row, or 0 if it stays unknown.
     */
    public int row(String token) {
        int length = 0;
        while (length < token.length() && Character.isLetter(token.charAt(length))) {
            length++;
        }
        int least = Math.max(letters, (LEAST_SHARE * token.length() + 9) / 10);
        for (; length >= least; length--) {
            String start = token.substring(0, length);
            int found = Arrays.binarySearch(sorted, start);
            int row = Integer.MAX_VALUE;
            for (int i = found < 0 ? -found - 1 : found; i < sorted.length && sorted[i].startsWith(start); i++) {
                row = Math.min(row, rows[i]);
            }
            if (row < Integer.MAX_VALUE) {
                return row;
            }
        }
        return 0;
    }
}
