package org.setlstm.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.Sparsity;

/** Against differences of what prediction says, which goes other ways through the code. */
class ContributionsTest {
    private static final int VOCABULARY = 11;
    private static final int CLASSES = 3;
    private static final int[] DOCUMENT = {3, 1, 8, 0, 5, 11, 2, 9, 4};

    static Stream<Architecture> architectures() {
        return GradientTest.architectures();
    }

    private static Network network(Architecture a) {
        return Network.create(
                a, new Sparsity(0.0, 0.6), new Sparsity(0.0, 0.5), RowWeights.NONE, 0.7, new SplittableRandom(5));
    }

    private static double logOdds(Network network, int label) {
        float[] p = new Predictor(network).probabilities(new int[][] {DOCUMENT})[0];
        return Math.log(p[label] / (1.0 - p[label]));
    }

    /** Every word stands at one place, so a place's embedding is that of a row. */
    @ParameterizedTest
    @MethodSource("architectures")
    void theyAreHowFastTheLogOddsRiseAsAnEmbeddingGrows(Architecture a) {
        Network network = network(a);
        double largest = 0.0;
        for (int label = 0; label < CLASSES; label++) {
            double[] contributions = new Contributions(network).of(DOCUMENT, label);
            assertEquals(DOCUMENT.length, contributions.length);
            for (int t = 0; t < DOCUMENT.length; t++) {
                double step = 2e-3;
                double rise = (scaled(network, DOCUMENT[t], 1.0 + step, label)
                                - scaled(network, DOCUMENT[t], 1.0 - step, label))
                        / (2.0 * step);
                assertEquals(rise, contributions[t], 1e-3 + 1e-2 * Math.abs(rise), a + ", place " + t);
                largest = Math.max(largest, Math.abs(rise));
            }
        }
        assertTrue(largest > 0.05, "nothing to see: " + largest);
    }

    private static double scaled(Network network, int row, double factor, int label) {
        SparseMatrix embedding = network.embedding();
        float[] before = embedding.values().clone();
        for (int k = embedding.rowStart()[row]; k < embedding.rowStart()[row + 1]; k++) {
            embedding.values()[k] *= (float) factor;
        }
        double result = logOdds(network, label);
        System.arraycopy(before, 0, embedding.values(), 0, before.length);
        return result;
    }

    @Test
    void aWordThatComesBackCountsAtEachPlaceForItself() {
        Network network = network(
                new Architecture(VOCABULARY, 7, 5, 1, true, Pooling.MEAN_MAX, CLASSES, 0, true, GateTopology.OWN));
        SparseMatrix embedding = network.embedding();
        // The first word comes back as another word with the same embedding.
        int[] once = {1, 2, 3, 4};
        int[] twice = {1, 2, 3, 1};
        float[] full = new float[embedding.rows() * embedding.columns()];
        for (int i = 0; i < full.length; i++) {
            full[i] = (float) Math.sin(i);
        }
        System.arraycopy(full, embedding.columns(), full, 4 * embedding.columns(), embedding.columns());
        Network twins = new Network(
                network.architecture(),
                SparseMatrix.full(embedding.rows(), embedding.columns(), full),
                network.cells(),
                network.output(),
                network.outputBias());
        double[] contributions = new Contributions(twins).of(twice, 1);
        assertArrayEquals(new Contributions(twins).of(once, 1), contributions);
        assertTrue(Math.abs(contributions[0] - contributions[3]) > 1e-3, "places differ");
    }

    @Test
    void aSureClassStillTellsItsReasons() {
        Network network =
                network(new Architecture(VOCABULARY, 7, 5, 1, true, Pooling.MAX, CLASSES, 0, true, GateTopology.OWN));
        double[] unsure = new Contributions(network).of(DOCUMENT, 0);
        network.outputBias()[0] = 200.0f;
        assertEquals(1.0f, new Predictor(network).probabilities(new int[][] {DOCUMENT})[0][0]);
        double[] sure = new Contributions(network).of(DOCUMENT, 0);
        for (int t = 0; t < sure.length; t++) {
            assertEquals(unsure[t], sure[t], 1e-4);
        }
    }

    @Test
    void aClassAloneIsItsScore() {
        Network network =
                network(new Architecture(VOCABULARY, 7, 5, 1, true, Pooling.MAX, 1, 0, true, GateTopology.OWN));
        for (double c : new Contributions(network).of(DOCUMENT, 0)) {
            assertTrue(Double.isFinite(c));
        }
    }
}
