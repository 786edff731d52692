package org.setlstm.onnx;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Columns for the occurrences of tokens, as Tribuo's external models want to have features numbered: the same for the map
 * that gives features their columns and for the transformer that makes ids of them.
 *
 * <p>Column 0 is that of all unknown tokens. Each known one has columns for a number of occurrences in a text, more the
 * more frequent it is; further ones count as unknown. Of imdb's 25,000 test texts 29 have so many of a word.
 */
final class TokenColumns implements Serializable {
    private static final long serialVersionUID = 1L;

    static final int UNKNOWN = 0;

    /** Occurrences of any word, unless the vocabulary is so large that the columns would be more than {@link #BUDGET}. */
    private static final int OCCURRENCES = 16;

    private static final int FEWEST_OCCURRENCES = 2;

    /** Divided by its rank, what a frequent word has besides. */
    private static final int FREQUENT = 8000;

    private static final int BUDGET = 1 << 19;

    /** Where the columns of rows 1, 2, ... start, and of one row more. */
    private final int[] start;

    /** For so many known tokens, the most frequent first. */
    TokenColumns(int tokens) {
        int occurrences = Math.max(FEWEST_OCCURRENCES, Math.min(OCCURRENCES, BUDGET / Math.max(1, tokens)));
        start = new int[tokens + 1];
        start[0] = UNKNOWN + 1;
        for (int row = 1; row <= tokens; row++) {
            start[row] = Math.addExact(start[row - 1], occurrences + FREQUENT / row);
        }
    }

    int size() {
        return start[start.length - 1];
    }

    /** Of an occurrence, counted from 1, of the token of an embedding's row; row 0 is that of unknown tokens. */
    int column(int row, int occurrence) {
        if (row == 0 || occurrence > start[row] - start[row - 1]) {
            return UNKNOWN;
        }
        return start[row - 1] + occurrence - 1;
    }

    /** The embedding's row of a column. */
    int row(int column) {
        int at = Arrays.binarySearch(start, column);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /** The occurrence that a column is of, counted from 1; 1 for that of the unknown ones. */
    int occurrence(int column) {
        return column == UNKNOWN ? 1 : column - start[row(column) - 1] + 1;
    }
}
