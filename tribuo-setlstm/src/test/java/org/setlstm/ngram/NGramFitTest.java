package org.setlstm.ngram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.setlstm.RandomModel;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Pooling;
import org.setlstm.parallel.Workers;
import org.setlstm.sparse.SparseMatrix;

/** What a fit gives to the layer and to the network beside it. */
class NGramFitTest {
    private static final int VOCABULARY = 40;
    private static final int DOCUMENTS = 400;
    private static final NGramSettings SETTINGS = new NGramSettings(3, 500, 0.05);

    private static final int GOLDEN = 1785803399;

    private final int[][] documents = Corpus.documents(DOCUMENTS, VOCABULARY, 6);
    private final float[] weights = ones();

    private static float[] ones() {
        float[] ones = new float[DOCUMENTS];
        Arrays.fill(ones, 1.0f);
        return ones;
    }

    private int[] byChance(int classes) {
        return new SplittableRandom(4).ints(DOCUMENTS, 0, classes).toArray();
    }

    /** Whether a pair or a word stands in a document. */
    private int[] byNGrams(int classes) {
        return Arrays.stream(documents)
                .mapToInt(d -> Math.min(
                        classes - 1,
                        IntStream.range(1, d.length).anyMatch(i -> d[i - 1] == 1 && d[i] == 2)
                                ? 1
                                : Arrays.stream(d).anyMatch(t -> t == 3) ? 2 : 0))
                .toArray();
    }

    private NGramFit fit(int[] labels, int classes) {
        return NGramFit.of(documents, labels, weights, classes, null, SETTINGS);
    }

    private static double accuracy(float[][] logits, int[] labels) {
        int right = 0;
        for (int d = 0; d < labels.length; d++) {
            int best = 0;
            for (int c = 1; c < logits[d].length; c++) {
                best = logits[d][c] > logits[d][best] ? c : best;
            }
            right += best == labels[d] ? 1 : 0;
        }
        return (double) right / labels.length;
    }

    private float[][] ofLayer(NGramLayer layer) {
        return Arrays.stream(documents).map(layer::logits).toArray(float[][]::new);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aNetworkLearnsBesideLogitsThatHaveNotSeenItsDocuments(int classes) {
        int[] chance = byChance(classes);
        NGramFit nothing = fit(chance, classes);
        double most = 1.0 / classes + 0.1;
        assertTrue(accuracy(nothing.offsets(), chance) < most, "it knows labels that nobody can tell");
        int[] told = byNGrams(classes);
        NGramFit something = fit(told, classes);
        assertTrue(accuracy(something.offsets(), told) > 0.9, "" + accuracy(something.offsets(), told));
        assertTrue(accuracy(ofLayer(something.layer()), told) > 0.95);
    }

    /** Of what says nothing the layer is unsure, although it fits its own documents. */
    @Test
    void theLayerIsAsSureAsItIsRight() {
        int[] labels = byChance(2);
        double off = 0.0;
        for (float[] logits : ofLayer(fit(labels, 2).layer())) {
            off += Math.abs(logits[1] - logits[0]) / DOCUMENTS;
        }
        assertTrue(off < 0.5, "log odds of " + off);
    }

    @Test
    void itStoresNoMoreThanItMayInTheOrderOfTokens() {
        for (int most : new int[] {1, 20, 500}) {
            NGramLayer layer = NGramFit.of(documents, byNGrams(3), weights, 3, null, new NGramSettings(3, most, 0.05))
                    .layer();
            assertTrue(layer.weights().stored() <= most && layer.weights().stored() > 0);
            for (int n = 1; n < layer.ngrams().size(); n++) {
                assertTrue(Arrays.compare(
                                layer.ngrams().rows(n - 1), layer.ngrams().rows(n))
                        < 0);
            }
            assertEquals(Candidates.of(documents, 3, 2).size(), layer.candidates());
        }
    }

    @Test
    void theSameBitsForAnyNumberOfThreads() throws Exception {
        int[] labels = byNGrams(3);
        NGramFit one = on(1, labels);
        NGramFit many = on(3, labels);
        assertTrue(Arrays.deepEquals(one.offsets(), many.offsets()));
        assertArrayEquals(one.layer().weights().values(), many.layer().weights().values());
        assertArrayEquals(one.layer().bias(), many.layer().bias());
    }

    /** They change only if what a fit computes is changed on purpose; the same on any JVM. */
    @Test
    void theBitsItAlwaysGave() {
        List<String> tokens = IntStream.rangeClosed(1, VOCABULARY)
                .mapToObj(t -> "token" + t % 7 + "s" + t % 11 + "x" + t)
                .toList();
        NGramFit fit = NGramFit.of(documents, byNGrams(3), weights, 3, tokens, SETTINGS);
        assertEquals(
                GOLDEN,
                31 * Arrays.deepHashCode(fit.offsets())
                        + Arrays.hashCode(fit.layer().weights().values()));
    }

    private NGramFit on(int threads, int[] labels) {
        try (Workers workers = new Workers(threads)) {
            return workers.call(() -> fit(labels, 3));
        }
    }

    @Test
    void documentsOfNoNGramAtAllStillHaveABias() {
        int[][] unknown = new int[DOCUMENTS][1];
        int[] labels =
                IntStream.range(0, DOCUMENTS).map(d -> d % 4 == 0 ? 1 : 0).toArray();
        NGramFit fit = NGramFit.of(unknown, labels, weights, 2, null, SETTINGS);
        assertEquals(0, fit.layer().ngrams().size());
        float[] logits = fit.layer().logits(unknown[0]);
        assertEquals(Math.log(0.25 / 0.75), logits[1] - logits[0], 0.02);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void logitsAndSharesAreThoseOfANaiveLoop(int classes) {
        Architecture a = new Architecture(VOCABULARY, 4, 3, 1, false, Pooling.MAX, classes, 0, false, GateTopology.OWN);
        NGramLayer layer = RandomModel.ngrams(a, new SplittableRandom(8));
        SparseMatrix w = layer.weights();
        for (int[] document : documents) {
            int[] there = Corpus.in(layer.ngrams(), document);
            double[] expected = new double[classes];
            for (int c = 0; c < classes; c++) {
                for (int n : there) {
                    for (int k = w.rowStart()[n]; k < w.rowStart()[n + 1]; k++) {
                        expected[c] += w.columnIndices()[k] == c ? w.values()[k] : 0.0;
                    }
                }
                expected[c] = layer.bias()[c] + expected[c] / Math.sqrt(Math.max(1, there.length));
            }
            float[] gradient = new float[classes];
            double sum = 0.0;
            for (int c = 0; c < classes; c++) {
                assertEquals(expected[c], layer.logits(document)[c], 1e-5);
                gradient[c] = 0.5f + c;
                sum += gradient[c] * (expected[c] - layer.bias()[c]);
            }
            double[] shares = new double[document.length];
            layer.addContributions(document, gradient, shares);
            assertEquals(sum, Arrays.stream(shares).sum(), 1e-4);
            for (int t = 0; t < document.length; t++) {
                assertTrue(document[t] > 0 || shares[t] == 0.0, "an unknown token has a share");
            }
        }
    }

    @Test
    void partsOfALayerFitTogether() {
        NGrams one = new NGrams(new int[][] {{1}});
        SparseMatrix w = new SparseMatrix(1, 2, new int[] {0, 1}, new int[] {0}, new float[] {1.0f});
        new NGramLayer(one, w, new float[2], 1);
        assertThrows(IllegalArgumentException.class, () -> new NGramLayer(one, w, new float[3], 1));
        assertThrows(IllegalArgumentException.class, () -> new NGramLayer(one, w, new float[2], 0));
        SparseMatrix none = new SparseMatrix(1, 2, new int[2], new int[0], new float[0]);
        assertThrows(IllegalArgumentException.class, () -> new NGramLayer(one, none, new float[2], 1));
        NGrams two = new NGrams(new int[][] {{1}, {2}});
        assertThrows(IllegalArgumentException.class, () -> new NGramLayer(two, w, new float[2], 2));
    }

    /** Three times a third of the penalty is the penalty. */
    @Test
    void aKindSaysHowManyTimesThePenaltyIs() {
        Stacking one = stacking(new Kind(Unit.RATIO, Subwords.NONE, 1.0), 0.375);
        Stacking stronger = stacking(new Kind(Unit.RATIO, Subwords.NONE, 3.0), 0.125);
        Stacking weaker = stacking(new Kind(Unit.RATIO, Subwords.NONE, 1.0), 0.125);
        assertArrayEquals(weights(one), weights(stronger));
        assertTrue(squares(weights(weaker)) > squares(weights(one)), "a weaker penalty holds weights less");
        assertArrayEquals(one.unseen()[0], stronger.unseen()[0]);
    }

    private Stacking stacking(Kind kind, double penalty) {
        return Stacking.of(
                List.of(kind),
                new Stacking.Data(Candidates.of(documents, 3, 2), byNGrams(2), weights, 2),
                new NGramSettings(3, 500, penalty));
    }

    private static double[] weights(Stacking stacking) {
        LogisticRegression model = stacking.ofAll();
        return IntStream.range(0, model.features().stored())
                .mapToDouble(model::weight)
                .toArray();
    }

    private static double squares(double[] values) {
        return Arrays.stream(values).map(v -> v * v).sum();
    }
}
