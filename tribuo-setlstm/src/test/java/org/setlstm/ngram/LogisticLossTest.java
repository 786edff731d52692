package org.setlstm.ngram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More documents than one shard takes; derivatives against finite differences, the value against its formula. */
class LogisticLossTest {
    private static final double STEP = 1e-5;
    private static final double PENALTY = 0.3;

    private final SplittableRandom random = new SplittableRandom(12);
    private final int[][] documents = Corpus.documents(1100, 30, 7);
    private final Candidates ngrams = Candidates.of(documents, 2, 2);
    private final AscendingLists held = ngrams.held();
    private final int[] learned =
            IntStream.range(0, documents.length).filter(d -> d % 5 > 0).toArray();

    @ParameterizedTest
    @CsvSource({"2,RATIO", "3,ROOT"})
    void derivativesAreThoseOfTheValue(int classes, Unit unit) {
        int[] labels = random.ints(documents.length, 0, classes).toArray();
        float[] weights = new float[documents.length];
        IntStream.range(0, weights.length).forEach(d -> weights[d] = (float) random.nextDouble(0.2, 2.0));
        List<String> tokens = IntStream.rangeClosed(1, 30)
                .mapToObj(t -> "stem" + t % 4 + "end" + t)
                .toList();
        Features features =
                Features.choose(ngrams, labels, d -> true, classes, new Kind(unit, Subwords.of(tokens), 1.0), 40);
        LogisticLoss loss = new LogisticLoss(features, held, labels, weights, learned, PENALTY);
        double[] point = random.doubles(loss.parameters(), -0.5, 0.5).toArray();

        LogisticRegression model = LogisticRegression.of(features, loss, point);
        double value = 0.0;
        for (int d : learned) {
            double[] z = model.logits(held.get(d));
            double[] logits = classes == 2 ? new double[] {0.0, z[0]} : z;
            double sum = Arrays.stream(logits).map(Math::exp).sum();
            value -= weights[d] * Math.log(Math.exp(logits[labels[d]]) / sum);
        }
        for (int k = 0; k < point.length - features.columns(); k++) {
            value += PENALTY / 2.0 * point[k] * point[k];
        }
        double[] gradient = new double[point.length];
        assertEquals(value, loss.at(point, gradient), 1e-9 * value);

        for (int k = 0; k < point.length; k++) {
            assertEquals(
                    (value(loss, point, k, STEP) - value(loss, point, k, -STEP)) / (2.0 * STEP), gradient[k], 1e-4);
        }
        // At 0 all classes are as probable. Words of one subword in one document are taken apart: then it is too small.
        double[] zero = new double[point.length];
        double[] curvature = loss.curvature();
        for (int k = 0; k < point.length; k++) {
            double second = (slope(loss, zero, k, STEP) - slope(loss, zero, k, -STEP)) / (2.0 * STEP);
            boolean subword = k >= features.stored() && k < point.length - features.columns();
            assertTrue(curvature[k] < second + 1e-4);
            assertTrue(curvature[k] > (subword ? 0.3 * second : second - 1e-4));
        }
    }

    private static double[] moved(double[] point, int k, double by) {
        double[] moved = point.clone();
        moved[k] += by;
        return moved;
    }

    private static double value(LogisticLoss loss, double[] point, int k, double by) {
        return loss.at(moved(point, k, by), new double[point.length]);
    }

    private static double slope(LogisticLoss loss, double[] point, int k, double by) {
        double[] gradient = new double[point.length];
        loss.at(moved(point, k, by), gradient);
        return gradient[k];
    }
}
