package org.setlstm.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.setlstm.text.Texts.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training from word vectors on the command line. Each of many words tells the label, and its vector tells it too. */
class WordVectorsCommandTest {
    private static final int WORDS = 300;
    private static final int DIMENSION = 12;

    @TempDir
    static Path directory;

    private static Path train;
    private static Path test;
    private static Path vectors;

    @BeforeAll
    static void write() throws IOException {
        train = directory.resolve("train.tsv");
        test = directory.resolve("test.tsv");
        vectors = directory.resolve("vectors.vec");
        writeTexts(train, 400, "is", 1);
        // Another verb, so that no text stands among those of training too, which would be a warning.
        writeTexts(test, 400, "was", 2);
        SplittableRandom random = new SplittableRandom(3);
        List<String> lines = new ArrayList<>(List.of(2 * WORDS + " " + DIMENSION));
        for (String label : List.of("good", "bad")) {
            for (int w = 0; w < WORDS; w++) {
                StringBuilder line = new StringBuilder(label + w);
                for (int i = 0; i < DIMENSION; i++) {
                    double noise = 2.0 * random.nextDouble() - 1.0;
                    line.append(' ').append(i == 5 ? noise + (label.equals("good") ? 3.0 : -3.0) : noise);
                }
                lines.add(line.toString());
            }
        }
        Files.write(vectors, lines);
    }

    private static void writeTexts(Path path, int count, String verb, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String label = random.nextBoolean() ? "good" : "bad";
            lines.add(label + "\t" + label + random.nextInt(WORDS) + " " + verb + " " + label + random.nextInt(WORDS));
        }
        Files.write(path, lines);
    }

    private record Result(int status, String out, String err) {}

    private static Result run(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("train", "--train-path", train.toString(), "--test-path", test.toString(), "--threads", "1"));
        arguments.addAll(List.of("--hidden-dimension", "16", "--epochs", "1", "--batch-size", "16"));
        arguments.addAll(List.of("--min-token-count", "1", "--epsilon", "4", "--ngram-order", "0"));
        arguments.addAll(List.of(options));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                arguments.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static JsonNode report(String... options) throws IOException {
        Path json = directory.resolve("report.json");
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--report-path", json.toString()));
        Result result = run(arguments.toArray(String[]::new));
        assertEquals(0, result.status, result.err);
        return new ObjectMapper().readTree(json.toFile());
    }

    private static JsonNode embedding(JsonNode report) {
        return report.get("parameters").get("matrices").get(0);
    }

    @Test
    void wordVectorsHelp() throws IOException {
        JsonNode without = report("--embedding-dimension", Integer.toString(DIMENSION));
        String dimension = Integer.toString(DIMENSION);
        JsonNode with = report("--word-vectors-path", vectors.toString(), "--embedding-dimension", dimension);
        double gain = with.get("accuracy").asDouble() - without.get("accuracy").asDouble();
        assertTrue(gain > 0.1, without.get("accuracy") + " without, " + with.get("accuracy") + " with");
        assertEquals(DIMENSION, embedding(with).get("columns").asInt());
        assertEquals(embedding(without), embedding(with));
        assertEquals(
                with.get("weightsSha256"),
                report("--word-vectors-path", vectors.toString(), "--embedding-dimension", dimension)
                        .get("weightsSha256"));
    }

    @Test
    void vectorsOfAnyLengthAreTaken() throws IOException {
        JsonNode without = report();
        JsonNode with = report("--word-vectors-path", vectors.toString());
        assertEquals(embedding(without), embedding(with), "as wide and as many entries as without");
        assertNotEquals(without.get("weightsSha256"), with.get("weightsSha256"));
    }

    @Test
    void configurationFilesHaveThemToo() throws IOException {
        Path config = directory.resolve("config.xml");
        Files.writeString(config, """
                <config>
                  <component name="trainer" type="org.setlstm.SETLSTMTrainer">
                    <property name="wordVectors" value="pretrained"/>
                  </component>
                  <component name="pretrained" type="org.setlstm.text.WordVectorFile">
                    <property name="path" value="%s"/>
                    <property name="format" value="FASTTEXT"/>
                  </component>
                  <component name="extractor" type="org.tribuo.data.text.impl.TextFeatureExtractorImpl">
                    <property name="pipeline" value="pipeline"/>
                  </component>
                  <component name="pipeline" type="org.setlstm.text.TokenSequencePipeline"/>
                </config>
                """.formatted(vectors));
        JsonNode configured = report("--config-file", config.toString());
        assertEquals(
                report("--word-vectors-path", vectors.toString()).get("weightsSha256"),
                configured.get("weightsSha256"));
        Path other = Files.writeString(directory.resolve("other"), "is 1 2 3\nbad 4 5 6\n");
        JsonNode overridden = report("--config-file", config.toString(), "--word-vectors-path", other.toString());
        assertNotEquals(configured.get("weightsSha256"), overridden.get("weightsSha256"));
    }

    @Test
    void onlySoManyTokensIfAsked() throws IOException {
        Path broken = directory.resolve("broken");
        Files.writeString(broken, "is 1 2\nbad -1 2\nbad2\n");
        assertFails("line 3", "--word-vectors-path", broken.toString());
        report("--word-vectors-path", broken.toString(), "--word-vectors-max-tokens", "2");
        assertFails("maxTokens is -1", "--word-vectors-path", broken.toString(), "--word-vectors-max-tokens", "-1");
    }

    @Test
    void errorsAreOneLine() throws IOException {
        assertFails(
                "there is no file",
                "--word-vectors-path",
                directory.resolve("absent").toString());
        Path foreign = Files.writeString(directory.resolve("foreign"), "gut 1 2\nschlecht 3 4\n");
        assertFails("None of the", "--word-vectors-path", foreign.toString());
    }

    private static void assertFails(String expected, String... options) {
        Result result = run(options);
        assertEquals(2, result.status, result.err);
        assertContains(result.err, expected);
        assertTrue(result.err.lines().count() <= 2, result.err);
    }
}
