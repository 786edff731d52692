package org.setlstm.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rows get entries by weight: at the start exactly, in growth by chance. */
class RowWeightsTest {
    private static final int[] FREQUENCIES = {100, 25, 4, 1, 0};

    private static int[] rows(SparseMatrix m) {
        int[] counts = new int[m.rows()];
        Arrays.setAll(counts, r -> m.rowStart()[r + 1] - m.rowStart()[r]);
        return counts;
    }

    @Test
    void sharesAreProportional() {
        // Roots of the frequencies, none below one: 10, 5, 2, 1, 1 of 19.
        assertArrayEquals(
                new int[] {20, 10, 4, 2, 2},
                RowWeights.ofFrequencies(FREQUENCIES, 0.5).counts(100, 38));
    }

    @Test
    void remaindersGoToTheLargestAndThenToTheFirst() {
        // 20 / 19 of the weights: 10.53, 5.26, 2.11, 1.05, 1.05.
        assertArrayEquals(
                new int[] {11, 5, 2, 1, 1},
                RowWeights.ofFrequencies(FREQUENCIES, 0.5).counts(100, 20));
        assertArrayEquals(
                new int[] {3, 3, 2, 2, 2},
                RowWeights.ofFrequencies(FREQUENCIES, 1e-12).counts(100, 12));
    }

    @Test
    void fullRowsLeaveTheRestToTheOthers() {
        // Of 24 the first would get 12.6, the second 6.3: with 6 columns both are full, and 12 are left for 2, 1, 1.
        assertArrayEquals(
                new int[] {6, 6, 6, 3, 3},
                RowWeights.ofFrequencies(FREQUENCIES, 0.5).counts(6, 24));
        assertArrayEquals(
                new int[] {6, 6, 6, 6, 6},
                RowWeights.ofFrequencies(FREQUENCIES, 2.0).counts(6, 30));
    }

    @Test
    void topologiesAreDrawnByWeight() {
        RowWeights weights = RowWeights.ofFrequencies(FREQUENCIES, 0.5);
        SparseMatrix m = ErdosRenyi.draw(5, 20, new Sparsity(0.0, 0.38), weights, new SplittableRandom(1));
        assertArrayEquals(new int[] {20, 10, 4, 2, 2}, rows(m));
    }

    @Test
    void withoutWeightsTopologiesAreErdosRenyis() {
        Sparsity s = new Sparsity(0.0, 0.3);
        assertArrayEquals(
                ErdosRenyi.draw(1, 7, 9, s, new SplittableRandom(1)).columnIndices(),
                ErdosRenyi.draw(7, 9, s, RowWeights.NONE, new SplittableRandom(1))
                        .columnIndices());
    }

    /** Half of the entries of equal rows go, and come back by weight. */
    @Test
    void growthFollowsTheWeights() {
        int[] frequencies = {900, 900, 100, 100};
        SplittableRandom random = new SplittableRandom(3);
        SparseMatrix m = ErdosRenyi.draw(4, 10_000, new Sparsity(0.0, 0.1), RowWeights.NONE, random);
        Uniform.fill(m.values(), 1.0, random);
        int[] before = rows(m);
        int[] origin = new SparseEvolution(0.5, 0.1)
                .evolve(m, 1, r -> true, RowWeights.ofFrequencies(frequencies, 1.0), random);
        int[] grown = new int[4];
        for (int r = 0; r < 4; r++) {
            for (int k = m.rowStart()[r]; k < m.rowStart()[r + 1]; k++) {
                grown[r] += origin[k] < 0 ? 1 : 0;
            }
        }
        int all = Arrays.stream(grown).sum();
        assertEquals(Arrays.stream(before).sum() / 2.0, all, 2.0);
        for (int r = 0; r < 4; r++) {
            assertEquals(frequencies[r] / 2000.0, grown[r] / (double) all, 0.03, "row " + r);
        }
    }

    @Test
    void growthFillsWhatIsAlmostFull() {
        SplittableRandom random = new SplittableRandom(3);
        SparseMatrix m = ErdosRenyi.draw(3, 4, new Sparsity(0.0, 0.9), RowWeights.NONE, random);
        Uniform.fill(m.values(), 1.0, random);
        new SparseEvolution(0.9, 0.1)
                .evolve(m, 1, r -> true, RowWeights.ofFrequencies(new int[] {1_000_000, 1, 1}, 1.0), random);
        assertEquals(11, m.rowStart()[3]);
        assertTrue(Arrays.stream(rows(m)).allMatch(n -> n <= 4));
    }
}
