package org.setlstm.ngram;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.setlstm.parallel.ParallelLoop;

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
    record Data(Candidates candidates, int[] labels, float[] weights, int classes) {
        int size() {
            return labels.length;
        }
    }

    /** Of the first kind, if several are as good. */
    static Stacking of(List<Kind> kinds, Data data, NGramSettings settings) {
        int judged = Math.min(FOLDS, (JUDGES * FOLDS + data.size() - 1) / data.size());
        int[] judges =
                IntStream.range(0, data.size()).filter(d -> d % FOLDS < judged).toArray();
        LogisticRegression[] models = null;
        Kind chosen = null;
        double least = Double.POSITIVE_INFINITY;
        for (Kind kind : kinds) {
            LogisticRegression[] ofKind = new LogisticRegression[FOLDS + 1];
            fit(kind, data, settings, ofKind, 0, judged);
            double loss = loss(ofKind, data, judges);
            if (loss < least) {
                models = ofKind;
                chosen = kind;
                least = loss;
            }
        }
        fit(chosen, data, settings, models, judged, FOLDS + 1);
        double[][] unseen = unseen(models, data, IntStream.range(0, data.size()).toArray());
        return new Stacking(models[FOLDS], unseen, Calibration.of(unseen, data.labels(), data.weights()));
    }

    /** Of documents, what a model says that didn't learn from them. */
    private static double[][] unseen(LogisticRegression[] models, Data data, int[] documents) {
        double[][] logits = new double[documents.length][];
        ParallelLoop.forEach(documents.length, i -> {
            int d = documents[i];
            logits[i] = models[d % FOLDS].logits(data.candidates().held().get(d));
        });
        return logits;
    }

    private static double loss(LogisticRegression[] models, Data data, int[] judges) {
        double[][] logits = unseen(models, data, judges);
        int[] labels = Arrays.stream(judges).map(d -> data.labels()[d]).toArray();
        float[] weights = new float[judges.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = data.weights()[judges[i]];
        }
        return Calibration.of(logits, labels, weights).loss(logits, labels, weights);
    }

    /**
     * Fits the models without these folds; fold {@link #FOLDS} is none, that model learns from all documents. One after
     * another, each on all threads: a fit of many documents takes much memory.
     */
    private static void fit(
            Kind kind, Data data, NGramSettings settings, LogisticRegression[] models, int from, int to) {
        for (int f = from; f < to; f++) {
            int fold = f;
            Features features = Features.choose(
                    data.candidates(), data.labels(), d -> d % FOLDS != fold, data.classes(), kind, settings.most());
            int[] learned = IntStream.range(0, data.size())
                    .filter(d -> d % FOLDS != fold)
                    .toArray();
            models[f] = LogisticRegression.fit(
                    features,
                    data.candidates().held(),
                    data.labels(),
                    data.weights(),
                    learned,
                    kind.penalty() * settings.penalty(),
                    TOLERANCE);
        }
    }
}
