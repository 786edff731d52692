package org.setlstm.network;

import java.util.Arrays;
import org.setlstm.kernel.Panel;

/**
 * When which lane is read. Lanes are sorted by descending length, so those that still run at a step are
 * 0 to {@code active - 1}: what has ended costs nothing. Steps are cut into chunks of constant width that together fill
 * about {@value #CHUNK_LANES} lanes, for the products that need not go step by step.
 */
final class Timeline {
    static final int CHUNK_LANES = 256;

    private int lanes;
    private int chunks;
    private int[] active = new int[1];
    private int[] firstStep = new int[1];
    private int[] width = new int[1];

    /** For so many lanes from {@code first} on. */
    void plan(Lanes sorted, int first, int count) {
        int steps = sorted.length(first);
        lanes = count;
        if (active.length <= steps) {
            active = new int[steps + 1];
            firstStep = new int[steps + 1];
            width = new int[steps + 1];
        }
        Arrays.fill(active, 0, steps + 1, 0);
        for (int d = 0, before = steps; d < count; d++) {
            int length = sorted.length(first + d);
            if (length == 0 || length > before) {
                throw new IllegalArgumentException("Documents must be sorted by descending length and not empty");
            }
            before = length;
            active[length - 1]++;
        }
        for (int t = steps - 1; t > 0; t--) {
            active[t - 1] += active[t];
        }
        chunks = 0;
        for (int t = 0; t < steps; chunks++) {
            firstStep[chunks] = t;
            width[chunks] = Panel.wide(active[t]);
            t = Math.min(steps, t + Math.max(1, CHUNK_LANES / width[chunks]));
            firstStep[chunks + 1] = t;
        }
    }

    int lanes() {
        return lanes;
    }

    int chunks() {
        return chunks;
    }

    int firstStep(int chunk) {
        return firstStep[chunk];
    }

    int steps(int chunk) {
        return firstStep[chunk + 1] - firstStep[chunk];
    }

    /** Lanes of each step of the chunk. */
    int width(int chunk) {
        return width[chunk];
    }

    /** Lanes that have a token at this step. */
    int active(int step) {
        return active[step];
    }

    /** Lanes that a panel needs for a chunk, of so many at a step. */
    static int chunkLanes(int lanes) {
        return Math.max(CHUNK_LANES, Panel.wide(lanes));
    }
}
