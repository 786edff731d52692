package org.setlstm.ngram;

/**
 * Some of many numbers, and how many of them stand before each: one and a half bits a number, where an array of counts takes
 * 32. There is one for each model that is fitted.
 */
final class RankedBits {
    private final long[] bits;

    /** Before each word of the bits. */
    private final int[] before;

    /** Of numbers from 0 to below a size, none yet. */
    RankedBits(int size) {
        bits = new long[(size >>> 6) + 1];
        before = new int[bits.length];
    }

    /** Numbers are added in ascending order, and {@link #end} is called behind the last one. */
    void add(int number) {
        bits[number >>> 6] |= 1L << number;
    }

    void end() {
        for (int i = 1; i < bits.length; i++) {
            before[i] = before[i - 1] + Long.bitCount(bits[i - 1]);
        }
    }

    /** How many of those below a number were added; the number is the size at most. */
    int rank(int number) {
        return before[number >>> 6] + Long.bitCount(bits[number >>> 6] & (1L << number) - 1L);
    }
}
