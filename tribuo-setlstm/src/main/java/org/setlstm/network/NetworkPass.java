package org.setlstm.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.setlstm.kernel.Kernel;
import org.setlstm.kernel.Panel;

/**
 * The arithmetic of a network over a shard of documents, forward and backward, with the memory that it takes. One
 * thread at a time. A document's result doesn't depend on the others of its shard.
 *
 * <p>A document is an array of embedding rows in the order of its tokens.
 */
public final class NetworkPass {
    /** Lanes of a block of segments. */
    private static final int BLOCK_LANES = 64;

    private final Network network;
    private final TransposedWeights transposed;
    private final Kernel kernel;
    private final MatrixProducts output;
    private final int capacity;
    private final Lanes lanes;
    private final PanelMemory memory = new PanelMemory();
    private final List<LaneBlock> blocks = new ArrayList<>();
    private final DocumentPooling pooling;
    private final Panel features;
    private final Panel kept;
    private final Panel mask;
    private final Panel logits;
    private final Panel featureGradient;
    private final BitSet predicted = new BitSet();
    private int count;

    private NetworkPass(Network network, TransposedWeights transposed, int documents, Kernel kernel) {
        this.network = network;
        this.transposed = transposed;
        this.kernel = kernel;
        output = new SparseProducts(kernel, network.output(), transposed == null ? null : transposed.output(), memory);
        this.capacity = documents;
        Architecture a = network.architecture();
        lanes = new Lanes(a.segmentLength());
        pooling = new DocumentPooling(a);
        boolean training = transposed != null;
        features = memory.panel(a.features(), documents);
        kept = training ? memory.panel(a.features(), documents) : features;
        mask = training ? memory.panel(a.features(), documents) : null;
        featureGradient = training ? memory.panel(a.features(), documents) : null;
        logits = memory.panel(a.classes(), documents);
    }

    /**
     * For prediction: keeps no more than a chunk of activations.
     *
     * @param network The network.
     * @param documents How many documents a shard may hold.
     * @param kernel The inner loops.
     * @return The pass.
     */
    public static NetworkPass forPrediction(Network network, int documents, Kernel kernel) {
        return new NetworkPass(network, null, documents, kernel);
    }

    /**
     * For training: keeps the activations of all steps, {@code 24 H} bytes for each token, layer and direction.
     *
     * @param network The network.
     * @param transposed Its transposes, kept in step by the caller.
     * @param documents How many documents a shard may hold.
     * @param kernel The inner loops.
     * @return The pass.
     */
    public static NetworkPass forTraining(Network network, TransposedWeights transposed, int documents, Kernel kernel) {
        return new NetworkPass(network, transposed, documents, kernel);
    }

    /**
     * From tokens to probabilities.
     *
     * @param documents Sorted by descending length, none empty.
     * @param count How many of them to take.
     * @throws IllegalArgumentException If there are too many, or they aren't sorted.
     */
    public void forward(int[][] documents, int count) {
        pool(documents, count, null, null);
        score();
        for (int d = 0; network.ngrams() != null && d < count; d++) {
            addOffset(d, network.ngrams().logits(documents[d]));
        }
        Softmax.apply(logits, count);
    }

    /** With null for dropout nothing is left out, and masks aren't looked at. */
    private void pool(int[][] documents, int count, Dropout dropout, RandomGenerator random) {
        if (count < 1 || count > capacity) {
            throw new IllegalArgumentException("A shard of " + count + " documents, where 1 to " + capacity + " fit");
        }
        lanes.cut(documents, count);
        this.count = count;
        pooling.start(features, count);
        for (int b = 0; b * blockLanes() < lanes.count(); b++) {
            LaneBlock block = block(b);
            block.forward(b * blockLanes(), dropout, random);
            pooling.add(block, features);
        }
        pooling.divide(documents, count, features);
    }

    /** Segments are many: they make a block wide enough for fast products. */
    private int blockLanes() {
        return network.architecture().segmentLength() == 0 ? capacity : BLOCK_LANES;
    }

    /** For prediction one block does, each after the other. */
    private LaneBlock block(int index) {
        int kept = transposed == null ? 0 : index;
        while (blocks.size() <= kept) {
            blocks.add(new LaneBlock(network, transposed, lanes, blockLanes(), memory, kernel));
        }
        return blocks.get(kept);
    }

    private void addOffset(int document, float[] offset) {
        for (int c = 0; c < offset.length; c++) {
            logits.values()[logits.at(c) + document] += offset[c];
        }
    }

    private void score() {
        int width = Panel.wide(count);
        output.multiply(network.outputBias(), kept, 0, logits, width);
    }

    /**
     * Forward and backward: adds the gradient of the loss to {@code gradients}.
     *
     * @param documents Sorted by descending length, none empty.
     * @param count How many of them to take.
     * @param labels The class of each.
     * @param weights The weight of each in the loss, which is {@code sum(weight * -log(probability of the class))}.
     * @param offsets What is added to the logits of each, {@code [classes]}, in the place of the n-gram layer; null for
     *     nothing.
     * @param dropout What is left out, document by document.
     * @param random Where dropout comes from.
     * @param gradients An array for each of the network's parameters.
     * @return The loss.
     * @throws IllegalArgumentException If there are too many documents, or they aren't sorted.
     */
    public double train(
            int[][] documents,
            int count,
            int[] labels,
            float[] weights,
            float[][] offsets,
            Dropout dropout,
            RandomGenerator random,
            float[][] gradients) {
        pool(documents, count, dropout, random);
        drop(dropout.features(), random);
        score();
        for (int d = 0; offsets != null && d < count; d++) {
            addOffset(d, offsets[d]);
        }
        Softmax.apply(logits, count);
        Softmax.predicted(logits, count, predicted);
        double loss = Softmax.gradient(logits, count, labels, weights);
        backward(documents, gradients);
        return loss;
    }

    /**
     * Forward, and backward from the log odds of a class, {@code log(p / (1 - p))}: adds their gradient to {@code gradients}.
     * With one class alone it is the class's score instead.
     *
     * @param document The document, not empty.
     * @param offset What is added to its logits, {@code [classes]}; null for nothing.
     * @param label The class.
     * @param gradients An array for each of the network's parameters.
     * @return The gradient of the logits, a new array.
     */
    float[] logOdds(int[] document, float[] offset, int label, float[][] gradients) {
        int[][] documents = {document};
        pool(documents, 1, null, null);
        drop(0.0, null);
        score();
        if (offset != null) {
            addOffset(0, offset);
        }
        Softmax.logOddsGradient(logits, 1, label);
        float[] ofLogits = column(logits, 0);
        backward(documents, gradients);
        return ofLogits;
    }

    /** From the gradient of the logits. */
    private void backward(int[][] documents, float[][] gradients) {
        int first = network.outputParameter();
        outputGradient(gradients[first], gradients[first + 1]);
        pooling.divide(documents, count, featureGradient);
        for (int b = 0; b * blockLanes() < lanes.count(); b++) {
            LaneBlock block = block(b);
            pooling.backward(block, features, featureGradient);
            block.backward(gradients);
        }
    }

    /**
     * The classes that some document was given by {@link #train}.
     *
     * @return The pass's own, to be cleared by who likes to count anew.
     */
    public BitSet predicted() {
        return predicted;
    }

    private void drop(double dropout, RandomGenerator random) {
        float scale = (float) (1.0 / (1.0 - dropout));
        mask.clear();
        for (int r = 0; r < mask.rows(); r++) {
            for (int d = 0; d < count; d++) {
                int i = mask.at(r) + d;
                mask.values()[i] = dropout == 0.0 || random.nextDouble() >= dropout ? scale : 0.0f;
            }
        }
        kept.setProduct(features, mask);
    }

    private void outputGradient(float[] weights, float[] bias) {
        int width = Panel.wide(count);
        output.gradient(logits, kept, 0, width, weights);
        for (int c = 0; c < bias.length; c++) {
            for (int d = 0; d < count; d++) {
                bias[c] += logits.values()[logits.at(c) + d];
            }
        }
        output.multiplyTransposed(logits, 0, featureGradient, 0, width);
        featureGradient.setProduct(featureGradient, mask);
    }

    /**
     * After {@link #forward}: the probabilities of a document.
     *
     * @param document Its place in the shard.
     * @return A new array, a value for each class.
     */
    public float[] probabilities(int document) {
        return column(logits, document);
    }

    /**
     * After {@link #forward}: the pooled features of a document.
     *
     * @param document Its place in the shard.
     * @return A new array, a value for each feature.
     */
    public float[] features(int document) {
        return column(features, document);
    }

    private static float[] column(Panel panel, int lane) {
        float[] column = new float[panel.rows()];
        for (int r = 0; r < column.length; r++) {
            column[r] = panel.values()[panel.at(r) + lane];
        }
        return column;
    }
}
