package org.setlstm.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

class SignificanceTest {
    private static final String[] LABELS = {"a", "b", "c"};

    /** Numbers of labels. */
    private static Predictions of(int[] truths, int... predicted) {
        double[] sure = new double[truths.length];
        Arrays.fill(sure, 1.0);
        return new Predictions(List.of(LABELS), truths, predicted, sure);
    }

    @Test
    void whatRoundsToNothingHasNoSign() {
        assertEquals("+0.0 (-0.3 to 0.0)", ModelsTable.points(new Interval(-0.0004, -0.003, -0.0001)));
        assertEquals("-1.2 (-3.4 to 0.1)", ModelsTable.points(new Interval(-0.012, -0.034, 0.0009)));
    }

    /**
     * Agresti, Categorical Data Analysis: approval of the prime minister at two times, 150 and 86 changed their minds; with
     * z^2 = 17.36. And the textbook's small ones, whose tails are counted by hand.
     */
    @Test
    void mcNemarIsThatOfTextbooks() {
        assertEquals(3.716e-5, McNemar.of(150, 86).pValue(), 1e-7);
        assertEquals(2.0 * (1 + 10 + 45) / 1024, McNemar.of(2, 8).pValue(), 1e-12);
        assertEquals(McNemar.of(2, 8).pValue(), McNemar.of(8, 2).pValue());
        assertEquals(1.0, McNemar.of(3, 3).pValue(), "no more than sure");
        assertEquals(1.0, McNemar.of(0, 0).pValue());
        assertEquals(1.0 / 8, McNemar.of(0, 4).pValue(), 1e-12);
    }

    @Test
    void whatOnlyOneGetsRightCounts() {
        int[] truths = {0, 0, 1, 1, 2, 2};
        McNemar test = McNemar.of(of(truths, 0, 0, 1, 0, 0, 2), of(truths, 0, 1, 0, 2, 2, 2));
        assertEquals(2, test.onlyFirst());
        assertEquals(1, test.onlySecond());
        assertThrows(IllegalArgumentException.class, () -> McNemar.of(of(truths, truths), of(new int[6], truths)));
    }

    /** Every document, as often as it is drawn, written out; draws of its own; macro-F1 by the book. */
    private static double[] naive(List<Predictions> first, List<Predictions> second, boolean accuracy) {
        Random random = new Random(5);
        int documents = first.get(0).size();
        double[] differences = new double[6000];
        for (int i = 0; i < differences.length; i++) {
            int[] texts = random.ints(documents, 0, documents).toArray();
            for (int s = 0; s < first.size(); s++) {
                int seed = random.nextInt(first.size());
                differences[i] += (metric(second.get(seed), texts, accuracy) - metric(first.get(seed), texts, accuracy))
                        / first.size();
            }
        }
        Arrays.sort(differences);
        return differences;
    }

    private static double metric(Predictions p, int[] texts, boolean accuracy) {
        if (accuracy) {
            return (double) Arrays.stream(texts)
                            .filter(d -> p.predicted()[d] == p.truths()[d])
                            .count()
                    / texts.length;
        }
        double sum = 0.0;
        for (int l = 0; l < LABELS.length; l++) {
            int label = l;
            double found = Arrays.stream(texts)
                    .filter(d -> p.truths()[d] == label && p.predicted()[d] == label)
                    .count();
            long gold = Arrays.stream(texts).filter(d -> p.truths()[d] == label).count();
            long said =
                    Arrays.stream(texts).filter(d -> p.predicted()[d] == label).count();
            double precision = said == 0 ? 0.0 : found / said;
            double recall = gold == 0 ? 0.0 : found / gold;
            sum += found == 0.0 ? 0.0 : 2.0 * precision * recall / (precision + recall);
        }
        return sum / LABELS.length;
    }

    private static Predictions noisy(int[] truths, double right, Random random) {
        return of(
                truths,
                Arrays.stream(truths)
                        .map(t -> random.nextDouble() < right ? t : random.nextInt(3))
                        .toArray());
    }

    @Test
    void theIntervalIsThatOfANaiveBootstrap() {
        Random random = new Random(1);
        int[] truths = random.ints(120, 0, 4).map(t -> Math.min(t, 2)).toArray();
        List<Predictions> first = new ArrayList<>();
        List<Predictions> second = new ArrayList<>();
        for (double right : new double[] {0.5, 0.6, 0.4}) {
            first.add(noisy(truths, right, random));
            second.add(noisy(truths, right + 0.1, random));
        }
        PairedBootstrap bootstrap = PairedBootstrap.of(first, second);
        assertIsThat(bootstrap.accuracy(), first, second, true);
        assertIsThat(bootstrap.macroF1(), first, second, false);
        assertEquals(bootstrap, PairedBootstrap.of(first, second), "no chance in the answer");
    }

    private static void assertIsThat(
            Interval interval, List<Predictions> first, List<Predictions> second, boolean accuracy) {
        int[] all = IntStream.range(0, first.get(0).size()).toArray();
        double estimate = IntStream.range(0, first.size())
                .mapToDouble(s -> metric(second.get(s), all, accuracy) - metric(first.get(s), all, accuracy))
                .average()
                .orElseThrow();
        assertEquals(estimate, interval.estimate(), 1e-12);
        double[] draws = naive(first, second, accuracy);
        double width = draws[5849] - draws[149];
        assertEquals(draws[149], interval.low(), 0.06 * width);
        assertEquals(draws[5849], interval.high(), 0.06 * width);
        assertTrue(interval.low() < interval.estimate() && interval.estimate() < interval.high());
    }

    @Test
    void oneSeedHasAnIntervalAndEqualModelsHaveNone() {
        int[] truths = new Random(2).ints(60, 0, 3).toArray();
        Predictions one = noisy(truths, 0.5, new Random(3));
        Predictions other = noisy(truths, 0.5, new Random(4));
        Interval interval = PairedBootstrap.of(List.of(one), List.of(other)).accuracy();
        assertTrue(interval.high() - interval.low() > 0.1, interval.toString());
        assertEquals(
                new Interval(0, 0, 0),
                PairedBootstrap.of(List.of(one), List.of(one)).accuracy());
        assertTrue(new Interval(0, 0, 0).holdsZero());
        assertFalse(new Interval(0.1, 0.01, 0.2).holdsZero());
        assertFalse(new Interval(-0.1, -0.2, -0.01).holdsZero());
        assertThrows(IllegalArgumentException.class, () -> PairedBootstrap.of(List.of(one), List.of(one, other)));
    }

    @Test
    void predictionsKeepOrderAndLabels() {
        Predictions predictions = Predictions.of(List.of(said("c", "a", 0.71239), said("a", "a", 0.5)));
        assertEquals(List.of("a", "b", "c"), predictions.labels());
        assertEquals("[2, 0] [0, 0] [0.7124, 0.5]", text(predictions));
    }

    private static String text(Predictions p) {
        return Arrays.toString(p.truths()) + " " + Arrays.toString(p.predicted()) + " "
                + Arrays.toString(p.confidences());
    }

    private static Prediction<Label> said(String truth, String label, double probability) {
        Example<Label> example = new ArrayExample<>(new Label(truth), new String[] {"f"}, new double[] {1});
        Map<String, Label> scores = new LinkedHashMap<>();
        scores.put("b", new Label("b", 1 - probability));
        scores.put(label, new Label(label, probability));
        return new Prediction<>(new Label(label, probability), scores, 1, example, true);
    }
}
