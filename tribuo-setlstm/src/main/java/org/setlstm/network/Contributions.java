package org.setlstm.network;

import java.util.stream.IntStream;
import org.setlstm.kernel.Kernels;
import org.setlstm.ngram.NGramLayer;
import org.setlstm.sparse.SparseMatrix;

/**
 * What each token of a document adds to the log odds of a class, {@code log(p / (1 - p))}, in nats: the gradient at the
 * token's embedding times the embedding. It is how fast the log odds rise as that token's embedding, at that place alone,
 * grows by its own size. What an n-gram adds is parted among its tokens.
 *
 * <p>Safe for many threads, with the same bits on any machine.
 */
public final class Contributions {
    private final Network network;
    private final TransposedWeights transposed;

    /**
     * For this network; takes a copy of its cells' weights.
     *
     * @param network Must not change any more.
     */
    public Contributions(Network network) {
        this.network = network;
        transposed = TransposedWeights.onKernel(network);
    }

    /**
     * Of a document, in the memory that training on it would take.
     *
     * @param document Embedding rows in the order of its tokens, not empty.
     * @param label The class.
     * @return A value for each token.
     */
    public double[] of(int[] document, int label) {
        Network unrolled = unrolled(document);
        float[][] gradients = unrolled.parameters().stream()
                .map(p -> new float[p.values().length])
                .toArray(float[][]::new);
        int[] places = IntStream.range(0, document.length).toArray();
        NGramLayer ngrams = network.ngrams();
        float[] offset = ngrams == null ? null : ngrams.logits(document);
        float[] ofLogits = NetworkPass.forTraining(unrolled, transposed, 1, Kernels.best())
                .logOdds(places, offset, label, gradients);
        SparseMatrix embedding = unrolled.embedding();
        double[] contributions = new double[document.length];
        for (int t = 0; t < document.length; t++) {
            for (int k = embedding.rowStart()[t]; k < embedding.rowStart()[t + 1]; k++) {
                contributions[t] += (double) gradients[0][k] * embedding.values()[k];
            }
        }
        if (ngrams != null) {
            ngrams.addContributions(document, ofLogits, contributions);
        }
        return contributions;
    }

    /** The network with a row of its own for each place, so that what training sums over a token's places stays apart. */
    private Network unrolled(int[] document) {
        SparseMatrix embedding = network.embedding();
        int[] rowStart = new int[document.length + 1];
        for (int t = 0; t < document.length; t++) {
            rowStart[t + 1] = Math.addExact(
                    rowStart[t],
                    embedding.rowStart()[document[t] + 1] - embedding.rowStart()[document[t]]);
        }
        int[] columns = new int[rowStart[document.length]];
        float[] values = new float[columns.length];
        for (int t = 0; t < document.length; t++) {
            int from = embedding.rowStart()[document[t]];
            int length = rowStart[t + 1] - rowStart[t];
            System.arraycopy(embedding.columnIndices(), from, columns, rowStart[t], length);
            System.arraycopy(embedding.values(), from, values, rowStart[t], length);
        }
        Architecture a = network.architecture();
        return new Network(
                new Architecture(
                        document.length - 1,
                        a.embeddingDimension(),
                        a.hiddenDimension(),
                        a.layers(),
                        a.bidirectional(),
                        a.pooling(),
                        a.classes(),
                        a.segmentLength(),
                        a.shortcut(),
                        a.gateTopology()),
                new SparseMatrix(document.length, embedding.columns(), rowStart, columns, values),
                network.cells(),
                network.output(),
                network.outputBias());
    }
}
