package org.setlstm.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassesTest {
    /** About 1,500 steps, in batches that give an epoch 150, as far as 4 to 12 epochs and batches of 16 to 64 can. */
    @ParameterizedTest
    @CsvSource({
        "1, 12, 16",
        "1194, 12, 16",
        "2739, 9, 16",
        "4799, 5, 16",
        "4800, 10, 32",
        "6830, 7, 32",
        "9600, 10, 64",
        "25000, 4, 64",
        "10000000, 4, 64"
    })
    void smallDataSetsAreReadMoreOften(int documents, int epochs, int batchSize) {
        assertEquals(new Passes(epochs, batchSize), Passes.of(0, 0, documents));
    }

    @Test
    void whatIsSetStays() {
        assertEquals(new Passes(3, 20), Passes.of(3, 20, 100));
        assertEquals(new Passes(3, 16), Passes.of(3, 0, 100));
        // 100 / 2 = 50 steps.
        assertEquals(new Passes(12, 2), Passes.of(0, 2, 100));
        // 1500 / (10000 / 50) = 7.5
        assertEquals(new Passes(8, 50), Passes.of(0, 50, 10_000));
    }
}
