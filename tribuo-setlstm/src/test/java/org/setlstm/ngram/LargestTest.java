package org.setlstm.ngram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against sorting. */
class LargestTest {
    @Test
    void isWhatSortingGives() {
        SplittableRandom random = new SplittableRandom(5);
        for (int size : new int[] {1, 2, 7, 300}) {
            double[] numbers = random.doubles(size).toArray();
            for (int i = 0; i < size; i++) {
                switch (random.nextInt(6)) {
                    case 0 -> numbers[i] = 0.0;
                    case 1 -> numbers[i] = Double.POSITIVE_INFINITY;
                    case 2 -> numbers[i] = numbers[random.nextInt(size)];
                    case 3 -> numbers[i] *= 1e-300;
                    // Differs from others in its last bits alone.
                    case 4 -> numbers[i] = Math.nextUp(numbers[random.nextInt(size)]);
                    default -> {}
                }
            }
            double[] sorted = numbers.clone();
            Arrays.sort(sorted);
            for (int n = 1; n < size; n++) {
                assertEquals(sorted[size - n], Largest.of(numbers, n), "the " + n + "th of " + size);
            }
            assertEquals(sorted[size - 1], size == 1 ? numbers[0] : Largest.of(numbers, 0));
            assertEquals(0.0, Largest.of(numbers, size));
        }
    }
}
