package org.setlstm.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An ONNX graph in the making. Values are known by their names, which are those of the nodes that make them. */
final class Graph {
    /** Operators are those of this version of ONNX's set: Tribuo's own exports ask for it too. */
    static final int OPSET = 13;

    /** Protobufs end at 2^31; words and provenance need a place too. */
    private static final long MOST_BYTES = 15L << 27;

    private final GraphProto.Builder proto = GraphProto.newBuilder();
    private final Map<String, String> constants = new HashMap<>();
    private final String prefix;
    private long bytes;

    /** With a prefix before the names that the graph gives. */
    Graph(String prefix) {
        this.prefix = prefix;
    }

    /** A value that comes from outside; a dimension that isn't known by number has a name. */
    void input(String name, TensorProto.DataType type, String description, Object... shape) {
        proto.addInput(value(name, type, description, shape));
    }

    void output(String name, TensorProto.DataType type, String description, Object... shape) {
        proto.addOutput(value(name, type, description, shape));
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, String description, Object... shape) {
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
        for (Object dimension : shape) {
            if (dimension instanceof Integer size) {
                tensor.getShapeBuilder().addDimBuilder().setDimValue(size);
            } else {
                tensor.getShapeBuilder().addDimBuilder().setDimParam((String) dimension);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setDocString(description)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** Throws IllegalArgumentException if there are too many for one file. */
    void weights(TensorProto tensor) {
        count(tensor);
        proto.addInitializer(tensor);
    }

    /**
     * A matrix of zeros but for these values at these positions. By operators that runtimes compute once, when they load:
     * ONNX's own sparse initialisers are refused by its checker, its shape inference and what builds on them.
     */
    void weights(String name, TensorProto values, TensorProto positions, long... shape) {
        weights(values);
        weights(positions);
        String zeros = node("ConstantOfShape", vector(Arrays.stream(shape).reduce(1, Math::multiplyExact)));
        String places = positions.getDataType() == TensorProto.DataType.INT64.getNumber()
                ? positions.getName()
                : node("Cast", attribute("to", TensorProto.DataType.INT64.getNumber()), positions.getName());
        String flat = node("ScatterND", zeros, places, values.getName());
        node("Reshape", List.of(), List.of(flat, vector(shape)), List.of(name));
        proto.addValueInfo(value(
                name,
                TensorProto.DataType.FLOAT,
                "",
                Arrays.stream(shape).mapToObj(Math::toIntExact).toArray()));
    }

    private void count(TensorProto tensor) {
        bytes += tensor.getRawData().size();
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("The weights take more than " + MOST_BYTES
                    + " bytes, which an ONNX file can't hold: export sparse weights, or train a smaller network");
        }
    }

    /** A vector of numbers, the same one wherever it is asked for. */
    String vector(long... values) {
        return constant(values, values.length);
    }

    String scalar(long value) {
        return constant(new long[] {value});
    }

    private String constant(long[] values, long... shape) {
        StringBuilder name = new StringBuilder(prefix + (shape.length == 0 ? "scalar" : "vector"));
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long v : values) {
            name.append('.').append(v);
            bytes.putLong(v);
        }
        return constants.computeIfAbsent(name.toString(), n -> {
            weights(Tensors.of(n, TensorProto.DataType.INT64, bytes, shape));
            return n;
        });
    }

    /** A single float, without dimensions. */
    String scalar(String name, float value) {
        return constants.computeIfAbsent(name, n -> {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            weights(Tensors.of(n, TensorProto.DataType.FLOAT, bytes.putFloat(value)));
            return n;
        });
    }

    /** A node with one output, and the output's name. */
    String node(String operator, String... inputs) {
        return node(operator, List.of(), inputs);
    }

    String node(String operator, AttributeProto attribute, String... inputs) {
        return node(operator, List.of(attribute), inputs);
    }

    String node(String operator, List<AttributeProto> attributes, String... inputs) {
        String name = prefix + operator.toLowerCase(Locale.ROOT) + "." + (proto.getNodeCount() + 1);
        node(operator, attributes, List.of(inputs), List.of(name));
        return name;
    }

    /** A node whose outputs have names of the caller's; empty ones are not asked for. */
    void node(String operator, List<AttributeProto> attributes, List<String> inputs, List<String> outputs) {
        proto.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(prefix + operator + "." + (proto.getNodeCount() + 1))
                .addAllAttribute(attributes)
                .addAllInput(inputs)
                .addAllOutput(outputs));
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, List<Long> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(values)
                .build();
    }

    static AttributeProto attribute(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    GraphProto build(String name) {
        return proto.setName(name).build();
    }
}
