package org.setlstm.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What evolution removes, keeps and adds, told by values that are their own names. */
class SparseEvolutionTest {
    private static final int BLOCKS = 4;

    private static SparseMatrix drawn(double density, SplittableRandom random) {
        SparseMatrix m = ErdosRenyi.draw(BLOCKS, 12, 17, new Sparsity(0.0, density), random);
        Uniform.fill(m.values(), 1.0, random);
        return m;
    }

    /** Where each entry stands and what it is worth, by position. */
    private static Map<Integer, Float> entries(SparseMatrix m) {
        Map<Integer, Float> entries = new HashMap<>();
        for (int r = 0; r < m.rows(); r++) {
            for (int k = m.rowStart()[r]; k < m.rowStart()[r + 1]; k++) {
                entries.put(r * m.columns() + m.columnIndices()[k], m.values()[k]);
            }
        }
        return entries;
    }

    private static Set<Float> values(SparseMatrix m) {
        Set<Float> values = new HashSet<>();
        for (float v : m.values()) {
            values.add(v);
        }
        return values;
    }

    /** One row of ten positive and seven negative weights, the smallest not first, and three zeros. */
    private static SparseMatrix known() {
        float[] values = {9, -3, 1, 0, 8, -7, 2, 10, -1, -0.0f, 3, -6, 7, 0, 4, -2, 5, -4, 6, -5};
        long[] positions =
                IntStream.range(0, values.length).mapToLong(i -> 50L * i).toArray();
        SparseMatrix m = SparseMatrix.zerosAt(1, 1000, positions);
        System.arraycopy(values, 0, m.values(), 0, values.length);
        return m;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSmallestOfEachSignAndTheZerosGo(long seed) {
        SparseMatrix m = known();
        // 0.3 of 10 positive ones: 1, 2, 3. 0.3 of 7 negative ones, rounded down: -1, -2. And all three zeros.
        int[] origin = new SparseEvolution(0.3, 0.0).evolve(m, 1, new SplittableRandom(seed));
        Set<Float> kept = values(m);
        kept.remove(0.0f);
        assertEquals(Set.of(4f, 5f, 6f, 7f, 8f, 9f, 10f, -3f, -4f, -5f, -6f, -7f), kept);
        assertEquals(
                8, Arrays.stream(origin).filter(o -> o == SparseEvolution.GROWN).count());
    }

    @Test
    void ofEqualWeightsNoMoreGoThanTheFraction() {
        SparseMatrix m = ErdosRenyi.draw(1, 10, 10, new Sparsity(0.0, 0.4), new SplittableRandom(1));
        Arrays.fill(m.values(), 0.5f);
        new SparseEvolution(0.25, 0.0).evolve(m, 1, new SplittableRandom(2));
        int kept = 0;
        for (float v : m.values()) {
            kept += v == 0.5f ? 1 : 0;
        }
        assertEquals(30, kept);
    }

    @Test
    void nothingButZerosMovesWithoutAFraction() {
        SparseMatrix m = known();
        int[] origin = new SparseEvolution(0.0, 0.0).evolve(m, 1, new SplittableRandom(4));
        assertEquals(
                3, Arrays.stream(origin).filter(o -> o == SparseEvolution.GROWN).count());
        assertEquals(18, values(m).size(), "10 positive, 7 negative and zero");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 0.95, 1.0})
    void countsNeverDriftAndWhatIsKeptStays(double density) {
        SplittableRandom random = new SplittableRandom(6);
        SparseMatrix m = drawn(density, random);
        int[] counts = Dense.blockCounts(m, BLOCKS);
        for (int round = 0; round < 60; round++) {
            Map<Integer, Float> before = entries(m);
            float[] valuesBefore = m.values().clone();
            int[] origin = new SparseEvolution(0.3, 0.1).evolve(m, BLOCKS, random);
            Dense.assertForm(m);
            assertArrayEquals(counts, Dense.blockCounts(m, BLOCKS));
            int k = 0;
            for (int r = 0; r < m.rows(); r++) {
                for (; k < m.rowStart()[r + 1]; k++) {
                    if (origin[k] != SparseEvolution.GROWN) {
                        float value = m.values()[k];
                        assertEquals(
                                value, before.get(r * m.columns() + m.columnIndices()[k]), "entries stay in place");
                        assertEquals(value, valuesBefore[origin[k]], "their origin is where their value was");
                    }
                }
            }
            int[] origins = Arrays.stream(origin).filter(o -> o >= 0).toArray();
            assertEquals(origins.length, Arrays.stream(origins).distinct().count());
        }
    }

    /** Each block loses floor(0.3 P) + floor(0.3 N) of its own, however weights differ between blocks. */
    @Test
    void aZeroGoesInWhateverBlock() {
        for (int b = 0; b < BLOCKS; b++) {
            SplittableRandom random = new SplittableRandom(8);
            SparseMatrix m = drawn(0.4, random);
            Arrays.fill(m.values(), 1.0f);
            int zero = m.rowStart()[b * m.rows() / BLOCKS] + 1;
            m.values()[zero] = 0.0f;
            int[] origin = new SparseEvolution(1e-6, 0.1).evolve(m, BLOCKS, random);
            assertEquals(
                    1,
                    Arrays.stream(origin)
                            .filter(o -> o == SparseEvolution.GROWN)
                            .count());
            assertTrue(Arrays.stream(origin).noneMatch(o -> o == zero));
        }
    }

    @Test
    void blocksEvolveEachForItself() {
        SplittableRandom random = new SplittableRandom(7);
        SparseMatrix m = drawn(0.4, random);
        int rows = m.rows() / BLOCKS;
        int[] expected = new int[BLOCKS];
        for (int b = 0; b < BLOCKS; b++) {
            int positive = 0;
            int negative = 0;
            for (int k = m.rowStart()[b * rows]; k < m.rowStart()[(b + 1) * rows]; k++) {
                // The first block's weights are the smallest of all.
                m.values()[k] *= (float) Math.pow(100.0, b);
                positive += m.values()[k] > 0 ? 1 : 0;
                negative += m.values()[k] < 0 ? 1 : 0;
            }
            expected[b] = 3 * positive / 10 + 3 * negative / 10;
        }
        int[] origin = new SparseEvolution(0.3, 0.1).evolve(m, BLOCKS, random);
        for (int b = 0; b < BLOCKS; b++) {
            long grown = Arrays.stream(origin, m.rowStart()[b * rows], m.rowStart()[(b + 1) * rows])
                    .filter(o -> o == SparseEvolution.GROWN)
                    .count();
            assertEquals(expected[b], grown);
        }
    }

    @Test
    void theGreatestWeightsOfBothSignsSurviveForEver() {
        SplittableRandom random = new SplittableRandom(8);
        SparseMatrix m = drawn(0.3, random);
        int at = m.rowStart()[5];
        m.values()[at] = -1000.0f;
        m.values()[at + 1] = 1000.0f;
        for (int round = 0; round < 50; round++) {
            new SparseEvolution(0.5, 0.1).evolve(m, BLOCKS, random);
            assertTrue(values(m).containsAll(Set.of(-1000.0f, 1000.0f)), "after round " + round);
        }
    }

    @Test
    void everyFreePositionIsReachedAndAlikeOften() {
        SplittableRandom random = new SplittableRandom(9);
        int[] grown = new int[1000];
        int rounds = 20_000;
        SparseEvolution evolution = new SparseEvolution(0.3, 0.0);
        for (int i = 0; i < rounds; i++) {
            SparseMatrix m = known();
            int[] origin = evolution.evolve(m, 1, random);
            for (int k = 0; k < origin.length; k++) {
                grown[m.columnIndices()[k]] += origin[k] == SparseEvolution.GROWN ? 1 : 0;
            }
        }
        // 8 entries grow at 988 positions: the 980 that were free, and the 8 that have just been freed.
        double expected = rounds * 8.0 / 988.0;
        SparseMatrix m = known();
        for (int c = 0; c < grown.length; c++) {
            int index = Arrays.binarySearch(m.columnIndices(), c);
            boolean kept = index >= 0 && (m.values()[index] > 3.0f || m.values()[index] < -2.0f);
            assertEquals(kept ? 0.0 : expected, grown[c], 5.0 * Math.sqrt(expected), "column " + c);
            assertFalse(kept && grown[c] > 0);
        }
    }

    @Test
    void newWeightsAreUniformAroundZeroWithTheScaleAsDeviation() {
        SplittableRandom random = new SplittableRandom(10);
        SparseMatrix m = ErdosRenyi.draw(1, 200, 400, new Sparsity(0.0, 0.5), random);
        // All entries are zeros, so all go.
        int[] origin = new SparseEvolution(0.1, 0.02).evolve(m, 1, random);
        assertTrue(Arrays.stream(origin).allMatch(o -> o == SparseEvolution.GROWN));
        double sum = 0.0;
        double squares = 0.0;
        double greatest = 0.0;
        for (float v : m.values()) {
            sum += v;
            squares += (double) v * v;
            greatest = Math.max(greatest, Math.abs(v));
        }
        int n = m.stored();
        assertEquals(0.0, sum / n, 5 * 0.02 / Math.sqrt(n));
        assertEquals(0.02, Math.sqrt(squares / n), 0.0003);
        // A uniform distribution ends at sqrt(3) deviations.
        assertEquals(0.02 * Math.sqrt(3.0), greatest, 1e-5);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        for (double zeta : new double[] {-0.1, 1.0, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new SparseEvolution(zeta, 0.1));
        }
        for (double scale : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new SparseEvolution(0.3, scale));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFullMatrixIsLeftAlone(RemovalRule rule) {
        SparseMatrix m = drawn(1.0, new SplittableRandom(1));
        m.values()[7] = 0.0f;
        Map<Integer, Float> before = entries(m);
        SplittableRandom random = new SplittableRandom(2);
        int[] origin = new SparseEvolution(rule, 0.5, 0.1).evolve(m, BLOCKS, random);
        assertArrayEquals(IntStream.range(0, m.stored()).toArray(), origin);
        assertEquals(before, entries(m));
        assertEquals(new SplittableRandom(2).nextLong(), random.nextLong());
    }
}
