package org.setlstm.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs with the profile {@code benchmark}. */
class NumbersTest {
    @Test
    void severalRoundsHaveALeastAndAMost() {
        assertEquals("3.0 (2.5–7.0)", Numbers.spread(List.of(7.0, 2.5, 3.0), v -> v, Numbers::times));
        assertEquals("30% (20%–40%)", Numbers.spread(new double[] {0.4, 0.2}, Numbers::percent));
    }

    @Test
    void oneRoundHasNone() {
        assertEquals("3.0", Numbers.spread(new double[] {3.0}, Numbers::times));
    }

    @Test
    void ratiosAreTakenWithinARound() {
        assertArrayEquals(new double[] {2.0, 0.5}, Numbers.ratios(new double[] {4.0, 2.0}, new double[] {2.0, 4.0}));
    }
}
