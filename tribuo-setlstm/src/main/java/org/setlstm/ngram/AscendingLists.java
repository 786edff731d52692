package org.setlstm.ngram;

import java.util.function.IntFunction;
import org.setlstm.parallel.ParallelLoop;

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

    /**
     * @param size How many lists.
     * @param list Gives each, its numbers from 0 on, each once. It is called by several threads.
     */
    static AscendingLists of(int size, IntFunction<int[]> list) {
        char[][] lists = new char[size][];
        ParallelLoop.forEach(size, i -> lists[i] = gaps(list.apply(i)));
        return new AscendingLists(lists);
    }

    static char[] gaps(int[] numbers) {
        int wide = 0;
        for (int i = 0, before = 0; i < numbers.length; before = numbers[i++]) {
            wide += (numbers[i] - before) / WIDE;
        }
        char[] gaps = new char[numbers.length + wide];
        int at = 0;
        int before = 0;
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
