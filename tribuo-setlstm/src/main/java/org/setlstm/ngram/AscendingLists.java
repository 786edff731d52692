package org.setlstm.ngram;

import java.util.Arrays;

/**
 * Lists of ascending numbers, as of the n-grams of documents, in two bytes a number: each as its gap from the one before, and
 * gaps of {@link #WIDE} and more in parts.
 */
final class AscendingLists {
    /** What is no gap that ends at a number, but a part of a wider one. */
    static final char WIDE = Character.MAX_VALUE;

    private final char[][] lists;

    private AscendingLists(char[][] lists) {
        this.lists = lists;
    }

    /** Of numbers that come part by part. Parts of different lists may come from different threads. */
    static final class Builder {
        private final char[][] lists;
        private final int[] last;

        /** So many lists, empty. */
        Builder(int size) {
            lists = new char[size][0];
            last = new int[size];
        }

        /** Adds numbers to a list: ascending, each once, larger than those it has. */
        void add(int list, int[] numbers) {
            if (numbers.length > 0) {
                char[] gaps = AscendingLists.gaps(numbers, last[list]);
                char[] longer = Arrays.copyOf(lists[list], lists[list].length + gaps.length);
                System.arraycopy(gaps, 0, longer, lists[list].length, gaps.length);
                lists[list] = longer;
                last[list] = numbers[numbers.length - 1];
            }
        }

        /** After that nothing may be added. */
        AscendingLists build() {
            return new AscendingLists(lists);
        }
    }

    static char[] gaps(int[] numbers) {
        return gaps(numbers, 0);
    }

    private static char[] gaps(int[] numbers, int start) {
        int wide = 0;
        for (int i = 0, before = start; i < numbers.length; before = numbers[i++]) {
            wide += (numbers[i] - before) / WIDE;
        }
        char[] gaps = new char[numbers.length + wide];
        int at = 0;
        int before = start;
        for (int number : numbers) {
            int gap = number - before;
            for (; gap >= WIDE; gap -= WIDE) {
                gaps[at++] = WIDE;
            }
            gaps[at++] = (char) gap;
            before = number;
        }
        return gaps;
    }

    int size() {
        return lists.length;
    }

    /** To be added up: at each sum a number of the list stands, but not behind a {@link #WIDE} one. */
    char[] gaps(int list) {
        return lists[list];
    }

    int[] get(int list) {
        int count = 0;
        for (char gap : lists[list]) {
            count += gap < WIDE ? 1 : 0;
        }
        int[] numbers = new int[count];
        int number = 0;
        int at = 0;
        for (char gap : lists[list]) {
            number += gap;
            if (gap < WIDE) {
                numbers[at++] = number;
            }
        }
        return numbers;
    }
}
