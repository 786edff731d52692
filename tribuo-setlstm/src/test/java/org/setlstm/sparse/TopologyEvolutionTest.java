package org.setlstm.sparse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The policy around evolution: when, how much, by which rule, sparing whom; and what has been explored. */
class TopologyEvolutionTest {
    @Test
    void zetaFallsAlongHalfACosineIfAsked() {
        TopologyEvolution constant = TopologyEvolution.set().withZeta(0.4);
        TopologyEvolution cosine = constant.withZetaSchedule(ZetaSchedule.COSINE);
        for (double share : new double[] {0.0, 0.25, 0.5, 1.0}) {
            assertEquals(0.4, constant.at(share).zeta());
        }
        assertEquals(0.4, cosine.at(0.0).zeta());
        assertEquals(0.4 * (2.0 + Math.sqrt(2.0)) / 4.0, cosine.at(0.25).zeta(), 1e-12);
        assertEquals(0.2, cosine.at(0.5).zeta(), 1e-12);
        assertEquals(0.0, cosine.at(1.0).zeta(), 1e-12);
    }

    @Test
    void intervalsCountStepsOfAnEpoch() {
        TopologyEvolution every3 = TopologyEvolution.set().withInterval(3);
        assertTrue(every3.isDue(3) && every3.isDue(6));
        assertFalse(every3.isDue(4));
        assertFalse(TopologyEvolution.set().isDue(3));
        assertFalse(every3.withZeta(0.0).isDue(3));
        assertFalse(TopologyEvolution.none().evolves());
    }

    private static void assertRefused(String name, Executable setting) {
        String message = assertThrows(PropertyException.class, setting).getMessage();
        assertTrue(message.contains(name + " is "), message);
    }

    @Test
    void settingsOutOfRangeAreRefusedByName() {
        TopologyEvolution e = TopologyEvolution.set();
        assertRefused("zeta", () -> e.withZeta(1.0));
        assertRefused("zeta", () -> e.withZeta(Double.NaN));
        assertRefused("growthScale", () -> e.withGrowthScale(-0.1));
        assertRefused("evolutionInterval", () -> e.withInterval(-1));
    }

    @Test
    void provenanceRebuildsIt() {
        TopologyEvolution e = TopologyEvolution.set()
                .withRemovalRule(RemovalRule.GLOBAL_MAGNITUDE)
                .withZeta(0.2)
                .withZetaSchedule(ZetaSchedule.COSINE)
                .withInterval(7)
                .withGrowthScale(0.01)
                .withGuardUnseen(true);
        ConfigurationManager cm = new ConfigurationManager();
        cm.addConfiguration(ProvenanceUtil.extractConfiguration(e.getProvenance()));
        TopologyEvolution rebuilt = cm.lookupAll(TopologyEvolution.class).get(0);
        assertTrue(rebuilt.guardsUnseen());
        assertFalse(e.withGuardUnseen(false).guardsUnseen());
        assertEquals(e.toString(), rebuilt.toString());
        assertEquals(e.getProvenance(), rebuilt.getProvenance());
        assertEquals(
                "TopologyEvolution(removalRule=GLOBAL_MAGNITUDE,zeta=0.2,zetaSchedule=COSINE,evolutionInterval=7,"
                        + "growthScale=0.01,guardUnseen=true)",
                e.toString());
    }

    /** Two gates of one row: the first has the weights 1 to 10, the second -11 to -20. */
    private static SparseMatrix twoGates() {
        long[] positions = new long[20];
        for (int i = 0; i < 20; i++) {
            positions[i] = i / 10 * 100L + i % 10 * 7L;
        }
        SparseMatrix m = SparseMatrix.zerosAt(2, 100, positions);
        for (int i = 0; i < 20; i++) {
            m.values()[i] = i < 10 ? i + 1 : -i - 1;
        }
        return m;
    }

    private static Set<Float> kept(SparseMatrix m) {
        Set<Float> kept = new HashSet<>();
        for (float v : m.values()) {
            kept.add(v);
        }
        kept.remove(0.0f);
        return kept;
    }

    @Test
    void globalMagnitudeJudgesGatesTogetherAndWhateverTheSign() {
        SparseMatrix global = twoGates();
        new SparseEvolution(RemovalRule.GLOBAL_MAGNITUDE, 0.25, 0.0).evolve(global, 2, new SplittableRandom(1));
        Set<Float> expected = kept(twoGates());
        expected.removeAll(Set.of(1f, 2f, 3f, 4f, 5f));
        assertEquals(expected, kept(global));
        assertEquals(20, global.stored());
        Dense.assertForm(global);
        SparseMatrix set = twoGates();
        new SparseEvolution(RemovalRule.SET, 0.25, 0.0).evolve(set, 2, new SplittableRandom(1));
        expected = kept(twoGates());
        expected.removeAll(Set.of(1f, 2f, -11f, -12f));
        assertEquals(expected, kept(set));
    }

    @Test
    void globalMagnitudeLetsEntriesMoveBetweenGates() {
        SplittableRandom random = new SplittableRandom(3);
        SparseMatrix m = twoGates();
        int first = 10;
        for (int round = 0; round < 20 && first == 10; round++) {
            new SparseEvolution(RemovalRule.GLOBAL_MAGNITUDE, 0.25, 0.1).evolve(m, 2, random);
            first = m.rowStart()[1];
        }
        assertTrue(first != 10, "the first gate's small weights grow anywhere");
        assertEquals(20, m.stored());
    }

    @Test
    void guardedRowsLoseNothingNotEvenZeros() {
        SparseMatrix m = twoGates();
        m.values()[0] = 0.0f;
        int[] origin =
                new SparseEvolution(0.5, 1.0).evolve(m, 1, r -> r == 1, RowWeights.NONE, new SplittableRandom(2));
        Set<Integer> origins = new HashSet<>(Arrays.stream(origin).boxed().toList());
        for (int k = 0; k < 10; k++) {
            assertTrue(origins.contains(k), "entry " + k + " of the guarded row");
        }
        // Half of the other row's ten negative entries, those nearest to zero.
        assertEquals(
                5, Arrays.stream(origin).filter(o -> o == SparseEvolution.GROWN).count());
        for (int k = 15; k < 20; k++) {
            assertTrue(origins.contains(k), "entry " + k + " is great");
        }
    }

    @Test
    void explorationCountsEachPositionOnce() {
        SparseMatrix m = SparseMatrix.zerosAt(2, 5, new long[] {0, 6});
        Exploration exploration = new Exploration(m);
        assertEquals(0.2, exploration.share());
        m.columnIndices()[0] = 3;
        exploration.update();
        exploration.update();
        assertEquals(0.3, exploration.share(), 1e-12);
        m.columnIndices()[0] = 0;
        exploration.update();
        assertEquals(0.3, exploration.share(), 1e-12);
    }
}
