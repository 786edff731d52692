package org.setlstm.benchmark;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
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
 * and biases start as PyTorch has them; documents of a batch are padded to its longest, and the maximum over time sees the padding; the
 * embedding's gradient and Adam take all rows, those without a token in the batch as well.
 */
final class PyTorchLSTM implements Contender {
    private static final String ENGINE = "PyTorch";

    private final Model model;
    private final Block block;
    private final NDManager manager;
    private final ParameterStore store;
    private final Loss loss = Loss.softmaxCrossEntropyLoss();
    private final Adam adam =
            Adam.builder().optLearningRateTracker(Tracker.fixed(LEARNING_RATE)).build();

    PyTorchLSTM(Shape shape, int threads, boolean training) {
        Engine.getEngine(ENGINE).setRandomSeed(1);
        if (JniUtils.getNumThreads() != threads) {
            throw new IllegalStateException("PyTorch has " + JniUtils.getNumThreads() + " threads, not " + threads);
        }
        model = Model.newInstance("lstm", ENGINE);
        manager = model.getNDManager();
        block = new PyTorchBlock(shape);
        model.setBlock(block);
        block.freezeParameters(!training);
        block.initialize(manager, DataType.FLOAT32, new ai.djl.ndarray.types.Shape(shape.length(), shape.batch()));
        store = new ParameterStore(manager, false);
    }

    @Override
    public double step(Batch batch) {
        try (NDManager step = manager.newSubManager()) {
            double value = backward(step, batch);
            for (Parameter parameter : block.getParameters().values()) {
                NDArray weights = parameter.getArray();
                NDArray gradient = weights.getGradient();
                gradient.attach(step);
                adam.update(parameter.getId(), weights, gradient);
            }
            return value;
        }
    }

    private double backward(NDManager step, Batch batch) {
        NDList labels = new NDList(step.create(batch.labels()));
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDList logits = block.forward(store, new NDList(tokens(step, batch.documents())), true);
            NDArray mean = loss.evaluate(labels, logits);
            collector.backward(mean);
            return mean.getFloat();
        }
    }

    /** {@code [steps][documents]}, padded with row 0. */
    private static NDArray tokens(NDManager manager, int[][] documents) {
        int steps = Arrays.stream(documents).mapToInt(d -> d.length).max().orElseThrow();
        long[] rows = new long[steps * documents.length];
        for (int d = 0; d < documents.length; d++) {
            for (int t = 0; t < documents[d].length; t++) {
                rows[t * documents.length + d] = documents[d][t];
            }
        }
        return manager.create(rows, new ai.djl.ndarray.types.Shape(steps, documents.length));
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
