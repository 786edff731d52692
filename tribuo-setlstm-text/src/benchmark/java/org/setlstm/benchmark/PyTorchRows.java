package org.setlstm.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.SparseFormat;
import java.util.Arrays;
import java.util.BitSet;

/**
 * PyTorch's embedding with gradients and Adam of the rows alone that a batch met, as {@code sparse=True} and
 * {@code SparseAdam} have it, which DJL doesn't reach: the rows are gathered into a leaf, tokens are looked up in that, and the
 * rows and their moments go back after the step. Rows that were not met keep weights and moments; the bias correction
 * counts steps, not a row's meetings.
 */
final class PyTorchRows {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final float NO_DECAY = 0.0f;
    private static final float NO_SCALE = 1.0f;
    private static final float NO_CLIPPING = -1.0f;

    private final NDArray table;
    private final NDArray means;
    private final NDArray variances;
    private int steps;

    /** @param table The embedding, {@code [rows][values]}: without gradient of its own. It is changed in place. */
    PyTorchRows(NDArray table) {
        this.table = table;
        means = table.zerosLike();
        variances = table.zerosLike();
    }

    /**
     * What a batch met.
     *
     * @param tokens For each of its tokens the place among the rows.
     * @param index The rows that it met, each once.
     * @param leaf Their weights, which gather the gradient.
     */
    record Met(long[] tokens, NDArray index, NDArray leaf) {}

    /** @param rows The row of each token. */
    Met gather(NDManager step, long[] rows) {
        BitSet all = new BitSet();
        for (long row : rows) {
            all.set((int) row);
        }
        long[] met = all.stream().asLongStream().toArray();
        int[] places = new int[all.length()];
        for (int i = 0; i < met.length; i++) {
            places[(int) met[i]] = i;
        }
        NDArray index = step.create(met);
        NDArray leaf = rows(table, index);
        leaf.attach(step);
        leaf.setRequiresGradient(true);
        return new Met(Arrays.stream(rows).map(r -> places[(int) r]).toArray(), index, leaf);
    }

    private static NDArray rows(NDArray of, NDArray index) {
        return of.getNDArrayInternal().embedding(index, of, SparseFormat.DENSE).singletonOrThrow();
    }

    /** By what backward left in the leaf's gradient. */
    void update(NDManager step, Met met) {
        steps++;
        double correction = Math.sqrt(1.0 - Math.pow(BETA2, steps)) / (1.0 - Math.pow(BETA1, steps));
        NDArray gradient = met.leaf.getGradient();
        NDArray mean = rows(means, met.index);
        NDArray variance = rows(variances, met.index);
        NDList all = new NDList(met.leaf, gradient, mean, variance);
        all.attach(step);
        met.leaf
                .getNDArrayInternal()
                .adamUpdate(
                        all,
                        new NDList(met.leaf),
                        Contender.LEARNING_RATE,
                        (float) (Contender.LEARNING_RATE * correction),
                        NO_DECAY,
                        NO_SCALE,
                        NO_CLIPPING,
                        BETA1,
                        BETA2,
                        EPSILON,
                        true,
                        false);
        met.leaf.setRequiresGradient(false);
        NDIndex place = new NDIndex("{}", met.index);
        table.set(place, met.leaf);
        means.set(place, mean);
        variances.set(place, variance);
    }
}
