package org.setlstm.sequence;

/**
 * What an unknown word counts as: the known token with which it shares the longest start, as "disappointingly" counts as
 * "disappointing". The start has so many letters at least, and most of the unknown word's characters; of several known
 * tokens the first, which is the most frequent, is taken. Words shorter than that, marks and numbers stay unknown.
 */
public final class PrefixBackOff {
    /** Of an unknown word's characters, in tenths. */
    private static final int LEAST_SHARE = 6;

    private final SortedTokens tokens;
    private final int letters;

    /** Of known tokens, whose starts have so many letters at least, 1 or more. */
    PrefixBackOff(SortedTokens tokens, int letters) {
        this.tokens = tokens;
        this.letters = letters;
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
            int row = tokens.leastRow(token.substring(0, length));
            if (row > 0) {
                return row;
            }
        }
        return 0;
    }
}
