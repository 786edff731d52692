package org.setlstm.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.provenance.io.ProvenanceSerializationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.ONNXExportable;
import org.tribuo.Tribuo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.interop.onnx.LabelTransformer;
import org.tribuo.interop.onnx.ONNXExternalModel;
import org.tribuo.interop.onnx.protos.ONNXExternalModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * What {@link ONNXModelReader} reads. A class apart, for its own can't be linked without ONNX Runtime, and so couldn't say
 * that it is missing.
 */
final class ExternalModel {
    private ExternalModel() {}

    static ONNXExternalModel<Label> read(InputStream in) throws IOException {
        ModelProto model = parse(in);
        Map<String, String> metadata = new LinkedHashMap<>();
        for (StringStringEntryProto entry : model.getMetadataPropsList()) {
            metadata.put(entry.getKey(), entry.getValue());
        }
        String format = metadata.get(ONNXExporter.FORMAT);
        if (!ONNXExporter.CURRENT_FORMAT.equals(format)) {
            throw new IllegalArgumentException(
                    format == null
                            ? "The ONNX model has no " + ONNXExporter.FORMAT + " in its metadata: ONNXExporter didn't"
                                    + " write it. For others there is Tribuo's ONNXExternalModel.createOnnxModel"
                            : "The ONNX model has format " + format + ", and this library reads format "
                                    + ONNXExporter.CURRENT_FORMAT);
        }
        List<String> tokens = list(metadata, ONNXExporter.VOCABULARY);
        List<String> labels = list(metadata, ONNXExporter.LABELS);
        check(model.getGraph(), tokens, labels);
        ModelProvenance trained = provenance(metadata);
        ModelProvenance provenance = new ModelProvenance(
                ONNXExternalModel.class.getName(),
                trained.getTrainingTime(),
                trained.getDatasetProvenance(),
                trained.getTrainerProvenance(),
                new LinkedHashMap<>(trained.getInstanceProvenance().getMap()));
        return external(SingleInput.of(model), provenance, tokens, labels);
    }

    private static ModelProto parse(InputStream in) throws IOException {
        try {
            return ModelProto.parseFrom(in);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("This is no ONNX model: " + e.getMessage(), e);
        }
    }

    private static List<String> list(Map<String, String> metadata, String key) {
        try {
            return List.of(new ObjectMapper().readValue(metadata.getOrDefault(key, ""), String[].class));
        } catch (JsonProcessingException | NullPointerException e) {
            throw new IllegalArgumentException("The ONNX model has no list of strings at " + key, e);
        }
    }

    private static void check(GraphProto graph, List<String> tokens, List<String> labels) {
        long rows = rows(graph, NetworkGraph.EMBEDDING);
        long classes = rows(graph, NetworkGraph.OUTPUT);
        if (rows != tokens.size() + 1L
                || classes != labels.size()
                || Set.copyOf(labels).size() != labels.size()) {
            throw new IllegalArgumentException("The ONNX model has " + rows + " rows of embeddings and " + classes
                    + " classes, for " + tokens.size() + " tokens and the labels " + labels);
        }
    }

    /** Of a weight matrix; 0 if there is none. */
    private static long rows(GraphProto graph, String name) {
        Stream<TensorProto> dense =
                graph.getInitializerList().stream().filter(t -> t.getName().equals(name));
        Stream<ValueInfoProto> computed =
                graph.getValueInfoList().stream().filter(v -> v.getName().equals(name));
        // As earlier exports have them.
        Stream<SparseTensorProto> sparse = graph.getSparseInitializerList().stream()
                .filter(t -> t.getValues().getName().equals(name));
        return Stream.of(
                        dense.map(TensorProto::getDimsList),
                        computed.map(v -> v.getType().getTensorType().getShape().getDimList().stream()
                                .map(TensorShapeProto.Dimension::getDimValue)
                                .toList()),
                        sparse.map(SparseTensorProto::getDimsList))
                .flatMap(shapes -> shapes)
                .filter(shape -> !shape.isEmpty())
                .mapToLong(shape -> shape.get(0))
                .findFirst()
                .orElse(0);
    }

    private static ModelProvenance provenance(Map<String, String> metadata) {
        String field = ONNXExportable.PROVENANCE_METADATA_FIELD;
        try {
            if (ONNXExportable.SERIALIZER.deserializeAndUnmarshal(metadata.getOrDefault(field, ""))
                    instanceof ModelProvenance provenance) {
                return provenance;
            }
        } catch (ProvenanceSerializationException | RuntimeException | LinkageError e) {
            throw new IllegalArgumentException(
                    "The ONNX model's " + field + " can't be read: " + e.getMessage()
                            + ". If a class is missing, add the library that the model's texts came from, as"
                            + " tribuo-setlstm-text",
                    e);
        }
        throw new IllegalArgumentException("The ONNX model's " + field + " is no model's provenance");
    }

    /**
     * By way of its protobuf: {@code createOnnxModel} would make a feature map of its own, that leaves out unknown words.
     */
    private static ONNXExternalModel<Label> external(
            ModelProto model, ModelProvenance provenance, List<String> tokens, List<String> labels)
            throws InvalidProtocolBufferException {
        Map<Label, Integer> ids = new LinkedHashMap<>();
        labels.forEach(label -> ids.put(new Label(label), ids.size()));
        ImmutableOutputInfo<Label> outputs = new LabelFactory().constructInfoForExternalModel(ids);
        TokenFeatureMap features = new TokenFeatureMap(tokens);
        Iterable<Integer> same = IntStream.range(0, features.size()).boxed().toList();
        ONNXExternalModelProto proto = ONNXExternalModelProto.newBuilder()
                .setMetadata(
                        new ModelDataCarrier<>("onnx", provenance, features, outputs, true, Tribuo.VERSION).serialize())
                .addAllForwardFeatureMapping(same)
                .addAllBackwardFeatureMapping(same)
                .setModelArray(model.toByteString())
                .setInputName(NetworkGraph.IDS)
                .setExampleTransformer(new TokenIdTransformer(tokens.size()).serialize())
                .setOutputTransformer(new LabelTransformer().serialize())
                .build();
        try {
            @SuppressWarnings("unchecked") // Its output domain is that of labels.
            ONNXExternalModel<Label> external = (ONNXExternalModel<Label>) ONNXExternalModel.deserializeFromProto(
                    ONNXExternalModel.CURRENT_VERSION, ONNXExternalModel.class.getName(), Any.pack(proto));
            return external;
        } catch (OrtException e) {
            throw new IllegalArgumentException("ONNX Runtime refuses the model: " + e.getMessage(), e);
        }
    }
}
