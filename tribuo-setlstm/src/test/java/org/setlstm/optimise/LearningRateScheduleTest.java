package org.setlstm.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where schedules begin, rise and end. */
class LearningRateScheduleTest {
    private static final double EXACT = 1e-12;

    @Test
    void constantIsConstant() {
        for (long step = 0; step < 100; step++) {
            assertEquals(1.0, LearningRateSchedule.CONSTANT.factor(step, 100, 0.0));
        }
    }

    @Test
    void cosineFallsFromOneToZeroThroughAHalf() {
        LearningRateSchedule cosine = LearningRateSchedule.COSINE;
        assertEquals(1.0, cosine.factor(0, 1000, 0.0));
        assertEquals((1.0 + Math.sqrt(0.5)) / 2.0, cosine.factor(250, 1000, 0.0), EXACT);
        assertEquals(0.5, cosine.factor(500, 1000, 0.0), EXACT);
        assertEquals((1.0 - Math.sqrt(0.5)) / 2.0, cosine.factor(750, 1000, 0.0), EXACT);
        assertEquals(0.0, cosine.factor(1000, 1000, 0.0), EXACT);
        // The last step taken is a small one, but one.
        assertTrue(cosine.factor(999, 1000, 0.0) > 0.0);
        assertTrue(cosine.factor(999, 1000, 0.0) < 1e-5);
    }

    @ParameterizedTest
    @EnumSource
    void warmupRisesInALineToOne(LearningRateSchedule schedule) {
        // A tenth of 90 steps: 9 steps, each a tenth more, and the tenth is the first at the full rate.
        for (int step = 0; step < 9; step++) {
            assertEquals((step + 1) / 10.0, schedule.factor(step, 90, 0.1), EXACT);
        }
        assertEquals(1.0, schedule.factor(9, 90, 0.1), EXACT);
    }

    @Test
    void cosineFallsOverWhatFollowsTheWarmup() {
        assertEquals(0.5, LearningRateSchedule.COSINE.factor(60, 100, 0.2), EXACT);
        assertEquals(0.0, LearningRateSchedule.COSINE.factor(100, 100, 0.2), EXACT);
    }

    @Test
    void aSingleStepIsTakenAtTheFullRate() {
        assertEquals(1.0, LearningRateSchedule.COSINE.factor(0, 1, 0.0));
    }
}
