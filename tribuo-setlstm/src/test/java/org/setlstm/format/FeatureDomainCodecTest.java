package org.setlstm.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.setlstm.Costs;
import org.setlstm.WordOrder;
import org.setlstm.protos.FeatureColumnsProto;
import org.tribuo.CategoricalIDInfo;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.RealIDInfo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.hash.HashedFeatureMap;
import org.tribuo.hash.MessageDigestHasher;
import org.tribuo.impl.ArrayExample;

class FeatureDomainCodecTest {
    /** Names that share beginnings, halves of surrogate pairs among them, and of each statistic the least and the most. */
    private static final List<String> TOKENS = List.of(
            "a",
            "ab",
            "a#2",
            "z\u00fc",
            "\ud83d\ude00",
            "\ud83d\ude01",
            "\ud83d\ude01x",
            "\uffee",
            "never",
            "once",
            "everywhere");

    private static Example<Label> example(double[] positions) {
        String[] names = TOKENS.stream().map(t -> t + "#1").toArray(String[]::new);
        return new ArrayExample<>(new Label("any"), names, positions);
    }

    private static ImmutableFeatureMap domain() {
        SplittableRandom random = new SplittableRandom(1);
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double[] positions = IntStream.rangeClosed(1, TOKENS.size())
                    .mapToDouble(t -> random.nextInt(t + 1))
                    .toArray();
            positions[TOKENS.indexOf("never")] = 0.0;
            positions[TOKENS.indexOf("once")] = i == 7 ? 1 << 24 : 0.0;
            positions[TOKENS.indexOf("everywhere")] = 12 + i;
            examples.add(example(positions));
        }
        return WordOrder.dataset(examples).getFeatureIDMap();
    }

    private static void assertSame(ImmutableFeatureMap expected, ImmutableFeatureMap actual) {
        assertEquals(ImmutableFeatureMap.class, actual.getClass());
        assertEquals(expected.size(), actual.size());
        for (int id = 0; id < expected.size(); id++) {
            VariableInfo e = expected.get(id);
            VariableInfo a = actual.get(id);
            assertEquals(e, a);
            // Which Tribuo's equality leaves out.
            assertEquals(e.getCount(), a.getCount());
        }
        assertEquals(expected, actual);
    }

    @Test
    void nothingIsLost() {
        ImmutableFeatureMap domain = domain();
        assertTrue(domain.get("everywhere#1") instanceof RealIDInfo && domain.get("a#1") instanceof CategoricalIDInfo);
        ByteString encoded = FeatureDomainCodec.encode(domain);
        assertSame(domain, FeatureDomainCodec.decode(encoded));
        ImmutableFeatureMap empty = new ImmutableFeatureMap(List.of());
        assertSame(empty, FeatureDomainCodec.decode(FeatureDomainCodec.encode(empty)));
    }

    @Test
    void aFeatureTakesFewBytes() {
        MutableDataset<Label> words = WordOrder.dataset(IntStream.range(0, 1000)
                .mapToObj(i -> WordOrder.example("any", "the the the word" + i + " and word" + i))
                .toList());
        ImmutableFeatureMap domain = words.getFeatureIDMap();
        int ours = FeatureDomainCodec.encode(domain).size();
        int tribuos = domain.serialize().getSerializedSize();
        assertTrue(ours < 4 * domain.size() && tribuos > 100 * domain.size(), ours + " and " + tribuos);
    }

    /** A model then keeps Tribuo's own form. */
    @Test
    void whatItCannotSayIsLeftToTribuo() {
        double[] positions = new double[TOKENS.size()];
        Arrays.setAll(positions, i -> i + 1);
        ImmutableFeatureMap whole =
                WordOrder.dataset(List.of(example(positions))).getFeatureIDMap();
        assertTrue(FeatureDomainCodec.encode(whole).size() > 0);
        for (double value : new double[] {0.5, -1.0, 1e10}) {
            positions[3] = value;
            ImmutableFeatureMap other =
                    WordOrder.dataset(List.of(example(positions))).getFeatureIDMap();
            assertTrue(FeatureDomainCodec.encode(other).isEmpty(), "value " + value);
        }
        ImmutableFeatureMap half = WordOrder.dataset(
                        List.of(new ArrayExample<>(new Label("any"), new String[] {"\ud83d#1"}, new double[] {1.0})))
                .getFeatureIDMap();
        assertTrue(FeatureDomainCodec.encode(half).isEmpty(), "half a surrogate pair");
        HashedFeatureMap hashed = HashedFeatureMap.generateHashedFeatureMap(
                whole, new MessageDigestHasher("SHA-256", "a salt of some length"));
        assertTrue(FeatureDomainCodec.encode(hashed).isEmpty(), "hashed");
    }

    private static void assertDamageSeen(String expected, Consumer<FeatureColumnsProto.Builder> damage)
            throws IOException {
        FeatureColumnsProto.Builder columns =
                FeatureColumnsProto.parseFrom(new InflaterInputStream(
                                FeatureDomainCodec.encode(domain()).newInput()))
                        .toBuilder();
        damage.accept(columns);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            columns.build().writeTo(out);
        }
        ByteString damaged = ByteString.copyFrom(bytes.toByteArray());
        String message = assertThrows(IllegalStateException.class, () -> FeatureDomainCodec.decode(damaged))
                .getMessage();
        assertTrue(message.startsWith("Invalid protobuf, ") && message.contains(expected), message);
    }

    @Test
    void damageIsRefused() throws IOException {
        assertDamageSeen("names", c -> c.addSharedLengths(0));
        assertDamageSeen("names", c -> c.addRestLengths(0));
        assertDamageSeen("name for feature 0", c -> c.setSharedLengths(0, 1));
        assertDamageSeen("name for feature 1", c -> c.setSharedLengths(1, -1));
        assertDamageSeen("name for feature 1", c -> c.setRestLengths(1, Integer.MAX_VALUE));
        assertDamageSeen("name for feature 1", c -> c.setRestLengths(1, -1));
        assertDamageSeen("after", c -> c.setRestLengths(1, 0));
        assertDamageSeen("more than", c -> c.setRests(c.getRests() + "x"));
        assertDamageSeen("no values", c -> c.setKinds(0, Integer.MAX_VALUE));
        assertDamageSeen("no values", c -> c.setKinds(0, -1));
        assertDamageSeen("no statistics", c -> c.setKinds(0, 0));
        assertDamageSeen("equally many", c -> c.addMean(1.0));
        assertDamageSeen("equally many", c -> c.addValueCounts(1));
        assertDamageSeen("more than", c -> c.addValueCounts(1).addValueGaps(1));
        assertDamageSeen("beyond bounds", c -> c.setValueGaps(0, -1));
        assertDamageSeen("beyond bounds", c -> c.setValueGaps(0, Integer.MAX_VALUE));
        assertDamageSeen("beyond bounds", c -> c.setValueCounts(0, 0));
        assertDamageSeen("beyond bounds", c -> c.setValueCounts(0, 1L << 32));
        assertDamageSeen("mean", c -> c.setMean(0, 1e9));
        assertThrows(IllegalStateException.class, () -> FeatureDomainCodec.decode(ByteString.copyFromUtf8("x")));
    }

    @Test
    void namesThatGrowAreRefused() throws IOException {
        // Each repeats all of the one before: 4 bytes a feature, and two thousand million characters.
        FeatureColumnsProto.Builder columns = FeatureColumnsProto.newBuilder();
        int count = 1 << 16;
        for (int i = 0; i < count; i++) {
            columns.addSharedLengths(i).addRestLengths(1).addKinds(1);
        }
        assertRefusedInLittleMemory(
                "longer names",
                deflated(out -> columns.setRests("a".repeat(count)).build().writeTo(out)));
    }

    @Test
    void featuresWithoutEndAreRefused() throws IOException {
        FeatureColumnsProto.Builder columns = FeatureColumnsProto.newBuilder();
        for (int i = 0; i < 1 << 18; i++) {
            columns.addKinds(1);
        }
        assertRefusedInLittleMemory(
                "262144 features", deflated(out -> columns.build().writeTo(out)));
    }

    @Test
    void aDomainThatInflatesToGigabytesIsRefused() throws IOException {
        byte[] zeros = new byte[1 << 20];
        int megabytes = 2000;
        assertRefusedInLittleMemory("bytes of features", deflated(out -> {
            // So long a list of kinds.
            CodedOutputStream header = CodedOutputStream.newInstance(out);
            header.writeTag(FeatureColumnsProto.KINDS_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            header.writeUInt32NoTag(megabytes << 20);
            header.flush();
            for (int i = 0; i < megabytes; i++) {
                out.write(zeros);
            }
        }));
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static ByteString deflated(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            content.writeTo(out);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }

    private static void assertRefusedInLittleMemory(String expected, ByteString compressed) {
        Costs costs = new Costs("a feature domain of " + compressed.size() + " bytes");
        costs.of(() -> {
            String message = assertThrows(IllegalStateException.class, () -> FeatureDomainCodec.decode(compressed))
                    .getMessage();
            assertTrue(message.startsWith("Invalid protobuf, ") && message.contains(expected), message);
        });
        // Twice over while it is inflated, and what small models are allowed whatever their size.
        assertTrue(costs.largestBytes() < 80L * compressed.size() + (40 << 20), costs::toString);
    }
}
