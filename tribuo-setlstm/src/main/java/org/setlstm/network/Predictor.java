package org.setlstm.network;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.setlstm.kernel.Kernels;
import org.setlstm.parallel.ParallelLoop;
import org.setlstm.sequence.Minibatches;

/**
 * Predicts with a network that no longer changes. Safe for any number of threads, without a lock. Many documents are
 * sorted by length and computed in shards, in parallel on the calling thread's fork-join pool, or else on the common
 * one; a document's result is the same whatever it is computed with.
 */
public final class Predictor {
    private static final int SHARD = 32;

    private final Network network;
    private final Idle<NetworkPass> passes;
    private final Idle<SingleDocument> singles;

    /**
     * For this network.
     *
     * @param network Must not change any more.
     */
    public Predictor(Network network) {
        this.network = network;
        passes = new Idle<>(() -> NetworkPass.forPrediction(network, SHARD, Kernels.best()));
        List<VectorWeights> cells = VectorWeights.of(network);
        singles = new Idle<>(() -> new SingleDocument(network, cells, Kernels.best()));
    }

    /**
     * The probabilities of each class.
     *
     * @param documents Each an array of embedding rows in the order of its tokens, none empty.
     * @return For each document {@code [classes]}, in the order of the documents.
     */
    public float[][] probabilities(int[][] documents) {
        return compute(documents, SingleDocument::probabilities, NetworkPass::probabilities);
    }

    /**
     * The pooled hidden states, which the output layer reads.
     *
     * @param documents Each an array of embedding rows in the order of its tokens, none empty.
     * @return For each document {@code [features]}, in the order of the documents.
     */
    public float[][] features(int[][] documents) {
        return compute(documents, SingleDocument::features, NetworkPass::features);
    }

    /**
     * The top layer's hidden states along a document. Of a document that is cut into segments, each is read for itself.
     *
     * @param document Embedding rows in the order of its tokens, not empty.
     * @return For each token {@code [directions * hiddenDimension]}: what the layer that reads forward knows when it has
     *     read up to it, then what the one that reads backward knows when it has read down to it.
     */
    public float[][] hiddenStates(int[] document) {
        Architecture a = network.architecture();
        int units = a.hiddenDimension();
        float[][] states = new float[document.length][a.directions() * units];
        SingleDocument pass = singles.take();
        Lanes segments = new Lanes(a.segmentLength());
        segments.cut(new int[][] {document}, 1);
        for (int s = 0; s < segments.count(); s++) {
            int start = segments.start(s);
            int[] segment = Arrays.copyOfRange(document, start, start + segments.length(s));
            for (int direction = 0; direction < a.directions(); direction++) {
                float[][] read = pass.hiddenStates(segment, direction);
                for (int t = 0; t < read.length; t++) {
                    System.arraycopy(read[t], 0, states[start + t], direction * units, units);
                }
            }
        }
        singles.giveBack(pass);
        return states;
    }

    private float[][] compute(
            int[][] documents,
            BiFunction<SingleDocument, int[], float[]> single,
            BiFunction<NetworkPass, Integer, float[]> result) {
        if (documents.length == 1 && isWhole(documents[0])) {
            SingleDocument pass = singles.take();
            float[][] one = {single.apply(pass, documents[0])};
            singles.giveBack(pass);
            return one;
        }
        int[] order = new int[documents.length];
        Arrays.setAll(order, i -> i);
        Minibatches.sortByLength(documents, order, 0, order.length);
        float[][] results = new float[documents.length][];
        int shards = (documents.length + SHARD - 1) / SHARD;
        ParallelLoop.forEach(shards, s -> {
            int from = s * SHARD;
            int[][] shard = IntStream.range(from, Math.min(order.length, from + SHARD))
                    .mapToObj(i -> documents[order[i]])
                    .toArray(int[][]::new);
            NetworkPass pass = passes.take();
            pass.forward(shard, shard.length);
            for (int i = 0; i < shard.length; i++) {
                results[order[from + i]] = result.apply(pass, i);
            }
            passes.giveBack(pass);
        });
        return results;
    }

    private boolean isWhole(int[] document) {
        int segmentLength = network.architecture().segmentLength();
        return segmentLength == 0 || document.length <= segmentLength;
    }
}
