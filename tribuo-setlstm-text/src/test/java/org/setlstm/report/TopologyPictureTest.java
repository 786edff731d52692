package org.setlstm.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TopologyPictureTest {
    @Test
    void wordsAreBinnedByRank() {
        int[] words = new int[12];
        Arrays.fill(words, 0, 8, 3);
        Arrays.fill(words, 8, 12, 5);
        double[][] bins = TopologyPicture.bins(words);
        assertArrayEquals(new double[] {3.0, 5.0, 5.0}, bins[1], 1e-12);
        assertArrayEquals(new double[] {Math.sqrt(8), Math.sqrt(9 * 11), 12}, bins[0], 1e-12);
        assertEquals(0, TopologyPicture.bins(new int[0])[0].length);
    }
}
