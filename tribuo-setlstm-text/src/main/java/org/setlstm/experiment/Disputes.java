package org.setlstm.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.setlstm.report.Predictions;

/** The test texts that models disagree on most. */
final class Disputes {
    /** How sure a model counts as that gives no probabilities. */
    private static final double HALF = 0.5;

    private Disputes() {}

    /**
     * A text and the two models that are surest of different labels.
     *
     * @param document The text's number.
     * @param first The number of a model.
     * @param second The number of another one, further back.
     */
    record Dispute(int document, int first, int second) {}

    /**
     * Texts by how surely models say different things: the sum over all pairs of models of the product of their
     * confidences, where the labels differ.
     *
     * @param models What each says of the same documents.
     * @param most How many at most.
     * @return The most disputed first; of equal ones the one that comes first. No text on which all agree.
     */
    static List<Dispute> of(List<Predictions> models, int most) {
        if (models.isEmpty()) {
            return List.of();
        }
        double[] sums = IntStream.range(0, models.get(0).size())
                .mapToDouble(d -> pairs(models.size())
                        .mapToDouble(pair -> surety(models, d, pair))
                        .sum())
                .toArray();
        return IntStream.range(0, sums.length)
                .filter(d -> sums[d] > 0.0)
                .boxed()
                .sorted(Comparator.comparingDouble(d -> -sums[d]))
                .limit(most)
                .map(d -> surest(models, d))
                .toList();
    }

    private static Dispute surest(List<Predictions> models, int document) {
        // The first of equal ones.
        int[] pair = pairs(models.size())
                .reduce((a, b) -> surety(models, document, b) > surety(models, document, a) ? b : a)
                .orElseThrow();
        return new Dispute(document, pair[0], pair[1]);
    }

    private static Stream<int[]> pairs(int models) {
        return IntStream.range(0, models).boxed().flatMap(a -> IntStream.range(a + 1, models)
                .mapToObj(b -> new int[] {a, b}));
    }

    private static double surety(List<Predictions> models, int document, int[] pair) {
        Predictions a = models.get(pair[0]);
        Predictions b = models.get(pair[1]);
        return a.predicted()[document] == b.predicted()[document]
                ? 0.0
                : confidence(a, document) * confidence(b, document);
    }

    private static double confidence(Predictions model, int document) {
        double confidence = model.confidences()[document];
        return Double.isNaN(confidence) ? HALF : confidence;
    }
}
