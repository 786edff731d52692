package org.setlstm.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What evolution does to blocks that share their positions: connections go and come whole. */
class SharedEvolutionTest {
    private static final int BLOCKS = 4;
    private static final int ROWS = 12;
    private static final int COLUMNS = 17;

    private static SparseMatrix drawn(double density, SplittableRandom random) {
        SparseMatrix m = ErdosRenyi.drawShared(BLOCKS, ROWS, COLUMNS, new Sparsity(0.0, density), random);
        Uniform.fill(m.values(), 1.0, random);
        return m;
    }

    /** A row of connections, each with these weights in the order of the blocks. */
    private static SparseMatrix row(float[]... connections) {
        int size = connections.length;
        long[] positions = new long[BLOCKS * size];
        float[] values = new float[BLOCKS * size];
        for (int k = 0; k < positions.length; k++) {
            positions[k] = k / size * 1000 + k % size * 50;
            values[k] = connections[k % size][k / size];
        }
        SparseMatrix m = SparseMatrix.zerosAt(BLOCKS, 1000, positions);
        System.arraycopy(values, 0, m.values(), 0, values.length);
        return m;
    }

    private static float[] weights(float... weights) {
        return weights;
    }

    private static Set<Integer> removed(SparseMatrix m, int[] origin) {
        int size = m.stored() / BLOCKS;
        Set<Integer> removed = new HashSet<>();
        IntStream.range(0, size).forEach(removed::add);
        Arrays.stream(origin, 0, size).forEach(removed::remove);
        return removed;
    }

    /**
     * Of ten connections 0.3 are three: 1 with a sum of 0.4, 4 with 0.8, 8 with 1.2. The next are 3 with 2, though all its
     * weights together are 0, and 6, of which one weight alone is large; 9 is last with 40.
     */
    @ParameterizedTest
    @EnumSource
    void connectionsOfTheLeastMagnitudesGoWhateverTheirSigns(RemovalRule rule) {
        SparseMatrix m = row(
                weights(-9, -9, -9, -9),
                weights(-0.1f, -0.1f, -0.1f, -0.1f),
                weights(3, 3, 3, 3),
                weights(0.5f, -0.5f, 0.5f, -0.5f),
                weights(0.2f, 0.2f, -0.2f, 0.2f),
                weights(5, -5, 5, 5),
                weights(0, 0, 0, 2.5f),
                weights(-1, 1, 1, 1),
                weights(-0.3f, 0.3f, 0.3f, 0.3f),
                weights(10, -10, -10, 10));
        int[] origin = new SparseEvolution(rule, 0.3, 0.0).evolveShared(m, BLOCKS, new SplittableRandom(1));
        assertEquals(Set.of(1, 4, 8), removed(m, origin));
    }

    @Test
    void aConnectionOfZerosGoesAndOneThatHasAWeightStays() {
        SparseMatrix m = row(
                weights(1, 1, 1, 1),
                weights(0, -0.0f, 0, 0),
                weights(0, 0, 1e-30f, 0),
                weights(0, 0, 0, -1e-30f),
                weights(-1, 0, 0, 0));
        int[] origin = new SparseEvolution(0.0, 0.0).evolveShared(m, BLOCKS, new SplittableRandom(1));
        assertEquals(Set.of(1), removed(m, origin));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 0.95, 1.0})
    void positionsStaySharedCountsNeverDriftAndWhatIsKeptStays(double density) {
        SplittableRandom random = new SplittableRandom(6);
        SparseMatrix m = drawn(density, random);
        int size = m.stored() / BLOCKS;
        for (int round = 0; round < 60; round++) {
            float[][] before = Dense.of(m);
            float[] valuesBefore = m.values().clone();
            int[] origin = new SparseEvolution(0.3, 0.1).evolveShared(m, BLOCKS, random);
            Dense.assertForm(m);
            assertTrue(m.sharesPositions(BLOCKS), "round " + round);
            assertEquals(BLOCKS * size, m.rowStart()[m.rows()]);
            float[][] after = Dense.of(m);
            for (int r = 0; r < m.rows(); r++) {
                for (int k = m.rowStart()[r]; k < m.rowStart()[r + 1]; k++) {
                    int first = origin[k % size];
                    assertEquals(
                            first == SparseEvolution.GROWN ? first : k / size * size + first,
                            origin[k],
                            "the gates' weights go together");
                    if (origin[k] != SparseEvolution.GROWN) {
                        int c = m.columnIndices()[k];
                        assertEquals(before[r][c], after[r][c], "entries stay in place");
                        assertEquals(valuesBefore[origin[k]], m.values()[k], "their origin is where their value was");
                    }
                }
            }
            long grown = Arrays.stream(origin)
                    .filter(o -> o == SparseEvolution.GROWN)
                    .count();
            assertEquals(density == 1.0 ? 0 : BLOCKS * (int) (0.3 * size), grown);
        }
    }

    @Test
    void theStrongestConnectionsSurviveForEver() {
        SplittableRandom random = new SplittableRandom(8);
        SparseMatrix m = drawn(0.3, random);
        int size = m.stored() / BLOCKS;
        // One whose weights almost cancel, and one with a single weight that counts.
        m.values()[5] = -1000.0f;
        m.values()[size + 5] = 1000.0f;
        m.values()[7] = -1000.0f;
        for (int b = 1; b < BLOCKS; b++) {
            m.values()[b * size + 7] = -1e-9f;
        }
        float[][] before = Dense.of(m);
        for (int round = 0; round < 50; round++) {
            new SparseEvolution(0.5, 0.1).evolveShared(m, BLOCKS, random);
        }
        float[][] after = Dense.of(m);
        int kept = 0;
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                if (Math.abs(before[r][c]) == 1000.0f) {
                    for (int b = 0; b < BLOCKS; b++) {
                        assertEquals(before[b * ROWS + r][c], after[b * ROWS + r][c]);
                    }
                    kept++;
                }
            }
        }
        assertEquals(2, kept);
    }

    @Test
    void everyWeightOfANewConnectionHasAValueOfItsOwn() {
        SplittableRandom random = new SplittableRandom(10);
        SparseMatrix m = ErdosRenyi.drawShared(BLOCKS, 50, 80, new Sparsity(0.0, 0.5), random);
        // All entries are zeros, so all go.
        int[] origin = new SparseEvolution(0.1, 0.02).evolveShared(m, BLOCKS, random);
        assertTrue(Arrays.stream(origin).allMatch(o -> o == SparseEvolution.GROWN));
        double squares = 0.0;
        for (float v : m.values()) {
            squares += (double) v * v;
        }
        assertEquals(0.02, Math.sqrt(squares / m.stored()), 0.0005);
        int size = m.stored() / BLOCKS;
        long equal = IntStream.range(size, m.stored())
                .filter(k -> m.values()[k] == m.values()[k % size])
                .count();
        assertTrue(equal < 5, equal + " weights are those of the first gate");
    }

    @Test
    void aFullMatrixIsLeftAlone() {
        SparseMatrix m = drawn(1.0, new SplittableRandom(1));
        m.values()[7] = 0.0f;
        float[] before = m.values().clone();
        SplittableRandom random = new SplittableRandom(2);
        int[] origin = new SparseEvolution(0.5, 0.1).evolveShared(m, BLOCKS, random);
        assertArrayEquals(IntStream.range(0, m.stored()).toArray(), origin);
        assertArrayEquals(before, m.values());
        assertEquals(new SplittableRandom(2).nextLong(), random.nextLong());
    }
}
