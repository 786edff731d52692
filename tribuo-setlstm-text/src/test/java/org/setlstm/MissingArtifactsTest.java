package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.setlstm.command.Main;
import org.setlstm.evaluation.SparsityEvaluator;
import org.setlstm.notebook.Notebook;
import org.setlstm.onnx.ONNXModelReader;
import org.setlstm.optional.Feature;
import org.setlstm.report.McNemar;
import org.setlstm.text.DelimitedTextSource;
import org.setlstm.text.TextClassifier;
import org.setlstm.text.TextSources;
import org.setlstm.text.TokenSequencePipeline;
import org.setlstm.text.WordVectorFile;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;

/** The library in JVMs that have what it brings to a project, and nothing more. */
class MissingArtifactsTest {
    private static final Path GUIDE = Path.of("..", "tutorials", "guide", "dependencies.md");
    private static final long SECONDS = 120;

    /** What reaches a project, by the beginnings of the jars' names: nothing optional. */
    private static final List<String> BROUGHT = List.of(
            "tribuo-setlstm",
            "tribuo-core-4.3.2.jar",
            "tribuo-util-",
            "tribuo-classification-core-",
            "tribuo-common-tree-",
            "tribuo-math-",
            "tribuo-data-",
            "olcut-core-",
            "olcut-config-protobuf-",
            "protobuf-java-",
            "opencsv-",
            "commons-text-",
            "commons-lang3-",
            "commons-beanutils-",
            "commons-logging-",
            "commons-collections");

    @TempDir
    Path directory;

    /** Enters features, and says what comes of it. */
    static final class Probe {
        private Probe() {}

        /** The feature, then what it needs. */
        public static void main(String[] arguments) throws IOException {
            try {
                enter(arguments);
                System.out.println("entered");
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }

        private static void enter(String[] arguments) throws IOException {
            switch (arguments[0]) {
                case "ALL" -> classify(Path.of(arguments[1]));
                case "ARRAYS" -> new ModelArrays(null);
                case "WORD_VECTORS" -> new WordVectorFile(Path.of("words.txt"));
                case "CONFIGURED_VECTORS" -> configured();
                case "ONNX_MODELS" -> ONNXModelReader.read(new ByteArrayInputStream(new byte[0]));
                case "JSON_LINES" ->
                    TextSources.of(
                            Files.writeString(Files.createTempFile("texts", ".jsonl"), "{}"),
                            new TextFeatureExtractorImpl<>(new TokenSequencePipeline()));
                case "SIGNIFICANCE" -> McNemar.of(1, 2);
                case "CHARTS" -> Notebook.chart("", "", "");
                default -> Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            }
        }

        private static void configured() {
            ConfigurationData vectors = new ConfigurationData("vectors", WordVectorFile.class.getName());
            vectors.add("path", new SimpleProperty("words.txt"));
            ConfigurationManager cm = new ConfigurationManager();
            cm.addConfiguration(List.of(vectors));
            cm.lookup("vectors");
        }

        /** The shortest use from Java. */
        private static void classify(Path texts) throws IOException {
            var extractor = new TextFeatureExtractorImpl<Label>(new TokenSequencePipeline());
            var data = new MutableDataset<>(new DelimitedTextSource(texts, extractor));
            SETLSTMModel model = SETLSTMTrainer.builder()
                    .hiddenDimension(16)
                    .embeddingDimension(16)
                    .epochs(2)
                    .build()
                    .train(data);
            new SparsityEvaluator().evaluate(model, data).toString();
            Path file = texts.resolveSibling("a.model");
            model.serializeToFile(file);
            TextClassifier classifier = TextClassifier.load(file);
            System.out.println(classifier.predict("a fine film").isPresent()
                    && !classifier
                            .explain("a fine film")
                            .orElseThrow()
                            .topWords(2)
                            .isEmpty());
        }
    }

    private static boolean isBrought(String jar) {
        return BROUGHT.stream().anyMatch(jar::startsWith);
    }

    /** What a JVM says that has our classes, and of this one's jars some. */
    private String say(Predicate<String> jars, String... arguments) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith(".jar")
                        || jars.test(Path.of(entry).getFileName().toString()))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Probe.class.getName()));
        command.addAll(List.of(arguments));
        Path said = directory.resolve("said");
        Process java = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertTrue(java.waitFor(SECONDS, TimeUnit.SECONDS));
        } finally {
            java.destroyForcibly();
        }
        return Files.readString(said);
    }

    private static void assertNames(String said, Feature feature) {
        assertTrue(said.contains("needs what is not on the class path"), said);
        feature.coordinates().forEach(c -> assertTrue(said.contains(c), c + " is not in: " + said));
    }

    @Test
    void trainingPredictingAndExplainingNeedNothingMore() throws Exception {
        Path texts = directory.resolve("texts.tsv");
        Files.writeString(texts, "good\ta fine film\nbad\ta dull film\n".repeat(20));
        String said = say(MissingArtifactsTest::isBrought, "ALL", texts.toString());
        assertEquals(
                List.of("true", "entered"),
                said.lines().skip(said.lines().count() - 2).toList(),
                said);
    }

    @ParameterizedTest
    @EnumSource(names = {"ARRAYS", "WORD_VECTORS", "ONNX_MODELS", "CHARTS", "SIGNIFICANCE", "JSON_LINES"})
    void whatIsMissingIsNamed(Feature feature) throws Exception {
        assertNames(say(MissingArtifactsTest::isBrought, feature.name()), feature);
    }

    @Test
    void configurationsNameItToo() throws Exception {
        String said = say(MissingArtifactsTest::isBrought, "CONFIGURED_VECTORS");
        assertTrue(said.contains("needs what is not on the class path: add org.nd4j:nd4j-native:"), said);
    }

    @Test
    void nativesAreNamedToo() throws Exception {
        String said = say(jar -> !jar.matches(".*-(linux|macosx|windows)-(x86_64|arm64)\\.jar"), "ARRAYS");
        assertNames(said, Feature.ARRAYS);
        assertTrue(said.contains("doesn't start"), said);
    }

    @Test
    void theCommandLineNamesWhatItNeeds() throws Exception {
        String said = say(MissingArtifactsTest::isBrought, "MAIN", "train", "--help");
        assertNames(said, Feature.COMMAND_LINE);
        assertEquals(1, said.lines().count(), said);
    }

    /** Before anything is trained. */
    @Test
    void aComparisonNamesWhatItNeeds() throws Exception {
        String out = directory.resolve("out").toString();
        String charts = say(jar -> !jar.startsWith("xchart-"), "MAIN", "compare", "--data", ".", "--output-path", out);
        assertTrue(
                charts.contains("Comparing models needs") && charts.contains("add org.knowm.xchart:xchart:"), charts);
        Predicate<String> notLinear = jar -> !jar.matches("tribuo-(classification|common)-sgd-.*");
        String linear = say(notLinear, "MAIN", "compare", "--data", ".", "--output-path", out);
        assertTrue(linear.contains("add org.tribuo:tribuo-classification-sgd:"), linear);
    }

    @Test
    void otherCommandsDoWithoutWhatAComparisonNeeds() throws Exception {
        String help = say(jar -> !jar.matches("xchart-.*|tribuo-.*-sgd-.*"), "MAIN", "train", "--help");
        assertTrue(help.contains("Trains a SET-LSTM"), help);
    }

    @ParameterizedTest
    @EnumSource(Feature.class)
    void theGuideNamesTheSame(Feature feature) throws IOException {
        String guide = Files.readString(GUIDE);
        feature.coordinates().forEach(c -> assertTrue(guide.contains("`" + c + "`"), c));
    }
}
