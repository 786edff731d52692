package org.setlstm.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxModelMetadata;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.setlstm.RandomModel;
import org.setlstm.SETLSTMModel;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Pooling;
import org.setlstm.ngram.NGramLayer;
import org.setlstm.ngram.NGrams;
import org.setlstm.sparse.SparseMatrix;
import org.tribuo.ONNXExportable;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** What ONNX Runtime makes of exported models, against the models themselves. */
class ONNXExporterTest {
    private static final double TOLERANCE = 1e-5;
    private static final int VOCABULARY = 30;

    static Stream<Architecture> architectures() {
        return Arrays.stream(Pooling.values()).flatMap(pooling -> Stream.of(0, 1, 7, 1000)
                .filter(segment -> segment == 0 || pooling != Pooling.LAST)
                .flatMap(segment -> Stream.of(false, true)
                        .flatMap(two -> Stream.of(false, true).flatMap(shortcut -> Stream.of(1, 2)
                                .map(layers -> new Architecture(
                                        VOCABULARY,
                                        9,
                                        6,
                                        layers,
                                        two,
                                        pooling,
                                        3,
                                        segment,
                                        shortcut,
                                        GateTopology.OWN))))));
    }

    private static int[][] documents() {
        SplittableRandom random = new SplittableRandom(5);
        return Stream.of(1, 2, 3, 6, 7, 8, 13, 14, 15, 29, 50, 300)
                .map(length -> RandomModel.document(VOCABULARY, length, random))
                .toArray(int[][]::new);
    }

    private static float[][] expected(SETLSTMModel model, int[][] documents) {
        List<Prediction<Label>> predictions =
                model.predict(Arrays.stream(documents).map(RandomModel::example).toList());
        return predictions.stream()
                .map(p -> {
                    float[] scores = new float[model.getOutputIDInfo().size()];
                    for (int c = 0; c < scores.length; c++) {
                        String label = model.getOutputIDInfo().getOutput(c).getLabel();
                        scores[c] = (float) p.getOutputScores().get(label).getScore();
                    }
                    return scores;
                })
                .toArray(float[][]::new);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void onnxRuntimeGivesTheSameProbabilitiesInABatchAndAlone(Architecture a) throws Exception {
        assertSame(RandomModel.of(a, 0.4, 17));
    }

    @Test
    void gatesThatShareTheirPositionsAreExportedToo() throws Exception {
        assertSame(RandomModel.of(
                new Architecture(VOCABULARY, 9, 6, 2, true, Pooling.MEAN_MAX, 3, 7, true, GateTopology.SHARED),
                0.4,
                17));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void ngramsAreThereTooWhereverPaddingStands(int segmentLength) throws Exception {
        for (int classes : new int[] {1, 2, 3}) {
            Architecture a = new Architecture(
                    VOCABULARY, 9, 6, 1, true, Pooling.MAX, classes, segmentLength, true, GateTopology.OWN);
            SETLSTMModel model = RandomModel.withNGrams(a, 0.4, 17);
            assertSame(model);
            NGramLayer none = new NGramLayer(
                    new NGrams(new int[0][]),
                    new SparseMatrix(0, classes, new int[1], new int[0], new float[0]),
                    model.network().ngrams().bias(),
                    0);
            assertSame(RandomModel.of(model.network().with(none)));
        }
    }

    private static void assertSame(SETLSTMModel model) throws Exception {
        int[][] documents = documents();
        float[][] expected = expected(model, documents);
        try (Session session = new Session(new ONNXExporter(model).export())) {
            float[][] together = session.run("probabilities", 3, documents);
            for (int d = 0; d < documents.length; d++) {
                float[] alone = session.run("probabilities", 0, documents[d])[0];
                for (int c = 0; c < alone.length; c++) {
                    assertEquals(expected[d][c], together[d][c], TOLERANCE, documents[d].length + " tokens");
                    assertEquals(expected[d][c], alone[c], TOLERANCE, documents[d].length + " tokens");
                }
            }
        }
        if (expected[0].length == 1) {
            return;
        }
        // The models can tell one document from another.
        double[] first = Arrays.stream(expected).mapToDouble(e -> e[0]).toArray();
        assertTrue(Arrays.stream(first).max().orElseThrow()
                        - Arrays.stream(first).min().orElseThrow()
                > 1e-3);
    }

    private static SETLSTMModel model() {
        return RandomModel.of(
                new Architecture(VOCABULARY, 40, 32, 1, true, Pooling.MEAN_MAX, 3, 0, true, GateTopology.OWN), 0.1, 3);
    }

    @Test
    void denseWeightsAreTheSameWeightsInALargerFile() throws Exception {
        SETLSTMModel model = model();
        ModelProto sparse = new ONNXExporter(model).export();
        ModelProto dense = new ONNXExporter(model, Weights.DENSE).export();
        int[][] documents = documents();
        try (Session s = new Session(sparse);
                Session d = new Session(dense)) {
            assertArrayEquals(s.run("probabilities", 0, documents), d.run("probabilities", 0, documents));
        }
        // The embedding and both cells; the output layer stores all.
        assertEquals(5, scattered(sparse));
        assertEquals(0, scattered(dense));
        long stored = model.network().sparseMatrices().stream()
                .mapToLong(m -> m.matrix().stored())
                .sum();
        long all = model.network().sparseMatrices().stream()
                .mapToLong(m -> (long) m.matrix().rows() * m.matrix().columns())
                .sum();
        // Names and shapes take the rest.
        assertEquals(4 * all - 8 * stored, dense.getSerializedSize() - sparse.getSerializedSize(), 2500);
    }

    private static long scattered(ModelProto proto) {
        assertEquals(0, proto.getGraph().getSparseInitializerCount());
        return proto.getGraph().getNodeList().stream()
                .filter(n -> n.getOpType().equals("ScatterND"))
                .count();
    }

    @Test
    void fullMatricesAreDenseInAnyFile() throws Exception {
        SETLSTMModel model = RandomModel.of(
                new Architecture(VOCABULARY, 9, 6, 1, false, Pooling.MAX, 2, 0, true, GateTopology.OWN), 1.0, 3);
        ModelProto proto = new ONNXExporter(model).export();
        assertEquals(0, scattered(proto));
        try (Session session = new Session(proto)) {
            assertArrayEquals(expected(model, documents())[4], session.run("probabilities", 0, documents())[4], 1e-5f);
        }
    }

    @Test
    void logitsAreLogarithmsOfProbabilitiesButForAConstant() throws Exception {
        try (Session session = new Session(new ONNXExporter(model()).export())) {
            float[] p = session.run("probabilities", 0, documents())[6];
            float[] logits = session.run("logits", 0, documents())[6];
            for (int c = 1; c < p.length; c++) {
                assertEquals(Math.log(p[c]) - Math.log(p[0]), logits[c] - logits[0], 1e-4);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void anEmptyDocumentHasNoProbabilitiesAndLeavesTheOthersAlone(Pooling pooling) throws Exception {
        int[][] documents = {documents()[5], {}, documents()[2]};
        for (int segment : pooling == Pooling.LAST ? new int[] {0} : new int[] {0, 3}) {
            for (boolean shortcut : new boolean[] {false, true}) {
                SETLSTMModel model = RandomModel.of(
                        new Architecture(VOCABULARY, 9, 6, 1, true, pooling, 3, segment, shortcut, GateTopology.OWN),
                        0.3,
                        1);
                try (Session session = new Session(new ONNXExporter(model).export())) {
                    float[][] expected = expected(model, new int[][] {documents[0], documents[2]});
                    float[][] probabilities = session.run("probabilities", 1, documents);
                    assertArrayEquals(expected[0], probabilities[0], 1e-5f);
                    assertArrayEquals(new float[] {Float.NaN, Float.NaN, Float.NaN}, probabilities[1]);
                    assertArrayEquals(expected[1], probabilities[2], 1e-5f);
                    assertTrue(Float.isNaN(session.run("probabilities", 1, new int[0])[0][0]), "alone");
                }
            }
        }
    }

    private static List<String> list(String json) throws Exception {
        return new ObjectMapper().readValue(json, new TypeReference<List<String>>() {});
    }

    @Test
    void metadataHoldsLabelsWordsAndProvenance() throws Exception {
        SETLSTMModel model = model();
        try (Session session = new Session(new ONNXExporter(model).export())) {
            OnnxModelMetadata metadata = session.ort.getMetadata();
            Map<String, String> custom = metadata.getCustomMetadata();
            assertEquals("tribuo-setlstm", metadata.getProducerName());
            assertEquals("1", custom.get("setlstm.format"));
            assertEquals(List.of("c0", "c1", "c2"), list(custom.get("setlstm.labels")));
            assertEquals(model.vocabulary().tokens(), list(custom.get("setlstm.vocabulary")));
            assertFalse(custom.containsKey("setlstm.text"), "its source has no extractor");
            Provenance provenance = ONNXExportable.SERIALIZER.deserializeAndUnmarshal(
                    custom.get(ONNXExportable.PROVENANCE_METADATA_FIELD));
            assertEquals(model.getProvenance(), provenance);
        }
    }

    @Test
    void jsonIsWhatAnyParserReads() throws Exception {
        List<String> hard = List.of(
                "", "a\"b", "back\\slash", "tab\tline\n\u0000\u007f", "\u00e9\u4e2d\ud83d\ude00", "</script>", "a,b");
        assertEquals(hard, list(JSON.write(hard)));
        Map<String, Object> nested = new LinkedHashMap<>();
        nested.put("b", List.of());
        nested.put("a", Map.of("x", 1));
        assertEquals("{\"b\":[],\"a\":{\"x\":\"1\"}}", JSON.write(nested));
    }

    @Test
    void aMatrixTooLargeForAFileIsRefused() {
        SparseMatrix large = SparseMatrix.zerosAt(1 << 20, 1 << 10, new long[0]);
        String said = assertThrows(
                        IllegalArgumentException.class,
                        () -> Tensors.dense("large", large, r -> r, large.rows(), large.columns()))
                .getMessage();
        assertTrue(said.contains("takes 4294967296 bytes"), said);
    }

    @Test
    void theSameModelGivesTheSameBytes() throws Exception {
        ByteArrayOutputStream once = new ByteArrayOutputStream();
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        SETLSTMModel model = model();
        new ONNXExporter(model).writeTo(once);
        new ONNXExporter(model).writeTo(again);
        assertArrayEquals(once.toByteArray(), again.toByteArray());
    }
}
