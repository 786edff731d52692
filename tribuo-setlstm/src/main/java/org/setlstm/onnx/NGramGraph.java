package org.setlstm.onnx;

import static org.setlstm.onnx.Graph.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.setlstm.ngram.NGramLayer;
import org.setlstm.ngram.NGrams;

/** An n-gram layer by ONNX's TfIdfVectorizer, which in its mode IDF without weights says whether an n-gram is there. */
final class NGramGraph {
    private static final String WEIGHTS = "ngrams";

    private final Graph graph;
    private final NGramLayer layer;

    NGramGraph(Graph graph, NGramLayer layer) {
        this.graph = graph;
        this.layer = layer;
    }

    /** What the layer adds to the logits: {@code [B, classes]}, or its bias alone where it has no n-gram. */
    String logits() {
        int classes = layer.bias().length;
        graph.weights(Tensors.of(WEIGHTS + ".bias", layer.bias(), classes));
        if (layer.ngrams().size() == 0) {
            return WEIGHTS + ".bias";
        }
        String held = graph.node("TfIdfVectorizer", vectorizer(), known());
        String count = graph.node("ReduceSum", held, graph.vector(1));
        String atLeastOne = graph.node("Max", count, graph.scalar("one", 1.0f));
        graph.weights(Tensors.dense(
                WEIGHTS,
                layer.weights(),
                IntUnaryOperator.identity(),
                layer.ngrams().size(),
                classes));
        String sums = graph.node("MatMul", held, WEIGHTS);
        return graph.node("Add", graph.node("Div", sums, graph.node("Sqrt", atLeastOne)), WEIGHTS + ".bias");
    }

    /** The tokens, {@code [B, T]}, with 0 behind a text's end: no n-gram holds the unknown token. */
    private String known() {
        String places = graph.node(
                "Range",
                graph.scalar(0),
                graph.node("Gather", graph.node("Shape", NetworkGraph.IDS), graph.scalar(1)),
                graph.scalar(1));
        String inside = graph.node("Less", places, graph.node("Unsqueeze", NetworkGraph.LENGTHS, graph.vector(1)));
        return graph.node("Where", inside, NetworkGraph.IDS, graph.scalar(0));
    }

    /** The pool has all n-grams of one token, then those of two, and so on. */
    private List<AttributeProto> vectorizer() {
        NGrams ngrams = layer.ngrams();
        List<Long> starts = new ArrayList<>();
        List<Long> pool = new ArrayList<>();
        List<Long> columns = new ArrayList<>();
        for (int length = 1; length <= ngrams.order(); length++) {
            starts.add((long) pool.size());
            for (int n = 0; n < ngrams.size(); n++) {
                if (ngrams.length(n) == length) {
                    for (int row : ngrams.rows(n)) {
                        pool.add((long) row);
                    }
                    columns.add((long) n);
                }
            }
        }
        return List.of(
                attribute("mode", "IDF"),
                attribute("min_gram_length", 1),
                attribute("max_gram_length", ngrams.order()),
                attribute("max_skip_count", 0),
                attribute("ngram_counts", starts),
                attribute("ngram_indexes", columns),
                attribute("pool_int64s", pool));
    }
}
