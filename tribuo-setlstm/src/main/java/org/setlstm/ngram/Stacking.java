package org.setlstm.ngram;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model of all documents, and for each document what a model says of it that was chosen and fitted on the other folds
 * (stacked generalisation: Wolpert 1992). Of several kinds of models that is taken whose loss on such unseen documents is
 * least.
 *
 * @param ofAll The model of all documents.
 * @param unseen {@code [documents][columns]}, logits.
 * @param calibration Such that their loss is least.
 */
record Stacking(LogisticRegression ofAll, double[][] unseen, Calibration calibration) {
    private static final int FOLDS = 5;

    /** Unseen documents that tell which kind is best: more than those of one fold where documents are few. */
    private static final int JUDGES = 3000;

    /**
     * Of a fit. A closer one takes twice as long and says nothing better of unseen documents (held-out parts of five training
     * halves: log loss with 1e-5 and 1e-3 imdb 0.198, 0.197; mr 0.444, 0.443; sanders 0.530, 0.530; amazon-fine-foods 0.210,
     * 0.209).
     */
    private static final double TOLERANCE = 1e-3;

    /** What is learned from: for each document its candidates, its class and its weight. */
    record Data(NGrams candidates, AscendingLists held, int[] labels, float[] weights, int classes) {
        int size() {
            return held.size();
        }
    }

    /** Of the first kind, if several are as good. */
    static Stacking of(List<Kind> kinds, Data data, NGramSettings settings) {
        int judged = Math.min(FOLDS, (JUDGES * FOLDS + data.size() - 1) / data.size());
        LogisticRegression[][] models = new LogisticRegression[kinds.size()][FOLDS + 1];
        // One after another, each on all threads: a fit of many documents takes much memory.
        for (int k = 0; k < models.length; k++) {
            for (int f = 0; f < judged; f++) {
                models[k][f] = fit(kinds.get(k), data, f, settings);
            }
        }
        int[] judges =
                IntStream.range(0, data.size()).filter(d -> d % FOLDS < judged).toArray();
        int[] labels = Arrays.stream(judges).map(d -> data.labels()[d]).toArray();
        float[] weights = new float[judges.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = data.weights()[judges[i]];
        }
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < models.length; k++) {
            LogisticRegression[] ofKind = models[k];
            double[][] logits = Arrays.stream(judges)
                    .mapToObj(d -> ofKind[d % FOLDS].logits(data.held().get(d)))
                    .toArray(double[][]::new);
            double loss = Calibration.of(logits, labels, weights).loss(logits, labels, weights);
            if (loss < least) {
                best = k;
                least = loss;
            }
        }
        Kind kind = kinds.get(best);
        LogisticRegression[] chosen = models[best];
        for (int f = judged; f <= FOLDS; f++) {
            chosen[f] = fit(kind, data, f, settings);
        }
        double[][] unseen = new double[data.size()][];
        Arrays.setAll(unseen, d -> chosen[d % FOLDS].logits(data.held().get(d)));
        return new Stacking(chosen[FOLDS], unseen, Calibration.of(unseen, data.labels(), data.weights()));
    }

    /** Fold {@link #FOLDS} is none: that model learns from all documents. */
    private static LogisticRegression fit(Kind kind, Data data, int fold, NGramSettings settings) {
        Features features = Features.choose(
                data.held(),
                data.labels(),
                d -> d % FOLDS != fold,
                data.classes(),
                data.candidates(),
                kind,
                settings.most());
        int[] learned =
                IntStream.range(0, data.size()).filter(d -> d % FOLDS != fold).toArray();
        return LogisticRegression.fit(
                features,
                data.held(),
                data.labels(),
                data.weights(),
                learned,
                kind.penalty() * settings.penalty(),
                TOLERANCE);
    }
}
