package org.setlstm.onnx;

import static org.setlstm.onnx.Graph.attribute;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;

/**
 * An exported model as Tribuo runs models: from one input to one output. Lengths are counted then, up to the padding, and
 * logits are left out.
 */
final class SingleInput {
    /** Stands behind a text's end. */
    static final long PADDING = -1;

    private SingleInput() {}

    static ModelProto of(ModelProto model) {
        Graph count = new Graph("count.");
        String present = count.node("GreaterOrEqual", NetworkGraph.IDS, count.scalar(0));
        String ones = count.node("Cast", attribute("to", DataType.INT64.getNumber()), present);
        count.node(
                "ReduceSum",
                List.of(attribute("keepdims", 0)),
                List.of(ones, count.vector(1)),
                List.of(NetworkGraph.LENGTHS));
        GraphProto counted = count.build("");

        GraphProto graph = model.getGraph();
        GraphProto.Builder single = graph.toBuilder()
                .clearNode()
                .addAllNode(counted.getNodeList())
                .addAllNode(graph.getNodeList())
                .addAllInitializer(counted.getInitializerList())
                .clearInput()
                .clearOutput();
        graph.getInputList().stream()
                .filter(i -> i.getName().equals(NetworkGraph.IDS))
                .forEach(single::addInput);
        graph.getOutputList().stream()
                .filter(o -> o.getName().equals(NetworkGraph.PROBABILITIES))
                .forEach(single::addOutput);
        return model.toBuilder().setGraph(single).build();
    }
}
