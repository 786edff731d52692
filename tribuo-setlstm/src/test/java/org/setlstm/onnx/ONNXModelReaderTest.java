package org.setlstm.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.setlstm.RandomModel;
import org.setlstm.SETLSTMModel;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Pooling;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.interop.onnx.ONNXExternalModel;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Exported models back in Tribuo, against those that were exported. */
class ONNXModelReaderTest {
    private static final double TOLERANCE = 1e-5;
    private static final int VOCABULARY = 30;

    private static SETLSTMModel model(int vocabulary, Pooling pooling, int segment) {
        return RandomModel.of(
                new Architecture(vocabulary, 9, 6, 1, true, pooling, 3, segment, true, GateTopology.OWN), 0.4, 7);
    }

    private static SETLSTMModel model() {
        return model(VOCABULARY, Pooling.MEAN_MAX, 0);
    }

    private static ONNXExternalModel<Label> read(ModelProto proto) throws IOException {
        return ONNXModelReader.read(new ByteArrayInputStream(proto.toByteArray()));
    }

    private static ONNXExternalModel<Label> read(SETLSTMModel model) throws IOException {
        return read(new ONNXExporter(model).export());
    }

    /** Of all lengths, some all unknown, many ending in unknown words. */
    private static List<Example<Label>> examples() {
        SplittableRandom random = new SplittableRandom(9);
        List<Example<Label>> examples = new ArrayList<>();
        for (int length = 1; length <= 60; length++) {
            int[] rows = RandomModel.document(VOCABULARY, length, random);
            for (int t = length - length % 4; t < length; t++) {
                rows[t] = 0;
            }
            examples.add(RandomModel.example(rows));
        }
        examples.add(RandomModel.example(0, 0, 0, 0, 0));
        return examples;
    }

    private static void assertSame(Model<Label> expected, Model<Label> actual, List<Example<Label>> examples) {
        Iterator<Prediction<Label>> predictions = actual.predict(examples).iterator();
        for (Prediction<Label> e : expected.predict(examples)) {
            assertSame(e, predictions.next());
        }
        assertSame(expected.predict(examples.get(0)), actual.predict(examples.get(0)));
    }

    private static void assertSame(Prediction<Label> expected, Prediction<Label> actual) {
        assertEquals(expected.getOutput().getLabel(), actual.getOutput().getLabel());
        assertEquals(expected.getExample(), actual.getExample());
        assertTrue(actual.hasProbabilities());
        expected.getOutputScores()
                .forEach((name, label) -> assertEquals(
                        label.getScore(), actual.getOutputScores().get(name).getScore(), TOLERANCE));
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void itPredictsTheSameFromTheSameExamples(Pooling pooling) throws Exception {
        SETLSTMModel model = model(VOCABULARY, pooling, pooling == Pooling.MEAN ? 5 : 0);
        try (ONNXExternalModel<Label> read = read(model)) {
            assertSame(model, read, examples());
        }
    }

    @Test
    void savedByTribuoItIsStillTheSame() throws Exception {
        SETLSTMModel model = model();
        try (ONNXExternalModel<Label> read = read(model)) {
            Model<?> loaded = Model.deserialize(read.serialize());
            assertInstanceOf(ONNXExternalModel.class, loaded);
            assertSame(model, loaded.castModel(Label.class), examples());
            assertSame(model, read.copy(), examples());
            assertEquals(read.getFeatureIDMap(), loaded.getFeatureIDMap());
        }
    }

    @Test
    void evaluatorsTakeIt() throws Exception {
        SETLSTMModel model = model();
        LabelFactory factory = new LabelFactory();
        SplittableRandom random = new SplittableRandom(3);
        List<Example<Label>> labelled = new ArrayList<>();
        for (Example<Label> e : examples()) {
            Example<Label> copy = new ArrayExample<>(new Label("c" + random.nextInt(3)));
            e.forEach(copy::add);
            labelled.add(copy);
        }
        MutableDataset<Label> data = new MutableDataset<>(
                new ListDataSource<>(labelled, factory, new SimpleDataSourceProvenance("texts", factory)));
        try (ONNXExternalModel<Label> read = read(model)) {
            LabelEvaluation expected = new LabelEvaluator().evaluate(model, data);
            LabelEvaluation actual = new LabelEvaluator().evaluate(read, data);
            assertEquals(expected.asMap(), actual.asMap());
        }
    }

    @Test
    void itHasTheProvenanceOfItsTraining() throws Exception {
        SETLSTMModel model = model();
        try (ONNXExternalModel<Label> read = read(model)) {
            assertEquals(Optional.of(model.getProvenance()), read.getTribuoProvenance());
            assertEquals(
                    model.getProvenance().getTrainerProvenance(),
                    read.getProvenance().getTrainerProvenance());
            assertEquals(
                    model.getProvenance().getDatasetProvenance(),
                    read.getProvenance().getDatasetProvenance());
            assertEquals(ONNXExternalModel.class.getName(), read.getProvenance().getClassName());
        }
    }

    private static Example<Label> without(Example<Label> example, String... names) {
        Example<Label> fewer = example.copy();
        fewer.removeFeatures(Stream.of(names).map(n -> new Feature(n, 1.0)).toList());
        return fewer;
    }

    @Test
    void gapsOfRemovedFeaturesAreClosed() throws Exception {
        Example<Label> gap = without(RandomModel.example(3, 9, 4, 4, 8, 12), "w9#1", "w8#1");
        assertEquals(4, gap.size());
        try (ONNXExternalModel<Label> read = read(model())) {
            assertSame(model(), read, List.of(gap));
        }
    }

    @Test
    void gapsAmongUnknownWordsAreRefused() throws Exception {
        Example<Label> gap = without(RandomModel.example(3, 0, 4, 4, 0, 12), "w3#1");
        try (ONNXExternalModel<Label> read = read(model())) {
            String message = assertThrows(IllegalArgumentException.class, () -> read.predict(gap))
                    .getMessage();
            assertTrue(message.contains("gaps where features were taken away"), message);
        }
    }

    @Test
    void examplesOfOtherPipelinesAreRefused() throws Exception {
        Example<Label> moved = RandomModel.example(3, 4);
        moved.set(new Feature("w4#1", 1.5));
        Example<Label> two = RandomModel.example(3, 4);
        two.set(new Feature("w4#1", 1.0));
        Example<Label> foreign = RandomModel.example(3);
        foreign.add(new Feature("w4", 1.0));
        try (ONNXExternalModel<Label> read = read(model())) {
            for (var wrong : List.of(
                    List.of(moved, "has the value 1.5"),
                    List.of(two, "position 1"),
                    List.of(foreign, "'w4' carries no word order"))) {
                @SuppressWarnings("unchecked")
                Example<Label> example = (Example<Label>) wrong.get(0);
                String message = assertThrows(IllegalArgumentException.class, () -> read.predict(example))
                        .getMessage();
                assertTrue(message.contains((String) wrong.get(1)), message);
            }
        }
    }

    @Test
    void whatAWordStandsForTooOftenReadsAsUnknown() throws Exception {
        SETLSTMModel model = model(9000, Pooling.MEAN, 0);
        int[] often = new int[20];
        Arrays.fill(often, 9000);
        int[] sixteen = often.clone();
        Arrays.fill(sixteen, 16, 20, 0);
        try (ONNXExternalModel<Label> read = read(model)) {
            assertEquals(
                    model.predict(RandomModel.example(sixteen))
                            .getOutputScores()
                            .get("c1")
                            .getScore(),
                    read.predict(RandomModel.example(often))
                            .getOutputScores()
                            .get("c1")
                            .getScore(),
                    TOLERANCE);
        }
    }

    @Test
    void theFeatureMapKnowsEachColumn() {
        ImmutableFeatureMap map = new TokenFeatureMap(List.of("a", "b#1", "c"));
        assertEquals(1 + 3 * 16 + 8000 + 4000 + 2666, map.size());
        int id = 0;
        for (VariableInfo info : map) {
            assertEquals(info, map.get(id));
            assertEquals(id, map.get(info.getName()).getID());
            id++;
        }
        assertEquals(map.size(), id);
        assertEquals(map.size(), map.keySet().size());
        assertEquals("b#1#7", map.get(map.getID("b#1#7")).getName());
        assertEquals(0, map.getID("d#1"));
        assertEquals(0, map.getID("c#2683"));
        assertEquals(map.size() - 1, map.getID("c#2682"));
        // So large a vocabulary has fewer occurrences each.
        assertTrue(new TokenColumns(1_000_000).size() < 2_200_000);
    }

    private static ModelProto with(ModelProto proto, String key, String value) {
        ModelProto.Builder changed = proto.toBuilder().clearMetadataProps();
        proto.getMetadataPropsList().stream()
                .filter(e -> !e.getKey().equals(key))
                .forEach(changed::addMetadataProps);
        if (value != null) {
            changed.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value));
        }
        return changed.build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "setlstm.format     |                  | ONNXExporter didn't write it",
                "setlstm.format     | 2                | has format 2, and this library reads format 1",
                "setlstm.labels     |                  | no list of strings at setlstm.labels",
                "setlstm.labels     | {\"a\":1}        | no list of strings at setlstm.labels",
                "setlstm.labels     | [\"a\",\"b\"]    | for 30 tokens and the labels [a, b]",
                "setlstm.labels     | [\"a\",\"b\",\"a\"] | and the labels [a, b, a]",
                "setlstm.vocabulary | [\"a\",null]     | no list of strings at setlstm.vocabulary",
                "setlstm.vocabulary | [\"a\"]          | 31 rows of embeddings and 3 classes, for 1 tokens",
                "TRIBUO_PROVENANCE  |                  | TRIBUO_PROVENANCE",
                "TRIBUO_PROVENANCE  | !                | TRIBUO_PROVENANCE can't be read"
            })
    void damagedMetadataIsRefused(String key, String value, String message) {
        ModelProto damaged = with(new ONNXExporter(model()).export(), key, value);
        String said = assertThrows(IllegalArgumentException.class, () -> read(damaged))
                .getMessage();
        assertTrue(said.contains(message), said);
    }

    @Test
    void aWordThatStandsTwiceIsRefused() {
        List<String> words =
                IntStream.range(0, VOCABULARY).mapToObj(w -> "w" + w / 2).toList();
        ModelProto damaged = with(new ONNXExporter(model()).export(), "setlstm.vocabulary", JSON.write(words));
        String said = assertThrows(IllegalArgumentException.class, () -> read(damaged))
                .getMessage();
        assertTrue(said.contains("'w0' is empty or stands twice"), said);
    }

    @Test
    void whatIsNoModelIsRefused() {
        byte[] bytes = "no model\n".getBytes(StandardCharsets.US_ASCII);
        assertThrows(IllegalArgumentException.class, () -> ONNXModelReader.read(new ByteArrayInputStream(bytes)));
        ModelProto.Builder damaged = new ONNXExporter(model()).export().toBuilder();
        damaged.getGraphBuilder().getNodeBuilder(0).setOpType("NoSuchOperator");
        String said = assertThrows(IllegalArgumentException.class, () -> read(damaged.build()))
                .getMessage();
        assertTrue(said.startsWith("ONNX Runtime refuses the model: "), said);
    }
}
