package org.setlstm.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EpochCounterTest {
    private static final TrainingData DATA =
            new TrainingData(new int[][] {{1, 2, 3}, {4}, {5, 6}}, new int[3], new float[] {1.0f, 1.0f, 1.0f});

    @Test
    void batchesAreCountedFromTheFirstEpochOn() throws InterruptedException {
        EpochCounter counter = new EpochCounter(4, 5);
        assertEquals(20, counter.plannedSteps());
        assertEquals(0, counter.steps());
        long before = System.nanoTime();
        counter.begin(3);
        counter.add(DATA, new int[] {0, 2}, 0.5);
        counter.begin(3);
        counter.add(DATA, new int[] {1}, 2.0);
        assertEquals(12, counter.steps());
        Thread.sleep(20);
        Progress progress = counter.progress();
        double seconds = progress.seconds();
        long after = System.nanoTime();
        assertEquals(new Progress(3, 4, 2, 5, (2 * 0.5 + 2.0) / 3, 6, seconds, null), progress);
        assertTrue(seconds >= 0.02 && seconds <= (after - before) / 1e9, "from the epoch's start: " + seconds);
        counter.begin(4);
        assertEquals(15, counter.steps(), "the epoch before it was whole");
        for (int batch = 0; batch < 5; batch++) {
            assertTrue(counter.withinEpoch());
            counter.add(DATA, new int[] {1}, 1.0);
        }
        assertFalse(counter.withinEpoch());
        assertEquals(
                "epoch 4 of 4: loss 1.0000, 10 tokens/s, 0.5 s", new Progress(4, 4, 5, 5, 1.0, 5, 0.5, null).summary());
        assertEquals(5, counter.progress().tokens());
    }
}
