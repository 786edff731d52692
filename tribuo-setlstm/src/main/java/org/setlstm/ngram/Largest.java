package org.setlstm.ngram;

/** The n-th largest of many numbers, found digit by digit of their bits: without a sorted copy of millions. */
final class Largest {
    private static final int DIGIT = 16;

    private Largest() {}

    /**
     * Of numbers from 0 on.
     *
     * @param numbers None is NaN or -0.
     * @param n From 1 on; 1 for the largest. 0 is taken for 1.
     * @return The n-th largest, equal ones counted one by one; 0 if there are no more than n.
     */
    static double of(double[] numbers, int n) {
        if (n >= numbers.length) {
            return 0.0;
        }
        // Such numbers are in the order of their bits.
        long found = 0L;
        int left = Math.max(1, n);
        for (int shift = Double.SIZE - DIGIT; shift >= 0; shift -= DIGIT) {
            int[] counts = new int[1 << DIGIT];
            for (double number : numbers) {
                long bits = Double.doubleToRawLongBits(number);
                // A shift by 64 would be one by 0.
                if ((bits ^ found) >>> shift >>> DIGIT == 0L) {
                    counts[(int) (bits >>> shift) & (1 << DIGIT) - 1]++;
                }
            }
            int digit = counts.length - 1;
            for (; left > counts[digit]; digit--) {
                left -= counts[digit];
            }
            found |= (long) digit << shift;
        }
        return Double.longBitsToDouble(found);
    }
}
