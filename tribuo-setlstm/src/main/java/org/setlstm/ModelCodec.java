package org.setlstm;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.setlstm.format.FeatureDomain;
import org.setlstm.format.NetworkCodec;
import org.setlstm.network.Architecture;
import org.setlstm.network.Network;
import org.setlstm.protos.SETLSTMModelProto;
import org.setlstm.sequence.Vocabulary;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelDataProto;

/** Models as protobufs. */
final class ModelCodec {
    private static final int PLAIN_VERSION = 1;

    /** That of models with n-grams or a prefix. */
    private static final int NGRAM_VERSION = 2;

    private ModelCodec() {}

    /** The oldest version that says all of a model: so that who can't read newer ones reads it. */
    static int version(Network network, Vocabulary vocabulary) {
        if (network.architecture().sharesGates()) {
            return SETLSTMModel.CURRENT_VERSION;
        }
        return network.ngrams() == null && vocabulary.prefix() == 0 ? PLAIN_VERSION : NGRAM_VERSION;
    }

    /** @param carrier With Tribuo's feature domain only where the file's own form can't say it. */
    static SETLSTMModelProto encode(
            ModelDataCarrier<Label> carrier, ByteString domain, Network network, Vocabulary vocabulary) {
        SETLSTMModelProto.Builder proto = SETLSTMModelProto.newBuilder()
                .setMetadata(Any.pack(carrier.serialize()))
                .setNetwork(NetworkCodec.encode(network))
                .setFeatureDomain(domain)
                .setUnknownPrefix(vocabulary.prefix());
        for (int id : vocabulary.ids()) {
            proto.addTokenIds(id);
        }
        return proto.build();
    }

    /** Throws IllegalStateException if the protobuf describes no model. */
    static SETLSTMModel decode(SETLSTMModelProto proto) throws InvalidProtocolBufferException {
        ModelDataCarrier<?> carrier = carrier(proto.getMetadata().unpack(ModelDataProto.class));
        if (!carrier.outputDomain().getOutput(0).getClass().equals(Label.class)) {
            throw new IllegalStateException("Invalid protobuf, the output domain is not of Labels");
        }
        @SuppressWarnings("unchecked") // Checked just above.
        ImmutableOutputInfo<Label> outputs = (ImmutableOutputInfo<Label>) carrier.outputDomain();
        FeatureDomain features = proto.getFeatureDomain().isEmpty()
                ? FeatureDomain.of(carrier.featureDomain())
                : FeatureDomain.stored(proto.getFeatureDomain());
        Network network = NetworkCodec.decode(proto.getNetwork());
        int[] ids = ids(proto);
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
            Vocabulary vocabulary = features.vocabulary(ids, proto.getUnknownPrefix());
            return new SETLSTMModel(carrier.name(), carrier.provenance(), features, outputs, network, vocabulary);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("Invalid protobuf, " + e.getMessage(), e);
        }
    }

    private static int[] ids(SETLSTMModelProto proto) {
        int[] ids = new int[proto.getTokenIdsCount()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = proto.getTokenIds(i);
        }
        return ids;
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
