package org.setlstm.onnx;

import static org.setlstm.onnx.Graph.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;

/** What the LSTM reads of a batch, and how its states become a vector for each text. */
final class Pieces {
    private static final AttributeProto SWAP = attribute("perm", List.of(1L, 0L));
    private static final AttributeProto DROP = attribute("keepdims", 0);

    private final Graph graph;
    private final String ids;
    private final String steps;
    private final String mask;
    private final String pieces;

    /** Ids {@code [W, N]}, lengths {@code [N]}, pieces of each text as a vector of one number; null without segments. */
    private Pieces(Graph graph, String ids, String lengths, String pieces) {
        this.graph = graph;
        this.ids = ids;
        this.pieces = pieces;
        // Not every runtime knows sequences of no steps: what they read instead is masked.
        steps = graph.node(
                "Cast", attribute("to", DataType.INT32.getNumber()), graph.node("Max", lengths, graph.vector(1)));
        String places = range(graph, size(graph, ids, 0));
        String inside = graph.node("Less", graph.node("Unsqueeze", places, graph.vector(1)), lengths);
        mask = graph.node("Unsqueeze", inside, graph.vector(2));
    }

    /** Whole texts. */
    static Pieces whole(Graph graph) {
        return new Pieces(graph, graph.node("Transpose", SWAP, NetworkGraph.IDS), NetworkGraph.LENGTHS, null);
    }

    /**
     * Texts cut into as few segments as their length asks for, of lengths that differ by one at most, as the network does
     * it. Texts with fewer segments than the longest have empty ones.
     */
    static Pieces cut(Graph graph, int segmentLength) {
        String most = graph.scalar(segmentLength);
        String length = size(graph, NetworkGraph.IDS, 1);
        String width = graph.node("Min", length, most);
        String count = ceiling(graph, length, most);
        String places = range(graph, count);

        // Each text's number of segments, their length, and how many are longer by one: [B, 1] each.
        String tokens = graph.node("Unsqueeze", NetworkGraph.LENGTHS, graph.vector(1));
        String own = graph.node("Max", ceiling(graph, tokens, most), graph.scalar(1));
        String part = graph.node("Div", tokens, own);
        String longer = graph.node("Sub", tokens, graph.node("Mul", part, own));

        // [B, P]
        String more =
                graph.node("Cast", attribute("to", DataType.INT64.getNumber()), graph.node("Less", places, longer));
        String lengths =
                graph.node("Where", graph.node("Less", places, own), graph.node("Add", part, more), graph.scalar(0));
        String starts = graph.node("Add", graph.node("Mul", places, part), graph.node("Min", places, longer));

        // [B, P, W], then [B, P W] places of tokens; those behind the end read what stands last, and are masked.
        String at = graph.node("Add", graph.node("Unsqueeze", starts, graph.vector(2)), range(graph, width));
        String end = graph.node("Sub", length, graph.scalar(1));
        String flat = graph.node("Reshape", graph.node("Min", at, end), graph.vector(0, -1));
        String gathered = graph.node("GatherElements", attribute("axis", 1), NetworkGraph.IDS, flat);
        String rows = graph.node(
                "Concat", attribute("axis", 0), graph.vector(-1), graph.node("Unsqueeze", width, graph.vector(0)));
        String ids = graph.node("Transpose", SWAP, graph.node("Reshape", gathered, rows));
        return new Pieces(
                graph,
                ids,
                graph.node("Reshape", lengths, graph.vector(-1)),
                graph.node("Unsqueeze", count, graph.vector(0)));
    }

    /** {@code (dividend + divisor - 1) / divisor} */
    private static String ceiling(Graph graph, String dividend, String divisor) {
        String sum = graph.node("Add", dividend, graph.node("Sub", divisor, graph.scalar(1)));
        return graph.node("Div", sum, divisor);
    }

    private static String size(Graph graph, String value, int axis) {
        return graph.node("Gather", graph.node("Shape", value), graph.scalar(axis));
    }

    private static String range(Graph graph, String count) {
        return graph.node("Range", graph.scalar(0), count, graph.scalar(1));
    }

    /** {@code [W, N]} */
    String ids() {
        return ids;
    }

    /** What the LSTM is to read of each piece, {@code [N]} of int32, at least 1. */
    String steps() {
        return steps;
    }

    /** {@code [W, N, X]} to {@code [B, X]}: over all tokens of a text. */
    String sum(String values) {
        String masked = graph.node("Where", mask, values, graph.scalar("zero", 0.0f));
        String sums = graph.node("ReduceSum", DROP, masked, graph.vector(0));
        return pieces == null ? sums : graph.node("ReduceSum", DROP, byText(sums), graph.vector(1));
    }

    /** {@code [W, N, X]} to {@code [B, X]}: over all tokens of a text. */
    String max(String values) {
        String masked = graph.node("Where", mask, values, graph.scalar("least", -Float.MAX_VALUE));
        String greatest = graph.node("ReduceMax", List.of(attribute("axes", List.of(0L)), DROP), masked);
        return pieces == null
                ? greatest
                : graph.node("ReduceMax", List.of(attribute("axes", List.of(1L)), DROP), byText(greatest));
    }

    /** {@code [N, X]} to {@code [B, P, X]} */
    private String byText(String values) {
        String width = graph.node("Unsqueeze", size(graph, values, 1), graph.vector(0));
        String shape = graph.node("Concat", attribute("axis", 0), graph.vector(-1), pieces, width);
        return graph.node("Reshape", values, shape);
    }
}
