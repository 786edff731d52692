package org.setlstm.benchmark;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Dense PyTorch, through DJL. Its best chance:
 *
 * <ul>
 *   <li>steps first, the order that its LSTM computes in, so that nothing is transposed;
 *   <li>Adam straight on each parameter's own gradient: the trainer's step would copy every gradient before;
 *   <li>all arrays of a step in a manager of their own, closed after it;
 *   <li>no predictor and no translator around the forward pass, and no gradients kept in it.
 * </ul>
 *
 * <p>It differs from ours beside the density: each gate has two bias vectors, and the forget gate's don't start at 1; matrices
 * and biases start as PyTorch has them; documents of a batch are padded to its longest, and the maximum over time sees the padding.
 */
final class PyTorchLSTM implements Contender {
    /** Which rows of the embedding gradient and Adam take at a step. */
    enum Rows {
        /** All, those without a token in the batch as well: what PyTorch does by itself. */
        ALL,
        /** Those that the batch met. Ours steps all values that it stores. */
        MET
    }

    private static final String ENGINE = "PyTorch";

    private final Model model;
    private final PyTorchBlock block;
    private final NDManager manager;
    private final ParameterStore store;
    private final Loss loss = Loss.softmaxCrossEntropyLoss();
    private final Adam adam =
            Adam.builder().optLearningRateTracker(Tracker.fixed(LEARNING_RATE)).build();

    private final Rows taken;

    /** Null before the first step, and if that takes all rows. */
    private PyTorchRows rows;

    PyTorchLSTM(Shape shape, int threads, Rows taken, boolean training) {
        Engine.getEngine(ENGINE).setRandomSeed(1);
        if (JniUtils.getNumThreads() != threads) {
            throw new IllegalStateException("PyTorch has " + JniUtils.getNumThreads() + " threads, not " + threads);
        }
        model = Model.newInstance("lstm", ENGINE);
        manager = model.getNDManager();
        block = new PyTorchBlock(shape);
        model.setBlock(block);
        block.freezeParameters(!training);
        block.embedding().freeze(!training || taken == Rows.MET);
        block.initialize(manager, DataType.FLOAT32, new ai.djl.ndarray.types.Shape(shape.length(), shape.batch()));
        store = new ParameterStore(manager, false);
        this.taken = taken;
    }

    @Override
    public double step(Batch batch) {
        try (NDManager step = manager.newSubManager()) {
            if (taken == Rows.ALL) {
                double value = backward(step, batch, new NDList(tokens(step, batch.documents())));
                update(step);
                return value;
            }
            if (rows == null) {
                rows = new PyTorchRows(block.embedding().getArray());
            }
            PyTorchRows.Met met = rows.gather(step, padded(batch.documents()));
            NDArray tokens = array(step, met.tokens(), batch.documents().length);
            double value = backward(step, batch, new NDList(tokens, met.leaf()));
            update(step);
            rows.update(step, met);
            return value;
        }
    }

    private void update(NDManager step) {
        for (Parameter parameter : block.getParameters().values()) {
            if (parameter.requiresGradient()) {
                NDArray weights = parameter.getArray();
                NDArray gradient = weights.getGradient();
                gradient.attach(step);
                adam.update(parameter.getId(), weights, gradient);
            }
        }
    }

    private double backward(NDManager step, Batch batch, NDList inputs) {
        NDList labels = new NDList(step.create(batch.labels()));
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDList logits = block.forward(store, inputs, true);
            NDArray mean = loss.evaluate(labels, logits);
            collector.backward(mean);
            return mean.getFloat();
        }
    }

    private static NDArray tokens(NDManager manager, int[][] documents) {
        return array(manager, padded(documents), documents.length);
    }

    private static NDArray array(NDManager manager, long[] tokens, int documents) {
        return manager.create(tokens, new ai.djl.ndarray.types.Shape(tokens.length / documents, documents));
    }

    /** {@code [steps][documents]}, padded with row 0. */
    private static long[] padded(int[][] documents) {
        int steps = Arrays.stream(documents).mapToInt(d -> d.length).max().orElseThrow();
        long[] tokens = new long[steps * documents.length];
        for (int d = 0; d < documents.length; d++) {
            for (int t = 0; t < documents[d].length; t++) {
                tokens[t * documents.length + d] = documents[d][t];
            }
        }
        return tokens;
    }

    @Override
    public float[][] probabilities(int[][] documents) {
        try (NDManager call = manager.newSubManager()) {
            NDList logits = block.forward(store, new NDList(tokens(call, documents)), false);
            float[] all = logits.singletonOrThrow().softmax(1).toFloatArray();
            float[][] each = new float[documents.length][];
            for (int d = 0; d < each.length; d++) {
                each[d] = Arrays.copyOfRange(all, d * Shape.CLASSES, (d + 1) * Shape.CLASSES);
            }
            return each;
        }
    }

    /** The embedding, {@code [rows][values]} one after the other. */
    float[] embedding() {
        return block.embedding().getArray().toFloatArray();
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("threads", JniUtils.getNumThreads());
        facts.put(
                "parameters",
                block.getParameters().values().stream()
                        .mapToLong(p -> p.getArray().size())
                        .sum());
        return facts;
    }

    @Override
    public void close() {
        model.close();
    }
}
