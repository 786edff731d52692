package org.setlstm.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shares of labels of very different frequency, drawn at random. */
class StratifiedShareTest {
    /** 900, 90, 9 and 1 of a label, mixed. */
    private static final int[] LABELS = IntStream.range(0, 1000)
            .map(i -> i % 1000 == 500 ? 3 : i % 100 == 7 && i < 900 ? 2 : i % 11 == 3 ? 1 : 0)
            .toArray();

    private static int count(BitSet drawn, int label) {
        return (int) drawn.stream().filter(i -> LABELS[i] == label).count();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.05, 0.1, 0.25, 0.5, 0.9, 0.999})
    void everyLabelHasItsPart(double share) {
        BitSet drawn = StratifiedShare.draw(LABELS, 5, share, new SplittableRandom(1));
        int all = 0;
        for (int label = 0; label < 4; label++) {
            int c = label;
            int members = (int) IntStream.of(LABELS).filter(l -> l == c).count();
            int part = count(drawn, label);
            assertEquals(share * members, part, members == 1 ? 1.0 : 1.001, "label " + label);
            assertTrue(part < members, "one is left");
            all += part;
        }
        assertEquals(drawn.cardinality(), all);
        assertEquals(share * 1000, all, share > 0.99 ? 4.0 : 1.0);
    }

    /** 100 labels of 4: a tenth of each rounds to nothing, and of all of them to 40. */
    @Test
    void roundingDoesNotAddUp() {
        int[] labels = IntStream.range(0, 400).map(i -> i % 100).toArray();
        assertEquals(
                40,
                StratifiedShare.draw(labels, 100, 0.1, new SplittableRandom(1)).cardinality());
    }

    @Test
    void everyExampleHasTheSameChance() {
        int[] times = new int[1000];
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 2000; i++) {
            StratifiedShare.draw(LABELS, 4, 0.3, random).stream().forEach(d -> times[d]++);
        }
        for (int i = 0; i < 1000; i++) {
            // A standard deviation is 20; of the 9 a third, of the 1 none is drawn.
            double expected = LABELS[i] == 3 ? 0.0 : 600.0;
            assertEquals(expected, times[i], LABELS[i] == 2 ? 160.0 : 100.0, "example " + i);
        }
    }

    @Test
    void theSeedDecides() {
        assertEquals(
                StratifiedShare.draw(LABELS, 4, 0.1, new SplittableRandom(3)),
                StratifiedShare.draw(LABELS, 4, 0.1, new SplittableRandom(3)));
        assertNotEquals(
                StratifiedShare.draw(LABELS, 4, 0.1, new SplittableRandom(3)),
                StratifiedShare.draw(LABELS, 4, 0.1, new SplittableRandom(4)));
    }

    @Test
    void nothingToHoldOutIsRefused() {
        SplittableRandom random = new SplittableRandom(5);
        assertThrows(
                IllegalArgumentException.class, () -> StratifiedShare.draw(new int[] {0, 0, 1, 1}, 2, 0.1, random));
        assertThrows(IllegalArgumentException.class, () -> StratifiedShare.draw(new int[] {0, 1}, 2, 0.9, random));
    }
}
