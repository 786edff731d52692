package org.setlstm;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.setlstm.evaluation.Connectivity;
import org.setlstm.evaluation.Explainer;
import org.setlstm.evaluation.SparseWeights;
import org.setlstm.evaluation.SparsityReport;
import org.setlstm.format.Checksum;
import org.setlstm.format.FeatureDomain;
import org.setlstm.network.Architecture;
import org.setlstm.network.Network;
import org.setlstm.network.Predictor;
import org.setlstm.network.WeightsDigest;
import org.setlstm.protos.SETLSTMModelProto;
import org.setlstm.sequence.TokenFeatures;
import org.setlstm.sequence.Vocabulary;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * A trained SET-LSTM. It holds stored weights only, is safe for any number of threads, and gives a document the same
 * bits whether it is predicted alone or among others. It predicts documents without a known token too:
 * {@link Prediction#getNumActiveFeatures()} is 0 then.
 *
 * <p>Examples come from a pipeline that keeps the order of tokens, see {@link TokenFeatures}. Others are an
 * {@link IllegalArgumentException} that says which feature is at fault.
 */
public final class SETLSTMModel extends Model<Label> implements SparseWeights {
    private static final long serialVersionUID = 1L;

    /** The newest version of the protobuf that {@link #serialize()} writes: that of models whose gates share positions. */
    public static final int CURRENT_VERSION = 3;

    /** Examples predicted at once: enough to sort by length and to share among threads. */
    private static final int BATCH = 1024;

    private final transient FeatureDomain features;
    private final transient Network network;
    private final transient Vocabulary vocabulary;
    private final transient Predictor predictor;

    SETLSTMModel(
            String name,
            ModelProvenance provenance,
            FeatureDomain features,
            ImmutableOutputInfo<Label> outputIDInfo,
            Network network,
            Vocabulary vocabulary) {
        // Without features, which getFeatureIDMap gives: a subclass of Tribuo's map that is filled on demand would not
        // do, for
        // Tribuo copies maps by their fields.
        super(name, provenance, null, outputIDInfo, true);
        this.features = features;
        this.network = network;
        this.vocabulary = vocabulary;
        this.predictor = new Predictor(network);
    }

    /**
     * The features that the model was trained on. Those of a loaded model are decoded when they are first asked for,
     * which predictions don't do: it takes as long as loading, and several times the model's memory.
     *
     * @return The feature domain, the same whenever it is asked for.
     * @throws IllegalStateException If the file's bytes are no features, though its checksum is right.
     */
    @Override
    public ImmutableFeatureMap getFeatureIDMap() {
        return features.features();
    }

    @Override
    public Prediction<Label> predict(Example<Label> example) {
        return predictBatch(List.of(example)).get(0);
    }

    @Override
    protected List<Prediction<Label>> innerPredict(Iterable<Example<Label>> examples) {
        List<Prediction<Label>> predictions = new ArrayList<>();
        List<Example<Label>> batch = new ArrayList<>(BATCH);
        for (Example<Label> example : examples) {
            batch.add(example);
            if (batch.size() == BATCH) {
                predictions.addAll(predictBatch(batch));
                batch.clear();
            }
        }
        predictions.addAll(predictBatch(batch));
        return predictions;
    }

    private List<Prediction<Label>> predictBatch(List<Example<Label>> examples) {
        int[][] documents = encode(examples);
        float[][] probabilities = predictor.probabilities(documents);
        List<Prediction<Label>> predictions = new ArrayList<>(examples.size());
        for (int i = 0; i < documents.length; i++) {
            predictions.add(prediction(examples.get(i), documents[i], probabilities[i]));
        }
        return predictions;
    }

    private int[][] encode(List<Example<Label>> examples) {
        return examples.stream()
                .map(e -> vocabulary.rows(TokenFeatures.decode(e)))
                .toArray(int[][]::new);
    }

    private Prediction<Label> prediction(Example<Label> example, int[] document, float[] probabilities) {
        Map<String, Label> scores = new LinkedHashMap<>();
        Label best = null;
        for (int id = 0; id < probabilities.length; id++) {
            String name = outputIDInfo.getOutput(id).getLabel();
            Label label = new Label(name, probabilities[id]);
            scores.put(name, label);
            if (best == null || label.getScore() > best.getScore()) {
                best = label;
            }
        }
        int known = 0;
        for (int row : document) {
            known += row == Architecture.UNKNOWN ? 0 : 1;
        }
        return new Prediction<>(best, scores, known, example, true);
    }

    /**
     * The network's view of a document, which the output layer reads: its pooled hidden states, and the shortcut's sum.
     *
     * @param example An example with ordered tokens; its output is not looked at.
     * @return A new array of {@code directions * hiddenDimension} values, twice as many for {@code MEAN_MAX}; with a
     *     shortcut {@code embeddingDimension} more.
     * @throws IllegalArgumentException If the example has no features or no token order.
     */
    public float[] documentVector(Example<Label> example) {
        return documentVectors(List.of(example)).get(0);
    }

    /**
     * The network's view of documents, computed together and so faster.
     *
     * @param examples Examples with ordered tokens; their outputs are not looked at.
     * @return For each example what {@link #documentVector} gives for it.
     * @throws IllegalArgumentException If an example has no features or no token order.
     */
    public List<float[]> documentVectors(Iterable<Example<Label>> examples) {
        List<Example<Label>> all = new ArrayList<>();
        examples.forEach(all::add);
        return Arrays.asList(predictor.features(encode(all)));
    }

    @Override
    public SparsityReport sparsity() {
        return SparsityReport.of(network);
    }

    @Override
    public Connectivity connectivity() {
        return Connectivity.of(network);
    }

    /**
     * How much of the sparse matrices training has tried, as the run provenance says it.
     *
     * @return The share of all positions that have ever been stored, in {@code [0, 1]}; empty if the run provenance has no
     *     number at {@link RunProvenance#EXPLORED}.
     */
    @Override
    public OptionalDouble explored() {
        return provenance.getInstanceProvenance().getMap().get(RunProvenance.EXPLORED) instanceof DoubleProvenance share
                ? OptionalDouble.of(share.getValue())
                : OptionalDouble.empty();
    }

    /**
     * A fingerprint of all weights, bit by bit.
     *
     * @return SHA-256 in hexadecimal.
     */
    public String weightsDigest() {
        return WeightsDigest.of(network);
    }

    /**
     * The shape of the network.
     *
     * @return The architecture.
     */
    public Architecture architecture() {
        return network.architecture();
    }

    /**
     * Always empty: a recurrent network gives no weight to a feature by itself. For those of an example see
     * {@link #getExcuse}.
     */
    @Override
    public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
        return Map.of();
    }

    /**
     * What each feature of an example adds to the log odds of each label: gradient times input, see {@link Explanation}.
     * It costs as much as a training step for each label.
     *
     * @param example An example with ordered tokens; its output is not looked at.
     * @return Always an excuse: for each label the features that are not 0, by descending contribution in nats.
     * @throws IllegalArgumentException If the example has no features or no token order.
     */
    @Override
    public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
        return Optional.of(new Excuse<>(example, predict(example), explainer().scores(example)));
    }

    /**
     * Which words of an example spoke for a label, and which against it. It costs as much as a training step.
     *
     * @param example An example with ordered tokens; its output is not looked at.
     * @param label A label of the model, predicted or not.
     * @return The words in order with their contributions.
     * @throws IllegalArgumentException If the model has no such label, or the example has no features or no token order.
     */
    public Explanation explain(Example<Label> example, String label) {
        Prediction<Label> prediction = predict(example);
        String[] tokens = TokenFeatures.decode(example);
        return Explanation.of(prediction, label, tokens, explainer().contributions(tokens, label));
    }

    /**
     * The weights, for those who write them in another form.
     *
     * @return The model's own, which must not be changed.
     */
    public Network network() {
        return network;
    }

    /**
     * The tokens that the model knows, as rows of its embedding.
     *
     * @return The model's own.
     */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    private Explainer explainer() {
        return new Explainer(network, vocabulary, outputIDInfo);
    }

    @Override
    protected Model<Label> copy(String newName, ModelProvenance newProvenance) {
        // Nothing in a model changes: the copy may share it.
        return new SETLSTMModel(newName, newProvenance, features, outputIDInfo, network, vocabulary);
    }

    @Override
    protected ModelDataCarrier<Label> createDataCarrier() {
        return carrier(getFeatureIDMap());
    }

    private ModelDataCarrier<Label> carrier(ImmutableFeatureMap featureMap) {
        return new ModelDataCarrier<>(
                name, provenance, featureMap, outputIDInfo, generatesProbabilities, provenance.getTribuoVersion());
    }

    @Override
    public ModelProto serialize() {
        ByteString domain = features.stored();
        ImmutableFeatureMap others = domain.isEmpty() ? getFeatureIDMap() : new ImmutableFeatureMap(List.of());
        return ModelProto.newBuilder()
                .setVersion(ModelCodec.version(network, vocabulary))
                .setClassName(SETLSTMModel.class.getName())
                .setSerializedData(Any.pack(
                        Checksum.sign(ModelCodec.encode(carrier(others), domain, network, vocabulary).toBuilder())))
                .build();
    }

    /**
     * Called by Tribuo to read what {@link #serialize()} wrote.
     *
     * @param version The version of the message.
     * @param className The class that wrote it.
     * @param message The message.
     * @return The model.
     * @throws InvalidProtocolBufferException If the bytes are no such message.
     */
    public static SETLSTMModel deserializeFromProto(int version, String className, Any message)
            throws InvalidProtocolBufferException {
        if (version < 0 || version > CURRENT_VERSION) {
            throw new IllegalArgumentException("Unknown version " + version + " of " + className
                    + ", this library reads versions up to " + CURRENT_VERSION);
        }
        SETLSTMModelProto proto = message.unpack(SETLSTMModelProto.class);
        // A version of 0 is written as nothing: damage to another one's field leaves it.
        if (version > 0 || !Checksum.isAbsent(proto)) {
            Checksum.check(proto, message.getValue());
        }
        return ModelCodec.decode(proto);
    }

    /**
     * Java serialization, which Tribuo 4 still asks for, carries the protobuf.
     *
     * @return What is written instead.
     */
    private Object writeReplace() {
        return new SerializedForm(serialize().toByteArray());
    }

    /**
     * Refuses what {@link #writeReplace()} never wrote.
     *
     * @param in Not read.
     * @throws InvalidObjectException Always.
     */
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("A SETLSTMModel is serialized as its protobuf");
    }

    private record SerializedForm(byte[] protobuf) implements Serializable {
        private Object readResolve() throws ObjectStreamException {
            try {
                return Model.deserialize(ModelProto.parseFrom(new ByteArrayInputStream(protobuf)));
            } catch (IOException e) {
                InvalidObjectException invalid = new InvalidObjectException("Not a model's protobuf");
                invalid.initCause(e);
                throw invalid;
            }
        }
    }
}
