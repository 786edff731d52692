package org.setlstm.ngram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Ranks against counting. */
class RankedBitsTest {
    @Test
    void ranksAreCounts() {
        SplittableRandom random = new SplittableRandom(8);
        for (int size : new int[] {0, 1, 63, 64, 65, 128, 1000}) {
            for (int oneOf : new int[] {1, 2, 90}) {
                RankedBits bits = new RankedBits(size);
                int[] before = new int[size + 1];
                for (int i = 0; i < size; i++) {
                    boolean added = random.nextInt(oneOf) == 0;
                    if (added) {
                        bits.add(i);
                    }
                    before[i + 1] = before[i] + (added ? 1 : 0);
                }
                bits.end();
                for (int i = 0; i <= size; i++) {
                    assertEquals(before[i], bits.rank(i));
                }
            }
        }
    }
}
