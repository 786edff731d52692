package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.setlstm.format.Checksum;
import org.setlstm.protos.NetworkProto;
import org.setlstm.protos.SETLSTMModelProto;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.protos.core.ModelProto;

/** Damaged and forged models are the same model or an exception that says why, in little time and memory. */
class ModelFuzzTest {
    private static final Logger TRAINING = Logger.getLogger("org.setlstm");
    private static final Costs DAMAGED = new Costs("damaged model files");
    private static final Costs FORGED = new Costs("forged networks, with a right checksum");
    private static final Costs DOMAINS = new Costs("forged feature domains, with a right checksum");
    private static final Costs METADATA = new Costs("forged metadata, with a right checksum");

    /** Beside what Tribuo and protobuf take for a small model, hardly anything. */
    private static final long MOST_BYTES = 64L << 20;

    private static final Example<Label> TEXT = WordOrder.example("news", "man bites a big grey dog");
    private static SETLSTMModel model;
    private static byte[] file;
    private static SETLSTMModelProto inner;

    @BeforeContainer
    static void train() throws InvalidProtocolBufferException {
        TRAINING.setLevel(Level.SEVERE);
        model = WordOrder.trainer()
                .epochs(1)
                .layers(2)
                .shortcut(true)
                .ngramOrder(2)
                .unknownPrefix(4)
                .build()
                .train(WordOrder.dataset(WordOrder.examples(100, 1)));
        file = model.serialize().toByteArray();
        inner = model.serialize().getSerializedData().unpack(SETLSTMModelProto.class);
    }

    @AfterContainer
    static void tell() {
        TRAINING.setLevel(null);
        for (Costs costs : List.of(DAMAGED, FORGED, DOMAINS, METADATA)) {
            System.out.println(costs);
            assertTrue(costs.largestBytes() < MOST_BYTES, costs::toString);
        }
    }

    @Provide
    Arbitrary<List<Damage>> damage() {
        return Damage.any();
    }

    /** What is neither of these exceptions fails the test: nobody expects it. */
    private static Model<?> load(byte[] bytes) {
        try {
            return Model.deserialize(ModelProto.parseFrom(bytes));
        } catch (IllegalStateException | IllegalArgumentException | InvalidProtocolBufferException e) {
            assertNotNull(e.getMessage());
            return null;
        }
    }

    @Property(seed = "1")
    void damagedFilesAreRefusedOrTheSame(@ForAll("damage") List<Damage> damage) {
        DAMAGED.of(() -> {
            if (load(Damage.apply(damage, file)) instanceof SETLSTMModel loaded) {
                assertEquals(model.weightsDigest(), loaded.weightsDigest());
                assertEquals(model.getProvenance(), loaded.getProvenance());
                assertEquals(model.getFeatureIDMap(), loaded.getFeatureIDMap());
                assertEquals(
                        model.predict(TEXT).getOutputScores(),
                        loaded.predict(TEXT).getOutputScores());
            }
        });
    }

    private static void tryForged(SETLSTMModelProto.Builder forged) {
        byte[] bytes = model.serialize().toBuilder()
                .setSerializedData(Any.pack(Checksum.sign(forged)))
                .build()
                .toByteArray();
        if (load(bytes) instanceof SETLSTMModel loaded) {
            // Another model, but one that predicts.
            loaded.predict(TEXT).getOutputScores().values().forEach(l -> assertTrue(l.getScore() >= 0.0));
        }
    }

    @Property(seed = "2")
    void forgedNetworksAreRefusedOrNetworks(@ForAll("damage") List<Damage> damage) {
        FORGED.of(() -> {
            NetworkProto network;
            try {
                network = NetworkProto.parseFrom(
                        Damage.apply(damage, inner.getNetwork().toByteArray()));
            } catch (InvalidProtocolBufferException e) {
                return;
            }
            tryForged(inner.toBuilder().setNetwork(network));
        });
    }

    @Provide
    Arbitrary<byte[]> domain() {
        byte[] compressed = inner.getFeatureDomain().toByteArray();
        byte[] columns = inflated(compressed);
        return Arbitraries.frequencyOf(
                Tuple.of(20, damage().map(d -> deflated(Damage.apply(d, columns), 0))),
                Tuple.of(10, damage().map(d -> Damage.apply(d, compressed))),
                // Small in the file, large in memory.
                Tuple.of(
                        1,
                        Combinators.combine(damage(), Arbitraries.integers().between(1, 16 << 20))
                                .as((d, zeros) -> deflated(Damage.apply(d, columns), zeros))));
    }

    private static byte[] inflated(byte[] bytes) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] deflated(byte[] bytes, int zeros) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(bytes);
            out.write(new byte[zeros]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return deflated.toByteArray();
    }

    @Property(seed = "9")
    void forgedDomainsAreRefusedOrDomains(@ForAll("domain") byte[] domain) {
        DOMAINS.of(() -> tryForged(inner.toBuilder().setFeatureDomain(ByteString.copyFrom(domain))));
    }

    @Property(seed = "3")
    void forgedMetadataIsRefusedOrHarmless(@ForAll("damage") List<Damage> damage) {
        METADATA.of(() -> {
            ModelDataProto metadata;
            try {
                metadata = ModelDataProto.parseFrom(Damage.apply(
                        damage, inner.getMetadata().unpack(ModelDataProto.class).toByteArray()));
            } catch (InvalidProtocolBufferException e) {
                return;
            }
            tryForged(inner.toBuilder().setMetadata(Any.pack(metadata)));
        });
    }
}
