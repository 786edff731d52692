package org.setlstm.distributed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SplitMixTest {
    /** Of generators with the gamma that all begin with, and of those that splitting has given others. */
    @Test
    void drawsWhatASplittableRandomDraws() {
        SplittableRandom root = new SplittableRandom(53);
        for (int i = 0; i < 1000; i++) {
            long seed = root.nextLong();
            boolean split = i % 2 == 1;
            RandomGenerator read = generator(seed, split);
            SplitMix copy = new SplitMix(read.nextLong(), read.nextLong());
            RandomGenerator original = generator(seed, split);
            for (int d = 0; d < 20; d++) {
                assertEquals(original.nextLong(), copy.nextLong());
                assertEquals(original.nextDouble(), copy.nextDouble());
            }
        }
    }

    private static RandomGenerator generator(long seed, boolean split) {
        SplittableRandom random = new SplittableRandom(seed);
        return split ? random.split() : random;
    }
}
