package org.setlstm.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.setlstm.evaluation.SparsityReport;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.Sparsity;
import org.setlstm.text.Texts;
import org.setlstm.training.EvolutionReport;

class SparseShapeTest {
    private static SparsityReport report(
            int embeddingDimension, int hiddenDimension, int layers, boolean bidirectional, double epsilon) {
        Architecture a = new Architecture(
                2000,
                embeddingDimension,
                hiddenDimension,
                layers,
                bidirectional,
                Pooling.MAX,
                3,
                0,
                false,
                GateTopology.OWN);
        Sparsity sparsity = new Sparsity(epsilon, 0.0);
        return SparsityReport.of(Network.create(a, sparsity, sparsity, RowWeights.NONE, 0.1, new SplittableRandom(1)));
    }

    @Test
    void anotherEpsilonIsCountedAsANetworkCountsIt() {
        SparsityReport counted =
                new SparseShape(report(64, 32, 2, true, 4.0)).withEpsilon(2.5).report();
        assertEquals(report(64, 32, 2, true, 2.5), counted);
    }

    @ParameterizedTest
    @CsvSource({"0.04", "0.1", "0.5", "1.0"})
    void epsilonComesClosestFromBelow(double share) {
        SparseShape shape = new SparseShape(report(64, 32, 1, true, 4.0));
        double epsilon = shape.epsilonFor(share);
        double most = share * shape.report().dense();
        long stored = shape.withEpsilon(epsilon).report().stored();
        assertTrue(stored <= most, stored + " of at most " + most);
        long next = shape.withEpsilon(epsilon + 2e-6).report().stored();
        assertTrue(share == 1.0 ? stored == most : next > most, next + " at the next epsilon");
    }

    @Test
    void aDensityBelowWhatIsAlwaysStoredIsRefused() {
        SparseShape shape = new SparseShape(report(64, 32, 1, true, 4.0));
        Exception e = assertThrows(IllegalArgumentException.class, () -> shape.epsilonFor(1e-4));
        Texts.assertContains(e.getMessage(), "1.0E-4", "can't be reached");
    }

    @ParameterizedTest
    @CsvSource({"1,true", "2,true", "3,false"})
    void aSmallDenseNetworkHasAsManyParametersPartByPart(int layers, boolean bidirectional) {
        SparseShape shape = new SparseShape(report(256, 128, layers, bidirectional, 7.0));
        int embedding = shape.embeddingDimension();
        // 7 (2001 + 256) / 2001.
        assertEquals(8, embedding);
        long wanted = shape.cells();
        long stored = shape.report().matrices().stream()
                .filter(m -> !m.name().equals("embedding"))
                .mapToLong(SparsityReport.Matrix::stored)
                .sum();
        assertEquals(stored + (bidirectional ? 2 : 1) * layers * 4 * 128, wanted);
        int units = shape.hiddenDimension();
        long off = off(embedding, units, layers, bidirectional, wanted);
        assertTrue(off <= off(embedding, units - 1, layers, bidirectional, wanted));
        assertTrue(off <= off(embedding, units + 1, layers, bidirectional, wanted));
        assertTrue(off < wanted / 20, off + " of " + wanted);
    }

    private static long off(int embedding, int units, int layers, boolean bidirectional, long wanted) {
        Architecture a = new Architecture(
                0, embedding, units, layers, bidirectional, Pooling.MAX, 1, 0, false, GateTopology.OWN);
        long cells = a.denseParameters() - embedding - a.features() - 1;
        return Math.abs(cells - wanted);
    }

    @Test
    void exploredWeighsMatricesByTheirPositions() {
        SparsityReport sparsity = new SparsityReport(
                List.of(
                        new SparsityReport.Matrix("embedding", 10, 4, 5),
                        new SparsityReport.Matrix("forward.1.input.i", 5, 2, 5),
                        new SparsityReport.Matrix("forward.1.input.f", 5, 2, 5)),
                20,
                100,
                GateTopology.OWN);
        List<EvolutionReport> evolution =
                List.of(new EvolutionReport("embedding", 1, 1, 0.2), new EvolutionReport("forward.1.input", 1, 1, 0.8));
        assertEquals((0.2 * 40 + 0.8 * 20) / 60, RunReport.explored(evolution, sparsity), 1e-12);
    }
}
