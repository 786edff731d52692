package org.setlstm.ngram;

import org.setlstm.sparse.SparseMatrix;

/**
 * A linear model beside the network: to the logits of a document it adds {@code b + W x / sqrt(|x|)}, where {@code x} says
 * which of the layer's n-grams the document holds, each once, and {@code |x|} is how many. Weights are in units of log count
 * ratios when they are learned (Wang and Manning, "Baselines and Bigrams", 2012), and plain here.
 *
 * <p>It never changes, and is safe for any number of threads. A document's logits are the same bits whatever else is computed.
 */
public final class NGramLayer {
    private final NGrams ngrams;
    private final SparseMatrix weights;
    private final float[] bias;
    private final int candidates;

    /**
     * Puts a layer together.
     *
     * @param ngrams The n-grams.
     * @param weights {@code [n-grams][classes]}, with an entry at least in each row.
     * @param bias {@code [classes]}.
     * @param candidates N-grams that the stored ones were chosen from: rows of the dense twin's matrix.
     * @throws IllegalArgumentException If a part doesn't fit the others.
     */
    public NGramLayer(NGrams ngrams, SparseMatrix weights, float[] bias, int candidates) {
        this.ngrams = ngrams;
        this.weights = weights;
        this.bias = bias;
        this.candidates = candidates;
        boolean used = true;
        int[] rowStart = weights.rowStart();
        for (int n = 0; n < weights.rows(); n++) {
            used &= rowStart[n] < rowStart[n + 1];
        }
        if (weights.rows() != ngrams.size()
                || weights.columns() != bias.length
                || candidates < ngrams.size()
                || !used) {
            throw new IllegalArgumentException("An n-gram layer of " + ngrams.size() + " n-grams out of " + candidates
                    + ", a matrix of " + weights.rows() + " x " + weights.columns() + " and " + bias.length
                    + " biases doesn't fit together, or an n-gram has no weight");
        }
    }

    /**
     * The n-grams.
     *
     * @return The layer's own.
     */
    public NGrams ngrams() {
        return ngrams;
    }

    /**
     * The weights.
     *
     * @return {@code [n-grams][classes]}, the layer's own.
     */
    public SparseMatrix weights() {
        return weights;
    }

    /**
     * The bias.
     *
     * @return {@code [classes]}, the layer's own.
     */
    public float[] bias() {
        return bias;
    }

    /**
     * N-grams that the stored ones were chosen from.
     *
     * @return How many.
     */
    public int candidates() {
        return candidates;
    }

    /**
     * Parameters that are stored, biases included.
     *
     * @return How many.
     */
    public long storedParameters() {
        return weights.stored() + (long) bias.length;
    }

    /**
     * What the layer adds to a document's logits.
     *
     * @param document Embedding rows in the order of its tokens.
     * @return A new array, a value for each class.
     */
    public float[] logits(int[] document) {
        int[] held = ngrams.in(document);
        double[] sums = new double[bias.length];
        for (int n : held) {
            for (int k = weights.rowStart()[n]; k < weights.rowStart()[n + 1]; k++) {
                sums[weights.columnIndices()[k]] += weights.values()[k];
            }
        }
        float[] logits = new float[bias.length];
        double scale = scale(held.length);
        for (int c = 0; c < logits.length; c++) {
            logits[c] = (float) (bias[c] + scale * sums[c]);
        }
        return logits;
    }

    /** So that long documents aren't surer than short ones in proportion to their length. */
    static double scale(int held) {
        return 1.0 / Math.sqrt(Math.max(1, held));
    }

    /**
     * Adds what each token of a document has to do with a weighted sum of the layer's logits: an n-gram's share is parted among
     * its tokens, at all its places alike.
     *
     * @param document Embedding rows in the order of its tokens.
     * @param gradient {@code [classes]}, how much each logit counts.
     * @param contributions {@code [tokens]}, added to.
     */
    public void addContributions(int[] document, float[] gradient, double[] contributions) {
        int[] held = ngrams.in(document);
        int[] places = new int[ngrams.size()];
        ngrams.forEach(document, (n, first) -> places[n]++);
        double scale = scale(held.length);
        ngrams.forEach(document, (n, first) -> {
            double sum = 0.0;
            for (int k = weights.rowStart()[n]; k < weights.rowStart()[n + 1]; k++) {
                sum += (double) gradient[weights.columnIndices()[k]] * weights.values()[k];
            }
            int length = ngrams.length(n);
            for (int i = first; i < first + length; i++) {
                contributions[i] += scale * sum / places[n] / length;
            }
        });
    }
}
