package org.setlstm.ngram;

import java.util.Arrays;
import java.util.List;
import org.setlstm.sparse.SparseMatrix;

/**
 * An n-gram layer fitted to documents, and what a network is to learn beside it.
 *
 * <p>A linear model of n-grams fits the documents that it learns from almost perfectly; a network that saw it do so would find
 * nothing left to learn. So each document's logits come from a model that was chosen and fitted without it, on the other folds
 * (stacking: Wolpert 1992). The layer itself is fitted to all documents, and calibrated by these logits.
 *
 * @param layer The layer.
 * @param offsets {@code [documents][classes]}: the logits that the network starts from in training.
 */
public record NGramFit(NGramLayer layer, float[][] offsets) {
    /**
     * Fits a layer. The same bits for any number of threads.
     *
     * @param documents Each an array of embedding rows in the order of its tokens; 0 is the unknown token.
     * @param labels The class of each.
     * @param weights The weight of each in the loss.
     * @param classes Classes.
     * @param tokens The tokens of rows 1, 2, ...; null if nothing is known of them.
     * @param settings What is stored.
     * @return The layer and the offsets.
     */
    public static NGramFit of(
            int[][] documents,
            int[] labels,
            float[] weights,
            int classes,
            List<String> tokens,
            NGramSettings settings) {
        Candidates candidates = Candidates.of(documents, settings.order(), Candidates.MIN_DOCUMENTS);
        Stacking stacking =
                Stacking.of(Kind.all(tokens), new Stacking.Data(candidates, labels, weights, classes), settings);
        Calibration calibration = stacking.calibration();
        float[][] offsets = new float[documents.length][];
        Arrays.setAll(offsets, d -> calibration.apply(stacking.unseen()[d], classes));
        return new NGramFit(layer(candidates, stacking.ofAll(), calibration, classes), offsets);
    }

    /**
     * The layer that a fit would give, but for its weights: which n-grams are stored their counts tell, and no weight.
     *
     * @param documents As above.
     * @param labels As above.
     * @param classes As above.
     * @param settings What is stored.
     * @return The layer, its weights 0.
     */
    public static NGramLayer unfitted(int[][] documents, int[] labels, int classes, NGramSettings settings) {
        Candidates candidates = Candidates.of(documents, settings.order(), Candidates.MIN_DOCUMENTS);
        Features features = Features.choose(candidates, labels, d -> true, classes, Kind.PLAIN, settings.most());
        return layer(candidates, LogisticRegression.zero(features), Calibration.none(features.columns()), classes);
    }

    private static NGramLayer layer(
            Candidates candidates, LogisticRegression model, Calibration calibration, int classes) {
        int[] stored = model.ngrams(candidates.size());
        Integer[] order = Arrays.stream(stored).boxed().toArray(Integer[]::new);
        // By their tokens, as files have them.
        Arrays.sort(order, (a, b) -> Arrays.compare(candidates.rows(a), candidates.rows(b)));
        int[][] rows = new int[order.length][];
        int[] rowStart = new int[order.length + 1];
        int[] columns = new int[model.features().stored()];
        float[] values = new float[columns.length];
        int at = 0;
        for (int i = 0; i < order.length; i++) {
            int n = order[i];
            rows[i] = candidates.rows(n);
            for (int k = model.features().start(n); k < model.features().start(n + 1); k++) {
                double weight = calibration.scale() * model.weight(k);
                // Of two classes each n-gram speaks for one.
                columns[at] =
                        classes == 2 ? (weight < 0.0 ? 0 : 1) : model.features().column(k);
                values[at++] = (float) (classes == 2 ? Math.abs(weight) : weight);
            }
            rowStart[i + 1] = at;
        }
        double[] biases = new double[model.features().columns()];
        Arrays.setAll(biases, model::bias);
        return new NGramLayer(
                new NGrams(rows),
                new SparseMatrix(rows.length, classes, rowStart, columns, values),
                calibration.apply(biases, classes),
                candidates.size());
    }
}
