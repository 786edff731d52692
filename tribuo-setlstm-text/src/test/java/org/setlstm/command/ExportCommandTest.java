package org.setlstm.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.SETLSTMModel;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.onnx.ONNXExporter;
import org.setlstm.onnx.ONNXModelReader;
import org.setlstm.sequence.TokenFeatures;
import org.setlstm.text.DelimitedTextSource;
import org.setlstm.text.TextClassifier;
import org.setlstm.text.Texts;
import org.setlstm.text.TokenSequencePipeline;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;
import org.tribuo.evaluation.TrainTestSplitter;
import org.tribuo.interop.onnx.ONNXExternalModel;

/** {@code export}, and what its file says to those who have nothing else. */
class ExportCommandTest {
    /** Longer than the ten tokens that the model reads, strange, or of unknown words. */
    private static final List<String> TEXTS = List.of(
            "dog the of and a to in is it that was for on bites man",
            "Man BITES dog!! Don't \u201cyou\u201d think so?",
            "\ud83d\ude00 the \u00c9t\u00e9 -- '90s",
            "zebra");

    @TempDir
    static Path directory;

    private static Path model;

    @BeforeAll
    static void train() throws IOException {
        Path texts = directory.resolve("train.tsv");
        model = directory.resolve("model");
        Texts.writeTexts(texts, 200, 1);
        assertEquals(
                0,
                MainTest.run(
                                "train",
                                "--train-path",
                                texts.toString(),
                                "--model-path",
                                model.toString(),
                                // A regular expression, which other languages understand too.
                                "--tokenizer",
                                "words",
                                "--embedding-dimension",
                                "64",
                                "--hidden-dimension",
                                "32",
                                "--epsilon",
                                "2",
                                "--epochs",
                                "2",
                                "--max-length",
                                "10",
                                "--threads",
                                "1")
                        .status());
    }

    private static Path export(String name, String... options) throws IOException {
        Path file = directory.resolve(name);
        String[] command = Stream.concat(
                        Stream.of("export", "--model-path", model.toString(), "--onnx-path", file.toString()),
                        Arrays.stream(options))
                .toArray(String[]::new);
        MainTest.Result result = MainTest.run(command);
        assertEquals(0, result.status(), result.err());
        assertEquals(
                "ONNX model of " + Files.size(file) + " bytes saved to " + file,
                result.out().strip());
        return file;
    }

    @Test
    void aTextClassifierReadsTheFileAndSaysTheSame() throws IOException {
        TextClassifier expected = TextClassifier.load(model);
        try (InputStream in = Files.newInputStream(export("read.onnx"));
                ONNXExternalModel<Label> read = ONNXModelReader.read(in)) {
            TextClassifier classifier = new TextClassifier(read);
            for (String text : TEXTS) {
                Prediction<Label> e = expected.predict(text).orElseThrow();
                Prediction<Label> p = classifier.predict(text).orElseThrow();
                assertEquals(e.getOutput().getLabel(), p.getOutput().getLabel());
                assertEquals(e.getOutput().getScore(), p.getOutput().getScore(), 1e-5);
            }
            assertTrue(classifier.predict("--").isEmpty());
        }
    }

    private static Map<String, JsonNode> metadata(Path file) throws IOException {
        Map<String, String> metadata = ModelProto.parseFrom(Files.readAllBytes(file)).getMetadataPropsList().stream()
                .collect(Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
        ObjectMapper json = new ObjectMapper();
        return Map.of(
                "text", json.readTree(metadata.get("setlstm.text")),
                "vocabulary", json.readTree(metadata.get("setlstm.vocabulary")));
    }

    /** As ONNXExporter's documentation says it, from the file alone. */
    private static long[] ids(Map<String, JsonNode> metadata, String text) {
        JsonNode pipeline = metadata.get("text").get("extractor").get("pipeline");
        assertEquals("ENDS", pipeline.get("keep").asText());
        List<String> tokens = new ArrayList<>();
        for (String token :
                text.split(pipeline.get("tokenizer").get("splitPatternRegex").asText())) {
            if (!token.isEmpty()) {
                tokens.add(pipeline.get("lowercase").asText().equals("true") ? token.toLowerCase(Locale.ROOT) : token);
            }
        }
        int most = Integer.parseInt(pipeline.get("maxLength").asText());
        if (tokens.size() > most) {
            List<String> start = tokens.subList(0, (most + 1) / 2);
            List<String> end = tokens.subList(tokens.size() - most / 2, tokens.size());
            tokens = Stream.concat(start.stream(), end.stream()).toList();
        }
        List<String> vocabulary = new ArrayList<>();
        metadata.get("vocabulary").forEach(v -> vocabulary.add(v.asText()));
        return tokens.stream().mapToLong(t -> vocabulary.indexOf(t) + 1).toArray();
    }

    @Test
    void theFileSaysHowToMakeIdsOfTexts() throws IOException {
        TextClassifier classifier = TextClassifier.load(model);
        var vocabulary = ((SETLSTMModel) classifier.model()).vocabulary();
        Map<String, JsonNode> metadata = metadata(export("ids.onnx"));
        for (String text : TEXTS) {
            String[] tokens = TokenFeatures.decode(classifier.extract(text).orElseThrow());
            long[] expected =
                    IntStream.of(vocabulary.rows(tokens)).asLongStream().toArray();
            assertArrayEquals(expected, ids(metadata, text), text);
        }
        assertEquals(10, ids(metadata, TEXTS.get(0)).length);
        assertTrue(Arrays.stream(ids(metadata, TEXTS.get(0))).allMatch(id -> id > 0));
    }

    @Test
    void thePipelineIsFoundWithinOtherSourcesToo() throws IOException {
        var extractor = new TextFeatureExtractorImpl<Label>(new TokenSequencePipeline(33));
        var source = new DelimitedTextSource(directory.resolve("train.tsv"), extractor);
        SETLSTMModel split = SETLSTMTrainer.builder()
                .embeddingDimension(8)
                .hiddenDimension(8)
                .epochs(1)
                .build()
                .train(new MutableDataset<>(new TrainTestSplitter<>(source, 0.7, 1L).getTrain()));
        Path file = directory.resolve("split.onnx");
        try (OutputStream out = Files.newOutputStream(file)) {
            new ONNXExporter(split).writeTo(out);
        }
        JsonNode pipeline = metadata(file).get("text").get("extractor").get("pipeline");
        assertEquals(
                TokenSequencePipeline.class.getName(), pipeline.get("class").asText());
        assertEquals("33", pipeline.get("maxLength").asText());
    }

    @Test
    void denseWeightsTakeMoreBytes() throws IOException {
        long sparse = Files.size(export("sparse.onnx"));
        assertTrue(Files.size(export("dense.onnx", "--weights", "dense")) > sparse + 10_000);
        assertEquals(sparse, Files.size(export("as-dense.onnx", "--weights", "SPARSE")));
    }

    private static MainTest.Result run(Path from, Path to) {
        return MainTest.run("export", "--model-path", from.toString(), "--onnx-path", to.toString());
    }

    @Test
    void whatCannotBeExportedIsRefusedAndNothingIsWritten() throws IOException {
        byte[] before = Files.readAllBytes(model);
        MainTest.assertError(run(model, model), "the model's own file");
        assertArrayEquals(before, Files.readAllBytes(model));
        Path noModel = Files.writeString(directory.resolve("no.model"), "This is not a model.");
        Path refused = directory.resolve("refused.onnx");
        MainTest.assertError(run(noModel, refused), "no.model");
        MainTest.assertError(run(directory.resolve("absent"), refused), "there is no file");
        MainTest.assertError(run(model, directory.resolve("no/such.onnx")), "directory");
        Path linear = directory.resolve("linear.model");
        var extractor = new TextFeatureExtractorImpl<Label>(new TokenSequencePipeline());
        new LogisticRegressionTrainer()
                .train(new MutableDataset<>(new DelimitedTextSource(directory.resolve("train.tsv"), extractor)))
                .serializeToFile(linear);
        MainTest.assertError(run(linear, refused), "another kind of model than SETLSTMModel");
        MainTest.assertUsage(MainTest.run("export", "--model-path", model.toString()), "--onnx-path is needed");
        MainTest.assertUsage(
                MainTest.run(
                        "export",
                        "--model-path",
                        model.toString(),
                        "--onnx-path",
                        refused.toString(),
                        "--weights",
                        "half"),
                "--weights is 'half', and must be sparse or dense");
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    Collections.emptyList(),
                    files.filter(f -> f.getFileName().toString().startsWith("refused"))
                            .toList());
        }
    }
}
