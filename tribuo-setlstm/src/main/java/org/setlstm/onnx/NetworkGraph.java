package org.setlstm.onnx;

import static org.setlstm.onnx.Graph.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.setlstm.network.Architecture;
import org.setlstm.network.LSTMCell;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.sparse.SparseMatrix;

/**
 * A network as an ONNX graph. Batches are padded there: what stands behind a text's end is kept out of all sums and
 * maxima, so that a text has the same probabilities in any batch.
 *
 * <p>Shapes: B texts of at most T tokens are cut into N = B P pieces of at most W tokens; without segments N = B and W = T.
 * The LSTM reads {@code [W, N, E]}.
 */
final class NetworkGraph {
    static final String IDS = "input_ids";
    static final String LENGTHS = "lengths";
    static final String PROBABILITIES = "probabilities";
    static final String LOGITS = "logits";

    /** Of weights. */
    static final String EMBEDDING = "embedding";

    static final String OUTPUT = "output";

    /** Ours stand in the order i, f, o, g, ONNX's in the order i, o, f, c. */
    private static final int[] GATE = {0, 2, 1, 3};

    private final Network network;
    private final Architecture shape;
    private final Weights weights;
    private final Graph graph = new Graph("");

    NetworkGraph(Network network, Weights weights) {
        this.network = network;
        this.shape = network.architecture();
        this.weights = weights;
    }

    GraphProto build() {
        graph.input(IDS, DataType.INT64, "Each text's tokens as ids, padded behind with any id.", "batch", "length");
        graph.input(LENGTHS, DataType.INT64, "Each text's tokens without padding.", "batch");
        graph.output(
                PROBABILITIES,
                DataType.FLOAT,
                "Of each label; not numbers for a text without tokens.",
                "batch",
                shape.classes());
        graph.output(LOGITS, DataType.FLOAT, "Their logarithms, but for a constant.", "batch", shape.classes());

        Pieces pieces = shape.segmentLength() == 0 ? Pieces.whole(graph) : Pieces.cut(graph, shape.segmentLength());
        matrix(
                EMBEDDING,
                network.embedding(),
                IntUnaryOperator.identity(),
                shape.embeddingRows(),
                shape.embeddingDimension());
        String embedded = graph.node("Gather", EMBEDDING, pieces.ids());
        List<String> features = new ArrayList<>();
        for (int direction = 0; direction < shape.directions(); direction++) {
            features.addAll(pooled(direction, embedded, pieces));
        }
        if (shape.shortcut()) {
            String length = graph.node("Sqrt", tokens());
            features.add(graph.node("Div", pieces.sum(embedded), length));
        }
        classify(features);
        return graph.build("SETLSTM");
    }

    /** {@code [B, 1]} of floats. */
    private String tokens() {
        String lengths = graph.node("Cast", attribute("to", DataType.FLOAT.getNumber()), LENGTHS);
        return graph.node("Unsqueeze", lengths, graph.vector(1));
    }

    private List<String> pooled(int direction, String embedded, Pieces pieces) {
        String states = embedded;
        String last = null;
        for (int layer = 0; layer < shape.layers(); layer++) {
            LSTMCell cell = network.cells().get(direction * shape.layers() + layer);
            last = cell.name() + ".last";
            states = lstm(cell, direction, states, last, pieces);
        }
        List<String> features = new ArrayList<>();
        Pooling pooling = shape.pooling();
        if (pooling == Pooling.LAST) {
            features.add(graph.node("Squeeze", last, graph.vector(0)));
        }
        if (pooling == Pooling.MEAN || pooling == Pooling.MEAN_MAX) {
            features.add(graph.node("Div", pieces.sum(states), tokens()));
        }
        if (pooling == Pooling.MAX || pooling == Pooling.MEAN_MAX) {
            features.add(pieces.max(states));
        }
        return features;
    }

    /** All states, {@code [W, N, H]}; the last one read goes to {@code last}, {@code [1, N, H]}. */
    private String lstm(LSTMCell cell, int direction, String input, String last, Pieces pieces) {
        int units = cell.units();
        String name = cell.name();
        IntUnaryOperator row = r -> GATE[r / units] * units + r % units;
        matrix(
                name + ".input",
                cell.input(),
                row,
                1,
                cell.input().rows(),
                cell.input().columns());
        matrix(name + ".recurrent", cell.recurrent(), row, 1, cell.recurrent().rows(), units);
        // ONNX has a bias for the input and one for the recurrent product.
        float[] bias = new float[2 * cell.bias().length];
        for (int r = 0; r < cell.bias().length; r++) {
            bias[r] = cell.bias()[row.applyAsInt(r)];
        }
        graph.weights(Tensors.of(name + ".bias", bias, 1, bias.length));
        List<AttributeProto> attributes = List.of(
                attribute("hidden_size", units), attribute("direction", direction == 0 ? "forward" : "reverse"));
        graph.node(
                "LSTM",
                attributes,
                List.of(input, name + ".input", name + ".recurrent", name + ".bias", pieces.steps()),
                List.of(name + ".states", last));
        return graph.node("Squeeze", name + ".states", graph.vector(1));
    }

    private void classify(List<String> features) {
        matrix(OUTPUT, network.output(), IntUnaryOperator.identity(), shape.classes(), shape.features());
        graph.weights(Tensors.of("output.bias", network.outputBias(), shape.classes()));
        String all = graph.node("Concat", attribute("axis", 1), features.toArray(String[]::new));
        String sums = graph.node("Gemm", attribute("transB", 1), all, OUTPUT, "output.bias");
        if (network.ngrams() != null) {
            sums = graph.node("Add", sums, new NGramGraph(graph, network.ngrams()).logits());
        }
        // A text without tokens has no features, and so no probabilities.
        String present = graph.node("Greater", LENGTHS, graph.scalar(0));
        graph.node(
                "Where",
                List.of(),
                List.of(graph.node("Unsqueeze", present, graph.vector(1)), sums, graph.scalar("nan", Float.NaN)),
                List.of(LOGITS));
        graph.node("Softmax", List.of(attribute("axis", 1)), List.of(LOGITS), List.of(PROBABILITIES));
    }

    private void matrix(String name, SparseMatrix matrix, IntUnaryOperator from, long... dimensions) {
        boolean smaller = 2L * matrix.stored() < (long) matrix.rows() * matrix.columns();
        if (weights == Weights.SPARSE && smaller) {
            graph.weights(
                    name,
                    Tensors.values(name + ".values", matrix, from),
                    Tensors.positions(name + ".positions", matrix, from),
                    dimensions);
        } else {
            graph.weights(Tensors.dense(name, matrix, from, dimensions));
        }
    }
}
