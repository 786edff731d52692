package org.setlstm.optimise;

import org.setlstm.parallel.ParallelLoop;
import org.setlstm.parallel.Workers;

/**
 * Loops over the elements of long arrays, where no element knows of another: so the result is the same in one piece or
 * cut into slices that run in parallel, if the calling thread has threads for that.
 */
public final class Slices {
    /** Elements of a slice; what is shorter than a few of them isn't worth the dealing out. */
    static final int SIZE = 1 << 16;

    private Slices() {}

    /** A loop. */
    @FunctionalInterface
    public interface Loop {
        /**
         * Runs over a part of the elements.
         *
         * @param from The first.
         * @param to The last, exclusive.
         */
        void run(int from, int to);
    }

    /**
     * Runs over all elements.
     *
     * @param length How many.
     * @param loop Is called for parts that together are all of them, at once on several threads.
     */
    public static void forEach(int length, Loop loop) {
        if (length < 4 * SIZE || !Workers.areThere()) {
            loop.run(0, length);
            return;
        }
        ParallelLoop.forEach(
                (length + SIZE - 1) / SIZE, s -> loop.run(s * SIZE, Math.min(length - s * SIZE, SIZE) + s * SIZE));
    }
}
