package org.setlstm.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.setlstm.SETLSTM;
import org.setlstm.SETLSTMModel;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.ONNXExportable;
import org.tribuo.classification.Label;

/**
 * A model as an ONNX file, of operator set 13, for runtimes outside the JVM. It needs neither ONNX Runtime nor anything
 * else that the model doesn't.
 *
 * <p>Inputs of the graph are {@code input_ids}, int64 {@code [batch, length]}, and {@code lengths}, int64
 * {@code [batch]}: each text's tokens as ids, and how many they are. What stands behind them, up to the longest text's
 * length, may be any id. Outputs are {@code probabilities} and {@code logits}, float {@code [batch, labels]}. A text has the
 * same probabilities in any batch, but for rounding; one without tokens has none, but NaN.
 *
 * <p>The file's metadata holds what else it takes:
 *
 * <ul>
 *   <li>{@code setlstm.labels}: a JSON array of the labels in the order of the outputs.
 *   <li>{@code setlstm.vocabulary}: a JSON array of the known tokens. The first one's id is 1; all others have the id 0,
 *       but for what {@code setlstm.prefix} says.
 *   <li>{@code setlstm.prefix}: missing, or a number of letters: an unknown token has the id of the known one that shares the
 *       longest start with it, the first in the vocabulary of several. All characters of the start are letters, and it has so
 *       many of them and six tenths of the unknown token's characters at least.
 *   <li>{@code setlstm.text}: how texts became tokens in training, as nested JSON objects of classes and settings, all values
 *       as strings; missing if the model's provenance doesn't say. {@code TokenSequencePipeline} with a {@code
 *       SplitPatternTokenizer}, as {@code --tokenizer words} gives it, splits at matches of its {@code splitPatternRegex}
 *       and leaves out empty tokens, puts them in lower case if {@code lowercase} is true, and of more than {@code
 *       maxLength} keeps the first ({@code keep} HEAD), the last (TAIL), or half from each end, one more from the start
 *       where that is odd (ENDS).
 *   <li>{@code setlstm.format}: {@code 1}.
 *   <li>{@code TRIBUO_PROVENANCE}: the model's provenance, as Tribuo's own exports have it.
 * </ul>
 */
public final class ONNXExporter {
    static final String FORMAT = "setlstm.format";
    static final String CURRENT_FORMAT = "1";
    static final String LABELS = "setlstm.labels";
    static final String VOCABULARY = "setlstm.vocabulary";
    static final String PREFIX = "setlstm.prefix";
    static final String TEXT = "setlstm.text";

    /** As Tribuo's own exports have it. */
    private static final int IR_VERSION = 6;

    private final SETLSTMModel model;
    private final Weights weights;

    /**
     * Of a model, with sparse weights.
     *
     * @param model The model.
     * @throws IllegalArgumentException If its feature map is hashed: nobody could tell the ids of words then.
     */
    public ONNXExporter(SETLSTMModel model) {
        this(model, Weights.SPARSE);
    }

    /**
     * Of a model.
     *
     * @param model The model.
     * @param weights How sparse matrices are stored.
     * @throws IllegalArgumentException If its feature map is hashed: nobody could tell the ids of words then.
     */
    public ONNXExporter(SETLSTMModel model, Weights weights) {
        if (model.vocabulary().hidesNames()) {
            throw new IllegalArgumentException("The model's feature map is hashed to hide the words, and without them"
                    + " nobody could use an ONNX model: train without HashingTrainer");
        }
        this.model = model;
        this.weights = weights;
    }

    /**
     * The ONNX model.
     *
     * @return A protobuf, the same bytes for the same model.
     * @throws IllegalArgumentException If the weights are too many for one, which holds 2 GB.
     */
    public ModelProto export() {
        ModelProto.Builder proto = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(Graph.OPSET))
                .setProducerName("tribuo-setlstm")
                .setProducerVersion(SETLSTM.VERSION)
                .setDomain("org.setlstm")
                .setDocString(
                        "Classifies texts. See setlstm.vocabulary, setlstm.labels and setlstm.text in the metadata.")
                .setGraph(new NetworkGraph(model.network(), weights).build());
        metadata()
                .forEach((key, value) -> proto.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return proto.build();
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(FORMAT, CURRENT_FORMAT);
        ImmutableOutputInfo<Label> outputs = model.getOutputIDInfo();
        List<String> labels = IntStream.range(0, outputs.size())
                .mapToObj(id -> outputs.getOutput(id).getLabel())
                .toList();
        metadata.put(LABELS, JSON.write(labels));
        metadata.put(VOCABULARY, JSON.write(model.vocabulary().tokens()));
        if (model.vocabulary().prefix() > 0) {
            metadata.put(PREFIX, Integer.toString(model.vocabulary().prefix()));
        }
        TextDescription.of(model.getProvenance()).ifPresent(text -> metadata.put(TEXT, JSON.write(text)));
        metadata.put(
                ONNXExportable.PROVENANCE_METADATA_FIELD,
                ONNXExportable.SERIALIZER.marshalAndSerialize(model.getProvenance()));
        return metadata;
    }

    /**
     * Writes the ONNX model.
     *
     * @param out Where to; stays open.
     * @throws IOException If that fails.
     * @throws IllegalArgumentException If the weights are too many for one file.
     */
    public void writeTo(OutputStream out) throws IOException {
        export().writeTo(out);
    }
}
