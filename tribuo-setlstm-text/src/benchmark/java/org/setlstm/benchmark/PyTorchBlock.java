package org.setlstm.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.training.initializer.UniformInitializer;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;

/**
 * From token rows {@code [steps][documents]} to logits {@code [documents][classes]}, on PyTorch's own embedding and LSTM. A
 * second input takes the embedding's place.
 * DJL's blocks for the two won't do: its embedding wants a vocabulary of words, and in both directions its LSTM hands its
 * parameters to PyTorch in a wrong order.
 */
final class PyTorchBlock extends AbstractBlock {
    private static final int GATES = 4;
    private static final float EMBEDDING_SCALE = 0.1f;

    private final org.setlstm.benchmark.Shape shape;
    private final Parameter embedding;
    /** For each direction the weights of inputs and of hidden states, and a bias of each, in PyTorch's order. */
    private final List<Parameter> cells = new ArrayList<>();

    private final Parameter output;
    private final Parameter outputBias;

    PyTorchBlock(org.setlstm.benchmark.Shape shape) {
        this.shape = shape;
        embedding = parameter(
                "embedding", new NormalInitializer(EMBEDDING_SCALE), shape.vocabulary() + 1, shape.embedding());
        Initializer uniform = new UniformInitializer((float) (1.0 / Math.sqrt(shape.hidden())));
        for (int direction = 0; direction < directions(); direction++) {
            int rows = GATES * shape.hidden();
            cells.add(parameter("input" + direction, uniform, rows, shape.embedding()));
            cells.add(parameter("hidden" + direction, uniform, rows, shape.hidden()));
            cells.add(parameter("inputBias" + direction, uniform, rows));
            cells.add(parameter("hiddenBias" + direction, uniform, rows));
        }
        int classes = org.setlstm.benchmark.Shape.CLASSES;
        output = parameter("output", uniform, classes, (long) directions() * shape.hidden());
        outputBias = parameter("outputBias", Initializer.ZEROS, classes);
    }

    private int directions() {
        return shape.bidirectional() ? 2 : 1;
    }

    private Parameter parameter(String name, Initializer initializer, long... dimensions) {
        return addParameter(Parameter.builder()
                .setName(name)
                .setType(Parameter.Type.OTHER)
                .optShape(new Shape(dimensions))
                .optInitializer(initializer)
                .build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> settings) {
        NDArray rows = inputs.head();
        NDArray states =
                rows.getManager().zeros(new Shape(directions(), rows.getShape().get(1), shape.hidden()));
        NDList weights = new NDList(
                cells.stream().map(cell -> value(store, cell, rows, training)).toList());
        NDArray table = inputs.size() > 1 ? inputs.get(1) : value(store, embedding, rows, training);
        NDArray tokens = Embedding.embedding(rows, table, SparseFormat.DENSE).singletonOrThrow();
        NDArray pooled = tokens.getNDArrayInternal()
                .lstm(tokens, new NDList(states, states), weights, true, 1, 0.0, training, shape.bidirectional(), false)
                .head()
                .max(new int[] {0});
        return Linear.linear(pooled, value(store, output, rows, training), value(store, outputBias, rows, training));
    }

    Parameter embedding() {
        return embedding;
    }

    private static NDArray value(ParameterStore store, Parameter parameter, NDArray near, boolean training) {
        return store.getValue(parameter, near.getDevice(), training);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {new Shape(inputs[0].get(1), org.setlstm.benchmark.Shape.CLASSES)};
    }
}
