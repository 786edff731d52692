package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.format.Checksum;
import org.setlstm.format.PackedInts;
import org.setlstm.network.Pooling;
import org.setlstm.protos.FeatureColumnsProto;
import org.setlstm.protos.NetworkProto;
import org.setlstm.protos.SETLSTMModelProto;
import org.setlstm.protos.SparseMatrixProto;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.test.Helpers;

/** The model as Tribuo knows models: predictions, files, and files that are damaged. */
class SETLSTMModelTest {
    private static final Logger TRAINING = Logger.getLogger(SETLSTMTrainer.class.getName());
    private static final List<Example<Label>> TEXTS = WordOrder.examples(100, 2);
    private static final MutableDataset<Label> TEST = WordOrder.dataset(WordOrder.examples(100, 2));
    private static SETLSTMModel model;

    @TempDir
    Path directory;

    @BeforeAll
    static void train() {
        TRAINING.setLevel(Level.WARNING);
        model = WordOrder.trainer()
                .pooling(Pooling.MEAN_MAX)
                .segmentLength(3)
                .shortcut(true)
                .layers(2)
                .epochs(5)
                .build()
                .train(WordOrder.dataset(WordOrder.examples(300, 1)));
    }

    private static void assertSameBits(List<Prediction<Label>> expected, Model<Label> by) {
        Iterator<Prediction<Label>> predictions = by.predict(TEXTS).iterator();
        for (Prediction<Label> e : expected) {
            Prediction<Label> p = predictions.next();
            assertEquals(e.getOutput().getLabel(), p.getOutput().getLabel());
            e.getOutputScores()
                    .forEach((name, label) -> assertEquals(
                            label.getScore(), p.getOutputScores().get(name).getScore()));
        }
    }

    @Test
    void predictionsAreProbabilitiesOfAllLabels() {
        for (Prediction<Label> p : model.predict(TEXTS)) {
            assertEquals(2, p.getOutputScores().size());
            double sum = 0.0;
            double best = 0.0;
            for (Label label : p.getOutputScores().values()) {
                sum += label.getScore();
                best = Math.max(best, label.getScore());
            }
            assertEquals(1.0, sum, 1e-6);
            assertEquals(best, p.getOutput().getScore());
            assertTrue(p.hasProbabilities());
            assertEquals(p.getExample().size(), p.getNumActiveFeatures());
        }
    }

    @Test
    void savedModelsPredictTheSameBits() throws IOException {
        List<Prediction<Label>> expected = model.predict(TEXTS);
        Path file = directory.resolve("model");
        model.serializeToFile(file);
        SETLSTMModel loaded = assertInstanceOf(SETLSTMModel.class, Model.deserializeFromFile(file));
        assertEquals(model.weightsDigest(), loaded.weightsDigest());
        assertEquals(model.sparsity(), loaded.sparsity());
        assertEquals(model.getProvenance(), loaded.getProvenance());
        assertSameBits(expected, loaded);
        assertSameBits(expected, model.copy());
        assertNotSame(model, model.copy());
        for (int i = 0; i < TEXTS.size(); i++) {
            assertEquals(
                    expected.get(i).getOutput().getScore(),
                    loaded.predict(TEXTS.get(i)).getOutput().getScore());
        }
        // And through what Tribuo's own models go through.
        Helpers.testModelProtoSerialization(model, Label.class, TEST, 0.0);
        Helpers.testModelSerialization(model, Label.class);
    }

    @Test
    void manyExamplesAreTakenInBatches() {
        List<Example<Label>> many = WordOrder.examples(2500, 3);
        List<Prediction<Label>> together = model.predict(many);
        assertEquals(2500, together.size());
        for (int i = 0; i < many.size(); i += 99) {
            assertEquals(many.get(i), together.get(i).getExample());
            assertEquals(
                    model.predict(many.get(i)).getOutput().getScore(),
                    together.get(i).getOutput().getScore());
        }
    }

    @Test
    void unknownWordsDoNotStopAPrediction() {
        Prediction<Label> p = model.predict(WordOrder.example("news", "colourless green ideas"));
        assertEquals(0, p.getNumActiveFeatures());
        assertEquals(2, p.getOutputScores().size());
        assertEquals(
                2, model.predict(WordOrder.example("news", "dog bites postman")).getNumActiveFeatures());
    }

    @Test
    void examplesWithoutOrderAreRefused() {
        Example<Label> empty = new ArrayExample<>(new Label("news"));
        assertThrows(IllegalArgumentException.class, () -> model.predict(empty));
        Example<Label> bag = new ArrayExample<>(new Label("news"), new String[] {"dog"}, new double[] {1.0});
        assertThrows(IllegalArgumentException.class, () -> model.predict(bag));
        assertThrows(IllegalArgumentException.class, () -> model.documentVector(bag));
        Example<Label> fraction = new ArrayExample<>(new Label("news"), new String[] {"dog#1"}, new double[] {0.5});
        assertThrows(IllegalArgumentException.class, () -> model.predict(List.of(TEXTS.get(0), fraction)));
    }

    @Test
    void documentVectorsAreWhatTheOutputLayerReads() {
        List<float[]> vectors = model.documentVectors(TEXTS);
        assertEquals(TEXTS.size(), vectors.size());
        assertEquals(2 * 2 * 12 + 12, vectors.get(0).length);
        assertArrayEquals(vectors.get(7), model.documentVector(TEXTS.get(7)));
        float[] news = model.documentVector(WordOrder.example("", "man bites dog"));
        float[] usual = model.documentVector(WordOrder.example("", "dog bites man"));
        double distance = 0.0;
        for (int i = 0; i < news.length; i++) {
            distance += Math.abs(news[i] - usual[i]);
        }
        assertTrue(distance > 0.1, "order tells them apart");
    }

    @Test
    void nothingIsSaidOfFeaturesByThemselves() {
        assertTrue(model.getTopFeatures(3).isEmpty());
        assertTrue(model.getTopFeatures(-1).isEmpty());
    }

    /** The network itself is checked in ContributionsTest; here is what stands beside each value. */
    @Test
    void excusesNameTheFeaturesOfEachLabel() {
        Example<Label> example = WordOrder.example("", "the man bites the old dog");
        // Selected away, or made dense: neither changes which feature stands where.
        example.add(new Feature("absent#1", 0.0));
        Excuse<Label> excuse = model.getExcuse(example).orElseThrow();
        assertEquals(
                model.predict(example).getOutput().getScore(),
                excuse.getPrediction().getOutput().getScore());
        assertEquals(Set.of("news", "usual"), excuse.getScores().keySet());
        List<String> places = List.of("the#1", "man#1", "bites#1", "the#2", "old#1", "dog#1");
        for (String label : List.of("news", "usual")) {
            Explanation explanation = model.explain(example, label);
            assertEquals(label, explanation.label());
            List<Pair<String, Double>> scores = excuse.excuse(label);
            assertEquals(6, scores.size());
            double before = Double.POSITIVE_INFINITY;
            for (Pair<String, Double> score : scores) {
                assertTrue(score.getB() <= before);
                before = score.getB();
                Explanation.Word word = explanation.words().get(places.indexOf(score.getA()));
                assertEquals(score.getA().substring(0, score.getA().indexOf('#')), word.token());
                assertEquals(score.getB(), word.contribution());
            }
        }
        // Of two labels one's reasons are the other's doubts.
        assertEquals(
                model.explain(example, "news").words().get(1).contribution(),
                -model.explain(example, "usual").words().get(1).contribution(),
                1e-6);
    }

    @Test
    void topWordsAreSumsOverTheirPlaces() {
        Explanation explanation = new Explanation(
                model.predict(TEXTS.get(0)),
                "news",
                List.of(
                        new Explanation.Word("a", 0.25),
                        new Explanation.Word("b", -0.5),
                        new Explanation.Word("c", 0.5),
                        new Explanation.Word("a", 0.5)));
        assertEquals(
                List.of(new Explanation.Word("a", 0.75), new Explanation.Word("b", -0.5)), explanation.topWords(2));
        assertEquals(3, explanation.topWords(-1).size());
        assertEquals(3, explanation.topWords(7).size());
    }

    @Test
    void labelsThatTheModelLacksAreNotExplained() {
        String message = assertThrows(IllegalArgumentException.class, () -> model.explain(TEXTS.get(0), "gossip"))
                .getMessage();
        assertEquals("The model has no label 'gossip', but news, usual", message);
    }

    private static IllegalStateException load(Consumer<SETLSTMModelProto.Builder> damage)
            throws InvalidProtocolBufferException {
        ModelProto whole = model.serialize();
        SETLSTMModelProto.Builder inner = whole.getSerializedData().unpack(SETLSTMModelProto.class).toBuilder();
        damage.accept(inner);
        ModelProto damaged = whole.toBuilder()
                .setSerializedData(Any.pack(Checksum.sign(inner)))
                .build();
        return assertThrows(IllegalStateException.class, () -> Model.deserialize(damaged));
    }

    private static String message(IllegalStateException e) {
        Throwable cause = e;
        while (!String.valueOf(cause.getMessage()).startsWith("Invalid protobuf, ") && cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertTrue(cause.getMessage().startsWith("Invalid protobuf, "), () -> "was: " + e);
        return cause.getMessage();
    }

    private static void assertDamageSeen(String expected, Consumer<NetworkProto.Builder> damage)
            throws InvalidProtocolBufferException {
        String message = message(load(m -> damage.accept(m.getNetworkBuilder())));
        assertTrue(message.contains(expected), message);
    }

    /** As a bit in the version's own tag does it: a model without a version is one of a format that had no checksum. */
    @Test
    void damageToTheVersionDoesNotTurnTheChecksumOff() throws InvalidProtocolBufferException {
        ModelProto whole = model.serialize();
        SETLSTMModelProto inner = whole.getSerializedData().unpack(SETLSTMModelProto.class);
        SETLSTMModelProto other = inner.toBuilder()
                .setNetwork(inner.getNetwork().toBuilder()
                        .setSegmentLength(inner.getNetwork().getSegmentLength() + 1))
                .build();
        ModelProto damaged = whole.toBuilder()
                .clearVersion()
                .setSerializedData(Any.pack(other))
                .build();
        assertTrue(message(assertThrows(IllegalStateException.class, () -> Model.deserialize(damaged)))
                .contains("checksum"));
    }

    @Test
    void damagedFilesAreRefused() throws InvalidProtocolBufferException {
        assertDamageSeen("classes", n -> n.setClasses(0));
        assertDamageSeen("segmentLength", n -> n.setSegmentLength(-1));
        assertDamageSeen("hiddenDimension", n -> n.setHiddenDimension(Integer.MAX_VALUE));
        assertDamageSeen("cells", n -> n.setLayers(3));
        assertDamageSeen("Pooling", n -> n.setPooling("MEDIAN"));
        assertDamageSeen("matrices", n -> n.removeMatrices(2));
        assertDamageSeen("matrix of", n -> n.setVocabulary(5));
        assertDamageSeen("row 1", n -> first(n).setRowCounts(with(first(n).getRowCounts(), 1, -1)));
        assertDamageSeen("row 0", n -> first(n).setRowCounts(with(first(n).getRowCounts(), 0, Integer.MAX_VALUE)));
        assertDamageSeen("", n -> first(n).setRowCounts(with(first(n).getRowCounts(), 11, 0)));
        assertDamageSeen("column", n -> first(n).setColumnGaps(with(first(n).getColumnGaps(), 0, 12)));
        assertDamageSeen("column", n -> first(n).setColumnGaps(with(first(n).getColumnGaps(), 0, -1)));
        assertDamageSeen("column", n -> first(n).setColumnGaps(with(first(n).getColumnGaps(), 0, Integer.MAX_VALUE)));
        assertDamageSeen("bytes", n -> first(n).setValues(ByteString.copyFrom(new byte[3])));
        assertDamageSeen("bytes", n -> n.setVectors(0, ByteString.EMPTY));
        byte[] nan = {0, 0, (byte) 0xc0, 0x7f};
        assertDamageSeen(
                "not finite",
                n -> n.setVectors(
                        0, ByteString.copyFrom(nan).concat(n.getVectors(0).substring(4))));
        message(load(m -> m.setTokenIds(0, 1_000_000)));
        message(load(m -> m.setTokenIds(0, m.getTokenIds(1))));
        message(load(m -> m.addTokenIds(0)));
    }

    /** The domain's values are no longer there, and the names are: only who asks for the domain finds out. */
    @Test
    void featuresAreDecodedWhenSomebodyAsks() throws Exception {
        ModelProto whole = model.serialize();
        SETLSTMModelProto.Builder inner = whole.getSerializedData().unpack(SETLSTMModelProto.class).toBuilder();
        FeatureColumnsProto columns;
        try (InflaterInputStream in =
                new InflaterInputStream(inner.getFeatureDomain().newInput())) {
            columns = FeatureColumnsProto.parseFrom(in);
        }
        ByteString.Output bytes = ByteString.newOutput();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            columns.toBuilder().clearKinds().build().writeTo(out);
        }
        Model<?> loaded = Model.deserialize(whole.toBuilder()
                .setSerializedData(Any.pack(Checksum.sign(inner.setFeatureDomain(bytes.toByteString()))))
                .build());
        Example<Label> text = TEXTS.get(0);
        assertEquals(
                model.predict(text).getOutputScores(),
                loaded.castModel(Label.class).predict(text).getOutputScores());
        assertTrue(message(assertThrows(IllegalStateException.class, loaded::getFeatureIDMap))
                .contains("names of 0 features"));
        Model<?> right = Model.deserialize(whole);
        assertEquals(model.getFeatureIDMap(), right.getFeatureIDMap());
        assertSame(right.getFeatureIDMap(), right.getFeatureIDMap());
        // Not the whole message: in which order OLCUT writes a provenance's fields isn't kept.
        assertEquals(
                whole.getSerializedData().unpack(SETLSTMModelProto.class).getFeatureDomain(),
                right.serialize()
                        .getSerializedData()
                        .unpack(SETLSTMModelProto.class)
                        .getFeatureDomain());
    }

    /** A weight is another one, and all is well-formed: only the checksum tells. */
    @Test
    void whatOnlyTheChecksumTellsIsRefused() throws InvalidProtocolBufferException {
        ModelProto whole = model.serialize();
        SETLSTMModelProto.Builder inner = whole.getSerializedData().unpack(SETLSTMModelProto.class).toBuilder();
        ByteString values = first(inner.getNetworkBuilder()).getValues();
        byte[] other = values.toByteArray();
        other[other.length - 2] ^= 1;
        first(inner.getNetworkBuilder()).setValues(ByteString.copyFrom(other));
        assertTrue(message(load(whole, inner)).contains("checksum is another one"));
        first(inner.getNetworkBuilder()).setValues(values);
        int id = inner.getTokenIds(0);
        inner.setTokenIds(0, inner.getTokenIds(1)).setTokenIds(1, id);
        assertTrue(message(load(whole, inner)).contains("checksum is another one"), "words exchanged");
        assertTrue(message(load(whole, inner.clearSha256())).contains("no checksum"));
    }

    private static IllegalStateException load(ModelProto whole, SETLSTMModelProto.Builder inner) {
        ModelProto damaged =
                whole.toBuilder().setSerializedData(Any.pack(inner.build())).build();
        return assertThrows(IllegalStateException.class, () -> Model.deserialize(damaged));
    }

    /** Consistent in itself, and yet not what the metadata says. */
    @Test
    void networksForOtherLabelsAreRefused() throws InvalidProtocolBufferException {
        String message = message(load(m -> {
            NetworkProto.Builder n = m.getNetworkBuilder();
            int cells = n.getVectorsCount() - 2;
            n.setClasses(3);
            n.setVectors(cells, ByteString.copyFrom(new byte[3 * 60 * Float.BYTES]));
            n.setVectors(cells + 1, ByteString.copyFrom(new byte[3 * Float.BYTES]));
        }));
        assertTrue(message.contains("3 classes") && message.contains("2 labels"), message);
    }

    @Test
    void ofEquallyProbableLabelsTheFirstIsPredicted() throws InvalidProtocolBufferException {
        ModelProto whole = model.serialize();
        SETLSTMModelProto.Builder inner = whole.getSerializedData().unpack(SETLSTMModelProto.class).toBuilder();
        NetworkProto.Builder n = inner.getNetworkBuilder();
        for (int v = n.getVectorsCount() - 2; v < n.getVectorsCount(); v++) {
            n.setVectors(v, ByteString.copyFrom(new byte[n.getVectors(v).size()]));
        }
        Model<?> undecided = Model.deserialize(whole.toBuilder()
                .setSerializedData(Any.pack(Checksum.sign(inner)))
                .build());
        Prediction<Label> p = undecided.castModel(Label.class).predict(TEXTS.get(0));
        assertEquals(0.5, p.getOutput().getScore());
        assertEquals(
                model.getOutputIDInfo().getOutput(0).getLabel(), p.getOutput().getLabel());
    }

    /** The format itself: a file written today is read tomorrow. */
    @Test
    void weightsAreWrittenLittleEndianAndColumnsAsGaps() throws InvalidProtocolBufferException {
        NetworkProto n = model.serialize()
                .getSerializedData()
                .unpack(SETLSTMModelProto.class)
                .getNetwork();
        SparseMatrixProto embedding = n.getMatrices(0);
        assertEquals(12, embedding.getRows());
        // As protobuf's packed numbers, of which those below 128 take a byte.
        byte[] counts = embedding.getRowCounts().toByteArray();
        byte[] gaps = embedding.getColumnGaps().toByteArray();
        assertEquals(12, counts.length);
        assertEquals(96, gaps.length);
        assertEquals(96 * Float.BYTES, embedding.getValues().size());
        // In a row the gaps and the entries themselves together never pass its width.
        int k = 0;
        for (int count : counts) {
            int width = count;
            for (int end = k + count; k < end; k++) {
                width += gaps[k];
            }
            assertTrue(width <= 12);
        }
        // The biases of forget gates start at 1.0, 0x3f800000, and stay near it: exponents stand in the last byte.
        ByteString bias = n.getVectors(0);
        for (int u = 12; u < 24; u++) {
            assertEquals(0x3f, bias.byteAt(4 * u + 3), "unit " + u);
        }
    }

    private static ByteString with(ByteString packed, int i, int value) {
        int[] values = PackedInts.decode(packed);
        values[i] = value;
        return PackedInts.encode(values);
    }

    private static SparseMatrixProto.Builder first(NetworkProto.Builder network) {
        return network.getMatricesBuilder(0);
    }

    @Test
    void filesOfTheFutureAreRefused() {
        ModelProto future = model.serialize().toBuilder()
                .setVersion(SETLSTMModel.CURRENT_VERSION + 1)
                .build();
        Exception e = assertThrows(RuntimeException.class, () -> Model.deserialize(future));
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertTrue(
                cause.getMessage().startsWith("Unknown version " + (SETLSTMModel.CURRENT_VERSION + 1)),
                cause.getMessage());
    }
}
