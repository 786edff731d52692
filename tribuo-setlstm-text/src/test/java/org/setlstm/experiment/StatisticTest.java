package org.setlstm.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StatisticTest {
    @Test
    void meanAndSampleDeviation() {
        Statistic s = Statistic.of(new double[] {2.0, 4.0, 4.0, 6.0});
        assertEquals(4.0, s.mean(), 1e-12);
        // (4 + 0 + 0 + 4) / 3.
        assertEquals(1.632993161855452, s.deviation(), 1e-12);
    }

    @Test
    void aSingleRunHasNoDeviation() {
        Statistic s = Statistic.of(new double[] {0.5});
        assertEquals(0.5, s.mean());
        assertTrue(Double.isNaN(s.deviation()));
    }
}
