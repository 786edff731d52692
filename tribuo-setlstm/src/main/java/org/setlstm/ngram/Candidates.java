package org.setlstm.ngram;

import java.util.Arrays;

/** The n-grams that a layer's weights are chosen from, and which of them each document holds. */
final class Candidates {
    /** An n-gram that stands in fewer documents can tell nothing that another document could profit from. */
    static final int MIN_DOCUMENTS = 2;

    /** Entries of a table: some 100 MB. */
    private static final int MOST = 1 << 22;

    private final int[] rows;
    private final int[] starts;
    private final AscendingLists held;

    /**
     * @param rows The rows of their tokens, one candidate after another.
     * @param starts {@code [candidates + 1]}: where those of each begin.
     * @param held For each document its candidates.
     */
    Candidates(int[] rows, int[] starts, AscendingLists held) {
        this.rows = rows;
        this.starts = starts;
        this.held = held;
    }

    /** Numbered in the order in which the documents hold them, those of one token first. */
    static Candidates of(int[][] documents, int order, int minDocuments) {
        return of(documents, order, minDocuments, MOST);
    }

    static Candidates of(int[][] documents, int order, int minDocuments, int most) {
        return new CandidateCounter(documents, minDocuments, most).count(order);
    }

    int size() {
        return starts.length - 1;
    }

    /** The row of a candidate's token; 0 if it has several. */
    int word(int n) {
        return starts[n + 1] - starts[n] == 1 ? rows[starts[n]] : 0;
    }

    /** A new array. */
    int[] rows(int n) {
        return Arrays.copyOfRange(rows, starts[n], starts[n + 1]);
    }

    /** For each document its candidates. */
    AscendingLists held() {
        return held;
    }
}
