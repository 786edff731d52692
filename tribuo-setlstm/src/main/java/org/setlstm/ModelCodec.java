package org.setlstm;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.setlstm.format.FeatureDomainCodec;
import org.setlstm.format.NetworkCodec;
import org.setlstm.network.Architecture;
import org.setlstm.network.Network;
import org.setlstm.protos.SETLSTMModelProto;
import org.setlstm.sequence.Vocabulary;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelDataProto;

/** Models as protobufs. */
final class ModelCodec {
    private ModelCodec() {}

    static SETLSTMModelProto encode(ModelDataCarrier<Label> carrier, Network network, Vocabulary vocabulary) {
        ByteString domain = FeatureDomainCodec.encode(carrier.featureDomain());
        SETLSTMModelProto.Builder proto = SETLSTMModelProto.newBuilder()
                .setMetadata(Any.pack((domain.isEmpty() ? carrier : withoutFeatures(carrier)).serialize()))
                .setNetwork(NetworkCodec.encode(network))
                .setFeatureDomain(domain)
                .setUnknownPrefix(vocabulary.prefix());
        for (int id : vocabulary.ids()) {
            proto.addTokenIds(id);
        }
        return proto.build();
    }

    private static ModelDataCarrier<Label> withoutFeatures(ModelDataCarrier<Label> carrier) {
        return new ModelDataCarrier<>(
                carrier.name(),
                carrier.provenance(),
                new ImmutableFeatureMap(List.of()),
                carrier.outputDomain(),
                carrier.generatesProbabilities(),
                carrier.tribuoVersion());
    }

    /** Throws IllegalStateException if the protobuf describes no model. */
    static SETLSTMModel decode(SETLSTMModelProto proto) throws InvalidProtocolBufferException {
        ModelDataCarrier<?> carrier = carrier(proto.getMetadata().unpack(ModelDataProto.class));
        if (!carrier.outputDomain().getOutput(0).getClass().equals(Label.class)) {
            throw new IllegalStateException("Invalid protobuf, the output domain is not of Labels");
        }
        @SuppressWarnings("unchecked") // Checked just above.
        ImmutableOutputInfo<Label> outputs = (ImmutableOutputInfo<Label>) carrier.outputDomain();
        ImmutableFeatureMap features = proto.getFeatureDomain().isEmpty()
                ? carrier.featureDomain()
                : FeatureDomainCodec.decode(proto.getFeatureDomain());
        Network network = NetworkCodec.decode(proto.getNetwork());
        int[] ids = proto.getTokenIdsList().stream().mapToInt(Integer::intValue).toArray();
        Architecture a = network.architecture();
        if (a.classes() != outputs.size() || a.vocabulary() != ids.length) {
            throw new IllegalStateException("Invalid protobuf, a network of " + a.classes() + " classes and "
                    + a.vocabulary() + " tokens for " + outputs.size() + " labels and " + ids.length + " token ids");
        }
        if (proto.getUnknownPrefix() < 0) {
            throw new IllegalStateException(
                    "Invalid protobuf, unknown tokens have a prefix of " + proto.getUnknownPrefix());
        }
        try {
            Vocabulary vocabulary = new Vocabulary(features, ids, proto.getUnknownPrefix());
            return new SETLSTMModel(carrier.name(), carrier.provenance(), features, outputs, network, vocabulary);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("Invalid protobuf, " + e.getMessage(), e);
        }
    }

    /** Tribuo and OLCUT look less closely at what they read: they may stumble over it. */
    private static ModelDataCarrier<?> carrier(ModelDataProto metadata) {
        try {
            return ModelDataCarrier.deserialize(metadata);
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException("Invalid protobuf, its metadata can't be read: " + e, e);
        }
    }
}
