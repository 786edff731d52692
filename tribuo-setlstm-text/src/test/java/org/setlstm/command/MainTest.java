package org.setlstm.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.Explanation;
import org.setlstm.file.ModelFiles;
import org.setlstm.text.TextClassifier;
import org.setlstm.text.TextLines;
import org.setlstm.text.Texts;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.util.tokens.impl.SplitPatternTokenizer;
import org.tribuo.util.tokens.impl.WhitespaceTokenizer;

/** The command line, on texts whose label only the order of two words tells. */
class MainTest {
    private static final String[] FILLERS = "the of and a to in is it that was for on are with".split(" ");
    private static final List<String> SMALL = List.of(
            "--embedding-dimension",
            "16",
            "--hidden-dimension",
            "16",
            "--epsilon",
            "4",
            "--epochs",
            "12",
            "--batch-size",
            "16",
            "--word-dropout",
            "0",
            "--dropout",
            "0.1",
            "--threads",
            "1");

    @TempDir
    static Path directory;

    private static Path train;
    private static Path test;
    private static Path model;
    private static JsonNode report;

    record Result(int status, String out, String err) {
        List<String> errors() {
            return err.lines().toList();
        }
    }

    static Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Result train(Stream<String> options) {
        List<String> arguments = new ArrayList<>(List.of("train", "--train-path", train.toString()));
        arguments.addAll(SMALL);
        options.forEach(arguments::add);
        return run(arguments.toArray(String[]::new));
    }

    @BeforeAll
    static void trainOnce() throws IOException {
        train = directory.resolve("train.tsv");
        test = directory.resolve("test.tsv");
        model = directory.resolve("model");
        Texts.writeTexts(train, 300, 1);
        Texts.writeTexts(test, 100, 2);
        Path json = directory.resolve("report.json");
        Result result = train(Stream.of(
                "--test-path", test.toString(), "--model-path", model.toString(), "--report-path", json.toString()));
        assertEquals(0, result.status, result.err);
        assertTrue(result.out.contains("Accuracy") && result.out.contains("forward.1.recurrent.g"), result.out);
        assertTrue(result.err.contains("epoch 12 of 12"), result.err);
        report = new ObjectMapper().readTree(json.toFile());
    }

    @Test
    void reportHoldsWhatWasLearned() {
        assertTrue(report.get("accuracy").asDouble() > 0.95, report.toString());
        assertTrue(report.get("macroF1").asDouble() > 0.95);
        assertTrue(report.get("calibration").get("logLoss").asDouble() < 0.3, report.toString());
        assertEquals(300, report.get("documents").asInt());
        assertEquals(100, report.get("testDocuments").asInt());
        assertEquals(12, report.get("epochs").asInt());
        assertTrue(report.get("trainSeconds").asDouble() > 0.0);
        assertTrue(report.get("tokensPerSecond").asDouble() > 0.0);
        assertTrue(report.get("peakMemoryMB").asLong() > 10);
        assertTrue(report.get("weightsSha256").asText().matches("[0-9a-f]{64}"));
        JsonNode parameters = report.get("parameters");
        // 17 words and the unknown one; in each direction four gates; 32 hidden states and 16
        // values of the shortcut for two classes.
        int words = FILLERS.length + 3 + 1;
        int dense = words * 16 + 2 * 4 * 16 * (16 + 16 + 1) + 2 * (48 + 1);
        assertEquals(dense, parameters.get("dense").asInt());
        // Biases of the gates, the output layer, and the biases of the n-gram layer.
        int stored = 2 * 4 * 16 + 2 * (48 + 1) + 2;
        for (JsonNode m : parameters.get("matrices")) {
            int rows = m.get("rows").asInt();
            int columns = m.get("columns").asInt();
            boolean ngrams = m.get("name").asText().equals("ngrams");
            int expected = ngrams ? (int) (0.01 * dense) : 4 * (rows + columns);
            assertEquals(expected, m.get("stored").asInt(), m.toString());
            stored += m.get("stored").asInt();
        }
        assertEquals(1 + 2 * 2 * 4 + 1, parameters.get("matrices").size());
        assertEquals(stored, parameters.get("stored").asInt());
        assertEquals(5, report.get("evolution").size());
        for (JsonNode e : report.get("evolution")) {
            assertTrue(e.get("removed").asInt() > 0
                    && e.get("grown").asInt() == e.get("removed").asInt());
            assertTrue(e.get("explored").asDouble() > 0.25 && e.get("explored").asDouble() <= 1.0, e.toString());
        }
    }

    @Test
    void theSameCommandGivesTheSameWeights() throws IOException {
        Path again = directory.resolve("again.json");
        assertEquals(0, train(Stream.of("--report-path", again.toString())).status);
        JsonNode second = new ObjectMapper().readTree(again.toFile());
        assertEquals(report.get("weightsSha256"), second.get("weightsSha256"));
        assertFalse(second.has("accuracy"), "nothing was tested");
        Result fixed = train(Stream.of("--report-path", again.toString(), "--zeta", "0"));
        assertEquals(0, fixed.status, fixed.err);
        assertEquals(
                0, new ObjectMapper().readTree(again.toFile()).get("evolution").size());
        assertEquals(0, train(Stream.of("--report-path", again.toString(), "--seed", "1")).status);
        assertFalse(report.get("weightsSha256")
                .equals(new ObjectMapper().readTree(again.toFile()).get("weightsSha256")));
    }

    @Test
    void trainingEndsAtTheBestEpochIfAsked() throws IOException {
        Path json = directory.resolve("stopped.json");
        Result result =
                train(Stream.of("--validation-share", "0.2", "--patience", "1", "--report-path", json.toString()));
        assertEquals(0, result.status, result.err);
        JsonNode stopped = new ObjectMapper().readTree(json.toFile());
        int best = stopped.get("bestEpoch").asInt();
        int epochs = stopped.get("epochs").asInt();
        assertTrue(epochs == 12 || epochs == best + 1, stopped.toString());
        String line = result.errors().stream()
                .filter(l -> l.startsWith("epoch " + best + " of 12"))
                .findFirst()
                .orElseThrow();
        assertTrue(
                line.endsWith(String.format(
                        Locale.ROOT,
                        "validation accuracy %.4f, loss %.4f",
                        stopped.get("validationAccuracy").asDouble(),
                        stopped.get("validationLoss").asDouble())),
                line);
        assertTrue(result.err.contains("the weights are those of epoch " + best + " of " + epochs), result.err);
        assertFalse(report.has("bestEpoch") || report.has("validationAccuracy"), "nothing was held out");
    }

    @Test
    void predictEndsWhenNobodyReadsItAnyMore() throws IOException {
        Path texts = directory.resolve("many");
        Files.write(texts, Collections.nCopies(20_000, "dog bites man"));
        int[] written = {0};
        PrintStream broken = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (++written[0] > 10_000) {
                    throw new IOException("Broken pipe");
                }
            }
        });
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] arguments = {"predict", "--model-path", model.toString(), "--input-path", texts.toString()};
        assertEquals(2, Main.run(arguments, broken, new PrintStream(err, true, StandardCharsets.UTF_8)));
        assertEquals(
                "setlstm predict: the output can't be written: nobody reads it any more, or the disk is full",
                err.toString(StandardCharsets.UTF_8).strip());
        assertTrue(written[0] < 100_000, "the rest is not computed for nobody: " + written[0]);
    }

    @Test
    void predictAnswersLineByLine() throws IOException {
        Path texts = directory.resolve("texts");
        Path predictions = directory.resolve("predictions");
        List<String> lines =
                List.of("Dog bites man", "", "man of the bites dog", "\u00fcnknown \u6f22\u5b57", " !", "...");
        Files.write(texts, lines);
        Result result = run(
                "predict",
                "--model-path",
                model.toString(),
                "--input-path",
                texts.toString(),
                "--output-path",
                predictions.toString());
        assertEquals(0, result.status, result.err);
        List<String[]> answers = Files.readAllLines(predictions).stream()
                .map(l -> l.split("\t", 3))
                .toList();
        assertEquals(lines, answers.stream().map(a -> a[2]).toList());
        assertEquals(
                List.of("bites", "", "bitten"),
                answers.stream().limit(3).map(a -> a[0]).toList());
        assertEquals("", answers.get(1)[1]);
        assertFalse(answers.get(3)[0].isEmpty(), "a text of unknown words has a label too");
        assertTrue(Double.parseDouble(answers.get(0)[1]) > 0.5);
        assertEquals("", answers.get(5)[0], "no tokens, no label");
        Result streamed = run("predict", "--model-path", model.toString(), "--input-path", texts.toString());
        assertEquals(Files.readString(predictions), streamed.out);
    }

    @Test
    void predictionDoesNotDependOnTheBatch() throws IOException {
        TextClassifier classifier = TextClassifier.load(model);
        List<String> lines = Files.readAllLines(test).stream()
                .map(l -> l.substring(l.indexOf('\t') + 1))
                .toList();
        StringWriter together = new StringWriter();
        new Answers(classifier, Answers.Asked.PLAIN).answer(lines(String.join("\n", lines)), together);
        StringWriter alone = new StringWriter();
        for (String line : lines) {
            new Answers(classifier, Answers.Asked.PLAIN).answer(lines(line), alone);
        }
        assertEquals(alone.toString(), together.toString());
    }

    @Test
    void predictExplainsIfAsked() throws IOException {
        Path texts = Files.write(directory.resolve("explained"), List.of("Dog bites man", "...", "Man\tbites dog"));
        Result result =
                run("predict", "--model-path", model.toString(), "--input-path", texts.toString(), "--explain", "2");
        assertEquals(0, result.status, result.err);
        List<String[]> answers = result.out.lines().map(l -> l.split("\t", 4)).toList();
        assertEquals("", answers.get(1)[2]);
        assertEquals("Man\tbites dog", answers.get(2)[3]);
        TextClassifier classifier = TextClassifier.load(model);
        String[] words = answers.get(0)[2].split(" ");
        assertEquals(2, words.length);
        Explanation explanation = classifier.explain("Dog bites man", "bites").orElseThrow();
        for (int i = 0; i < 2; i++) {
            Explanation.Word word = explanation.topWords(2).get(i);
            assertEquals(String.format(Locale.ROOT, "%s:%+.2f", word.token(), word.contribution()), words[i]);
        }
        assertEquals(
                List.of("dog", "bites", "man"),
                explanation.words().stream().map(Explanation.Word::token).toList());
        assertTrue(classifier.explain("...").isEmpty());
        assertUsage(
                run("predict", "--model-path", "m", "--input-path", "-", "--explain", "-1"), "must not be negative");
    }

    private static Result predict(Path texts, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("predict", "--model-path", model.toString(), "--input-path", texts.toString()));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void programsGetAllThatIsKnown() throws IOException {
        List<String> lines = List.of("Dog bites \"man\"\tx", "...", "\u00fcnknown w\u00f6rd");
        Path texts = Files.write(directory.resolve("programs"), lines);
        Result result = predict(texts, "--output-format", "json", "--all-labels", "--explain", "2");
        assertEquals(0, result.status, result.err);
        assertEquals("", result.err);
        List<JsonNode> answers = new ArrayList<>();
        for (String line : result.out.split("\n")) {
            answers.add(new ObjectMapper().readTree(line));
        }
        assertEquals(lines, answers.stream().map(a -> a.get("text").asText()).toList());
        TextClassifier classifier = TextClassifier.load(model);
        Prediction<Label> expected = classifier.predict(lines.get(0)).orElseThrow();
        JsonNode known = answers.get(0);
        assertEquals("bites", known.get("label").asText());
        assertEquals(expected.getOutput().getScore(), known.get("probability").asDouble(), 1e-6);
        assertEquals(4, known.get("tokens").asInt());
        assertEquals(3, known.get("knownTokens").asInt());
        assertEquals(
                List.of("bites", "bitten"),
                List.copyOf(iterable(known.get("probabilities").fieldNames())));
        expected.getOutputScores()
                .forEach((label, l) -> assertEquals(
                        l.getScore(), known.get("probabilities").get(label).asDouble(), 1e-6));
        Explanation.Word word =
                classifier.explain(lines.get(0)).orElseThrow().topWords(2).get(1);
        assertEquals(word.token(), known.get("explanation").get(1).get("token").asText());
        assertEquals(
                word.contribution(),
                known.get("explanation").get(1).get("contribution").asDouble(),
                1e-5);
        assertEquals(
                "{\"text\":\"...\",\"label\":null,\"probability\":null,\"tokens\":0}",
                result.out.split("\n")[1]);
        assertEquals(0, answers.get(2).get("knownTokens").asInt());
        assertEquals(2, answers.get(2).get("tokens").asInt());

        String[] columns = predict(texts, "--all-labels").out.split("\n")[0].split("\t", 4);
        assertTrue(columns[2].matches("bites:[01]\\.\\d+ bitten:\\S+"), columns[2]);
        assertEquals(lines.get(0), columns[3]);
        assertEquals(
                result.out, predict(texts, "--output-format", "JSON", "--explain", "2", "--all-labels", "true").out);
        assertFalse(predict(texts, "--output-format", "json").out.contains("probabilities"));
        assertUsage(predict(texts, "--output-format", "xml"), "must be tsv or json");
    }

    private static <T> List<T> iterable(Iterator<T> iterator) {
        List<T> all = new ArrayList<>();
        iterator.forEachRemaining(all::add);
        return all;
    }

    @Test
    void columnsArePredictedToo() throws IOException {
        Path csv = directory.resolve("unlabelled.csv.gz");
        try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(csv))) {
            zip.write("id,body\n1,\"Dog, bites\nman\"\n2,man bites dog\n3,\n".getBytes(StandardCharsets.UTF_8));
        }
        Result tsv = predict(csv, "--text-column", "body");
        assertEquals(0, tsv.status, tsv.err);
        assertEquals(
                List.of("bites Dog, bites man", "bitten man bites dog", " "),
                tsv.out
                        .lines()
                        .map(l -> l.split("\t", -1))
                        .map(c -> c[0] + " " + c[2])
                        .toList());
        JsonNode first = new ObjectMapper()
                .readTree(predict(csv, "--text-column", "2", "--output-format", "json")
                        .out
                        .split("\n")[1]);
        assertEquals("Dog, bites\nman", first.get("text").asText(), "without names the first row is a text too");
        Path jsonl = Files.writeString(directory.resolve("unlabelled.jsonl"), "{\"t\":\"dog bites man\"}\n{\"u\":1}\n");
        assertError(
                predict(
                        jsonl,
                        "--text-column",
                        "t",
                        "--output-path",
                        directory.resolve("none").toString()),
                jsonl + ", line 2: there is no 't'; the object has u");
        assertFalse(Files.exists(directory.resolve("none")));
        assertError(predict(csv, "--text-column", "text"), csv + ", line 1: there is no column 'text'");
        assertUsage(
                run("predict", "--model-path", model.toString(), "--input-path", "-", "--text-column", "t"), "files");
    }

    @Test
    void whatIsBelowTheThresholdIsNotDecided() throws IOException {
        List<String> lines = List.of("Dog bites man", "...", "\u00fcnknown", "man bites dog");
        Path texts = Files.write(directory.resolve("unsure"), lines);
        List<String[]> all = predict(texts).out.lines().map(l -> l.split("\t")).toList();
        double lowest = Double.parseDouble(all.get(2)[1]);
        assertTrue(lowest < 0.9 && Double.parseDouble(all.get(0)[1]) > 0.9, predict(texts).out);
        Result result = predict(texts, "--threshold", "0.9", "--abstain-label", "don't know, sorry");
        assertEquals(
                List.of("bites", "", "don't know, sorry", "bitten"),
                result.out.lines().map(l -> l.split("\t")[0]).toList());
        assertEquals(all.get(2)[1], result.out.split("\n")[2].split("\t")[1], "the probability stays");
        assertEquals(
                "'don't know, sorry' for 1 of 3 texts (33.3%), whose probability is below 0.9; 1 more have no tokens, and"
                        + " so no label",
                result.err.strip());
        JsonNode json = new ObjectMapper()
                .readTree(predict(texts, "--threshold", "0.9", "--output-format", "json")
                        .out
                        .split("\n")[2]);
        assertEquals("unsure", json.get("label").asText());
        assertEquals(all.get(2)[0], json.get("predicted").asText());
        assertEquals(
                all.get(2)[0],
                predict(texts, "--threshold", all.get(2)[1]).out.split("\n")[2].split("\t")[0]);
        assertUsage(predict(texts, "--threshold", "90"), "--threshold is 90.0, and must be from 0 to 1");
        assertError(predict(texts, "--threshold", "0.9", "--abstain-label", "bites"), "is a label of the model");
    }

    @Test
    void streamsArePredictedAsTheyCome() throws IOException {
        TextClassifier classifier = TextClassifier.load(model);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            lines.add(i % 7 == 0 ? "..." : (i % 2 == 0 ? "dog " : "man ") + FILLERS[i % FILLERS.length] + " bites");
        }
        AtomicInteger read = new AtomicInteger();
        AtomicBoolean closed = new AtomicBoolean();
        Stream<String> texts = lines.stream().peek(l -> read.incrementAndGet()).onClose(() -> closed.set(true));
        try (Stream<Optional<Prediction<Label>>> predictions = classifier.predict(texts)) {
            Iterator<Optional<Prediction<Label>>> next = predictions.iterator();
            assertTrue(next.next().isEmpty());
            assertTrue(read.get() < lines.size(), "an endless stream has answers too: read " + read);
            for (int i = 1; i < lines.size(); i++) {
                Optional<Prediction<Label>> prediction = next.next();
                if (i % 97 == 0 || i > 2490) {
                    assertEquals(score(classifier.predict(lines.get(i))), score(prediction), lines.get(i));
                }
            }
            assertFalse(next.hasNext());
        }
        assertTrue(closed.get());
        assertEquals(0, classifier.predict(Stream.empty()).count());
    }

    private static double score(Optional<Prediction<Label>> prediction) {
        return prediction.map(p -> p.getOutputScores().get("bites").getScore()).orElse(-1.0);
    }

    private static TextLines lines(String text) {
        return new TextLines("The input", bytes(text));
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void onlyLineFeedsEndALine() throws IOException {
        StringWriter out = new StringWriter();
        new Answers(TextClassifier.load(model), Answers.Asked.PLAIN)
                .answer(lines("dog\rbites man\r\nman bites\u2028dog\n"), out);
        List<String> lines = List.of(out.toString().split("\n"));
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).endsWith("\tdog\rbites man") && lines.get(0).startsWith("bites\t"), lines.get(0));
    }

    @Test
    void textsInAnotherEncodingAreRefusedByLine() throws IOException {
        Path latin = directory.resolve("latin");
        Files.write(latin, "dog bites man\nfa\u00e7ade\n".getBytes(StandardCharsets.ISO_8859_1));
        Path out = directory.resolve("latin.out");
        assertError(
                run(
                        "predict",
                        "--model-path",
                        model.toString(),
                        "--input-path",
                        latin.toString(),
                        "--output-path",
                        out.toString()),
                "line 2");
        assertFalse(Files.exists(out), "nothing half-written");
    }

    @Test
    void inspectShowsTheModel() {
        Result result = run("inspect", "--model-path", model.toString());
        assertEquals(0, result.status, result.err);
        assertTrue(result.out.contains(report.get("weightsSha256").asText()), result.out);
        assertTrue(result.out.contains("backward.1.input.f"), result.out);
        assertTrue(result.out.contains("bites, bitten"), result.out);
        assertTrue(result.out.matches("(?s).*epsilon +4\\.0\\n.*"), result.out);
        assertTrue(result.out.contains("train.tsv"), result.out);
        assertTrue(result.out.matches("(?s).*set-lstm-epochs +12\\n.*"), result.out);
    }

    @Test
    void configurationFilesWorkAndSettingsOverrideThem() throws IOException {
        Path config = directory.resolve("config.xml");
        Files.writeString(config, """
                <config>
                  <component name="trainer" type="org.setlstm.SETLSTMTrainer">
                    <property name="epochs" value="1"/>
                    <property name="embeddingDimension" value="8"/>
                    <property name="hiddenDimension" value="8"/>
                  </component>
                  <component name="train" type="org.setlstm.text.DelimitedTextSource">
                    <property name="path" value="%s"/>
                    <property name="extractor" value="extractor"/>
                    <propertylist name="preprocessors"><item>news</item></propertylist>
                  </component>
                  <component name="extractor" type="org.tribuo.data.text.impl.TextFeatureExtractorImpl">
                    <property name="pipeline" value="pipeline"/>
                  </component>
                  <component name="pipeline" type="org.setlstm.text.TokenSequencePipeline"/>
                  <component name="news" type="org.tribuo.data.text.impl.NewsPreprocessor"/>
                </config>
                """.formatted(train));
        Path configured = directory.resolve("configured");
        Path json = directory.resolve("configured.json");
        Result result = run(
                "train",
                "--config-file",
                config.toString(),
                "--epochs",
                "2",
                "--model-path",
                configured.toString(),
                "--report-path",
                json.toString());
        assertEquals(0, result.status, result.err);
        JsonNode trained = new ObjectMapper().readTree(json.toFile());
        assertEquals(2, trained.get("epochs").asInt());
        assertEquals(
                8,
                trained.get("parameters").get("matrices").get(0).get("columns").asInt());
        // The preprocessor comes back with the model: it drops all headers but the subject.
        TextClassifier classifier = TextClassifier.load(configured);
        assertEquals(
                3,
                classifier
                        .extract("From: nobody\nSubject: dog\n\nbites man")
                        .orElseThrow()
                        .size());
    }

    @Test
    void errorsAreOneLineAndStatusTwo() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.tsv"), "good\tfine\nno tab here\n");
        Path noModel = Files.writeString(directory.resolve("no.model"), "This is not a model.");
        assertError(run("train", "--train-path", directory.resolve("absent").toString()), "absent");
        assertError(run("train", "--train-path", broken.toString()), "line 2");
        assertError(run("train", "--train-path", train.toString(), "--zeta", "1.5"), "zeta is 1.5");
        assertError(
                run(
                        "train",
                        "--train-path",
                        train.toString(),
                        "--model-path",
                        directory.resolve("no/m").toString()),
                "directory");
        assertError(run("predict", "--model-path", noModel.toString(), "--input-path", "-"), "no.model");
        assertError(run("inspect", "--model-path", directory.resolve("absent").toString()), "there is no file");
        assertError(
                run(
                        "predict",
                        "--model-path",
                        model.toString(),
                        "--input-path",
                        directory.resolve("absent").toString()),
                "absent");
    }

    static void assertError(Result result, String expected) {
        assertEquals(2, result.status, result.err);
        assertEquals(1, result.errors().size(), result.err);
        assertTrue(result.err.contains(expected), result.err);
        assertEquals("", result.out);
    }

    @Test
    void misunderstandingsAreOneLineThatSaysHowToGoOn() {
        assertUsage(
                run("train", "--train-path", train.toString(), "--epoch", "3"),
                "there is no option --epoch; did you mean --epochs?");
        assertUsage(run("train", "--trian-path", "t"), "there is no option --trian-path; did you mean --train-path?");
        assertUsage(run("train", "-epochs", "3"), "there is no option -epochs; did you mean --epochs?");
        assertUsage(run("train", "--report", "r"), "did you mean --report-path?");
        assertUsage(run("train", "--config", "r"), "did you mean --config-file?");
        assertUsage(run("compare", "--seed", "1", "--zet", "1"), "there is no option --zet; did you mean --zeta?");
        assertUsage(run("predict", "--modelpath", "m"), "there is no option --modelpath; did you mean --model-path?");
        assertUsage(run("predict", "--config-file", "m"), "there is no option --config-file (");
        assertUsage(run("predict", "--model-path", "m", "--explain", "many"), "many");
        assertUsage(run("benchmark", "--bidirectional", "--layer", "2"), "did you mean --layers?");
        assertUsage(run("train", "--train-path"), "--train-path needs a value");
        assertUsage(run("train", "--train-path", "t", "texts"), "'texts' belongs to no option");
        assertUsage(run("train", "--epochs", "3.5"), "--epochs is '3.5', and must be a whole number");
        assertUsage(run("train", "--pooling", "median"), "one of last, mean, max, mean-max");
        assertUsage(run("train", "--epochs"), "--epochs needs a value");
        assertUsage(run("train", "--epochs", "3"), "--train-path is needed");
        assertUsage(run("predict", "--input-path", "-"), "--model-path is needed");
        assertUsage(run("inspect"), "options are needed");
        assertUsage(run("benchmark", "--iterations", "0"), "must be at least 1");
        assertUsage(
                run("benchmark", "--gate-topology", "both"), "--gate-topology is 'both', and must be own or shared");
        assertEquals(
                "setlstm: there is no command 'tarin'; did you mean train? (--help lists the commands)",
                run("tarin").err.strip());
        assertEquals(2, run("tarin").status);
        assertTrue(run("classify").err.startsWith("setlstm: there is no command 'classify' (--help lists"));
        assertTrue(run().status == 2 && run().err.startsWith("Usage:"));
    }

    static void assertUsage(Result result, String expected) {
        assertError(result, expected);
        assertTrue(result.err.strip().endsWith(" --help lists the options)"), result.err);
    }

    @Test
    void helpHasTheDefaultsThatTrainHas() throws IOException {
        String help = run("train", "--help").out;
        assertEquals(help, run("train", "--epochs", "3", "--help").out);
        assertTrue(run("compare", "--help")
                .out
                .contains(help.lines()
                        .filter(l -> l.startsWith("  --epsilon "))
                        .findFirst()
                        .orElseThrow()));
        Path saved = directory.resolve("defaults");
        assertEquals(
                0,
                run("train", "--train-path", train.toString(), "--model-path", saved.toString(), "--epochs", "1")
                        .status);
        var used = ModelFiles.load(saved).getProvenance().getTrainerProvenance().getConfiguredParameters();
        for (String name :
                List.of("ngramOrder", "epsilon", "ngramDensity", "hiddenDimension", "learningRate", "zeta")) {
            String option = "--" + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            String shown = help.lines()
                    .filter(l -> l.startsWith("  " + option + " "))
                    .findFirst()
                    .orElse("");
            if (used.containsKey(name)) {
                assertEquals(used.get(name).toString(), shown.strip().split(" +")[1], shown);
            }
        }
        assertTrue(
                help.matches(
                        "(?s).*\\n  --ngram-order +3 .*\\n  --epsilon +2\\.5 .*|(?s).*\\n  --epsilon +2\\.5 .*\\n  --ngram-order +3 .*"),
                help);
    }

    @Test
    void aPathMayHoldWhatOthersSeparateBy() throws IOException {
        for (String name : List.of("a,b", "a\\b", "a\"b,c", "a b\u00fc")) {
            Path odd = Files.createDirectories(directory.resolve("odd").resolve(name));
            Path texts = Files.copy(train, odd.resolve("t,1.tsv"));
            Path saved = odd.resolve("m,1");
            Result trained =
                    run("train", "--train-path", texts.toString(), "--model-path", saved.toString(), "--epochs", "1");
            assertEquals(0, trained.status, trained.err);
            Path out = odd.resolve("o,1");
            Result predicted = run(
                    "predict",
                    "--model-path",
                    saved.toString(),
                    "--input-path",
                    texts.toString(),
                    "--output-path",
                    out.toString());
            assertEquals(0, predicted.status, predicted.err);
            assertEquals(300, Files.readAllLines(out).size());
            Path onnx = odd.resolve("x,1");
            assertEquals(
                    0,
                    run(
                                    "export",
                                    "--model-path",
                                    saved.toString(),
                                    "--onnx-path",
                                    onnx.toString(),
                                    "--weights",
                                    "dense")
                            .status);
            Result reproduced = run(
                    "reproduce",
                    "--model-path",
                    saved.toString(),
                    "--data-path",
                    Files.move(texts, odd.resolve("u,1.tsv")).toString());
            assertEquals(0, reproduced.status, reproduced.err + reproduced.out);
            Path config = Files.writeString(
                    odd.resolve("c,1.xml"),
                    Files.readString(Path.of("src/main/resources/org/setlstm/command/train.xml")));
            Result configured =
                    run("train", "--config-file", config.toString(), "--train-path", train.toString(), "--epochs", "1");
            assertEquals(0, configured.status, configured.err);
        }
    }

    @Test
    void labelsThatCanNotBeTestedAreToldBeforeTraining() throws IOException {
        Path odd = Files.writeString(directory.resolve("odd.tsv"), "bites\tdog\n\nother\tman\nmore\tman\nother\tdog\n");
        Path saved = directory.resolve("untested");
        assertError(
                run(
                        "train",
                        "--train-path",
                        train.toString(),
                        "--test-path",
                        odd.toString(),
                        "--model-path",
                        saved.toString()),
                odd + ", line 3: no training text has the label 'other', so it can't be tested; the labels of " + train
                        + " are bites, bitten. 3 test texts have such labels: more, other");
        Path tree = Files.createDirectories(directory.resolve("tree").resolve("other"));
        Files.writeString(tree.resolve("1"), "dog");
        assertError(
                run(
                        "train",
                        "--train-path",
                        train.toString(),
                        "--test-path",
                        tree.getParent().toString()),
                tree.getParent() + ", other/1: no training text has the label 'other'");
        assertFalse(Files.exists(saved));
    }

    @Test
    void whatIsLikelyAMistakeIsToldAndStopsNothing() throws IOException {
        Path headed = directory.resolve("headed.tsv");
        Files.writeString(headed, "label\ttext\n" + Files.readString(train) + "bites\tsame\nbitten\tsame\n");
        Result result =
                run("train", "--train-path", headed.toString(), "--test-path", train.toString(), "--epochs", "1");
        assertEquals(0, result.status, result.err);
        List<String> warnings =
                result.errors().stream().filter(l -> l.startsWith("WARNING: ")).toList();
        assertEquals(3, warnings.size(), result.err);
        assertTrue(warnings.get(0).contains(headed + ", line 1: the label 'label'"), result.err);
        assertTrue(warnings.get(1).contains("'bites' at line 302 is 'bitten' at line 303"), result.err);
        assertTrue(warnings.get(2).contains(train + ": 300 of 300 test texts"), result.err);
        assertFalse(train(Stream.of("--test-path", test.toString(), "--epochs", "1"))
                .err
                .contains("header"));
    }

    @Test
    void columnsAreChosenByName() throws IOException {
        String tsv = Files.readString(train);
        Path csv = Files.writeString(
                directory.resolve("texts.csv"), "body,id,mood\n" + tsv.replaceAll("(.*)\t(.*)\n", "\"$2\",1,$1\n"));
        Path jsonl = Files.writeString(
                directory.resolve("texts.jsonl"),
                tsv.replaceAll("(.*)\t(.*)\n", "{\"mood\":\"$1\",\"body\":\"$2\"}\n"));
        Path saved = directory.resolve("columns");
        List<String> columns = List.of("--label-column", "mood", "--text-column", "body");
        for (Path texts : List.of(csv, jsonl)) {
            List<String> arguments = new ArrayList<>(List.of("train", "--train-path", texts.toString()));
            arguments.addAll(SMALL);
            arguments.addAll(columns);
            arguments.addAll(List.of("--test-path", texts.toString(), "--model-path", saved.toString()));
            Result result = run(arguments.toArray(String[]::new));
            assertEquals(0, result.status, result.err);
            assertEquals(
                    report.get("weightsSha256").asText(),
                    ModelFiles.loadSETLSTM(saved).weightsDigest());
            Result reproduced = run("reproduce", "--model-path", saved.toString());
            assertEquals(0, reproduced.status, reproduced.err);
        }
        assertError(
                run("train", "--train-path", csv.toString(), "--text-column", "body"),
                csv + ", line 1: there is no column 'label'; the columns are body, id, mood");
    }

    @Test
    void testTextsThatTheModelCanNotReadAreToldBeforeTraining() throws IOException {
        // Tokens without their order.
        Path config = Files.writeString(directory.resolve("failing.xml"), """
                <config>
                  <component name="trainer" type="org.setlstm.SETLSTMTrainer"/>
                  <component name="extractor" type="org.tribuo.data.text.impl.TextFeatureExtractorImpl">
                    <property name="pipeline" value="pipeline"/>
                  </component>
                  <component name="pipeline" type="org.setlstm.text.TokenSequencePipeline"/>
                  <component name="test" type="org.setlstm.text.DelimitedTextSource">
                    <property name="path" value="%s"/>
                    <property name="extractor" value="bag"/>
                  </component>
                  <component name="bag" type="org.tribuo.data.text.impl.TextFeatureExtractorImpl">
                    <property name="pipeline" value="words"/>
                  </component>
                  <component name="words" type="org.tribuo.data.text.impl.BasicPipeline">
                    <property name="tokenizer" value="white"/>
                  </component>
                  <component name="white" type="org.tribuo.util.tokens.impl.WhitespaceTokenizer"/>
                </config>
                """.formatted(test));
        Path saved = directory.resolve("never-saved");
        Result result = train(Stream.of("--config-file", config.toString(), "--model-path", saved.toString()));
        assertEquals(2, result.status, result.err);
        assertEquals(1, result.errors().size(), result.err);
        Texts.assertContains(result.err, test + ", line 1: ", "TokenSequencePipeline");
        assertFalse(Files.exists(saved));
    }

    @Test
    void aTrainedModelIsSavedBeforeAnythingElseCanFail() throws IOException {
        Path saved = directory.resolve("saved-first");
        PrintStream broken = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void println(Object evaluation) {
                throw new IllegalStateException("broken");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of("train", "--train-path", train.toString()));
        arguments.addAll(List.of("--test-path", test.toString(), "--model-path", saved.toString()));
        arguments.addAll(SMALL);
        assertEquals(
                2,
                Main.run(arguments.toArray(String[]::new), broken, new PrintStream(err, true, StandardCharsets.UTF_8)));
        Texts.assertContains(err.toString(StandardCharsets.UTF_8), "model saved to " + saved, "broken");
        assertTrue(TextClassifier.load(saved).predict("dog bites man").isPresent());
    }

    @Test
    void nothingThatIsReadIsReplaced() throws IOException {
        byte[] texts = Files.readAllBytes(train);
        byte[] before = Files.readAllBytes(model);
        for (Result result : List.of(
                train(Stream.of("--model-path", train.toString())),
                train(Stream.of("--test-path", test.toString(), "--report-path", test.toString())),
                train(Stream.of("--model-path", "same", "--report-path", "./same")),
                predict(test, "--output-path", test.toString()),
                predict(test, "--output-path", model.toString()))) {
            assertEquals(2, result.status, result.err);
            Texts.assertContains(result.err, "which it would replace");
        }
        assertArrayEquals(texts, Files.readAllBytes(train));
        assertArrayEquals(before, Files.readAllBytes(model));
    }

    @Test
    void everySettingIsAnOption() {
        Result help = run("train", "--help");
        assertEquals(0, help.status);
        for (String option : Arrays.asList(
                "--train-path",
                "--test-path",
                "--model-path",
                "--report-path",
                "--epochs",
                "--embedding-dimension",
                "--hidden-dimension",
                "--epsilon",
                "--density",
                "--zeta",
                "--learning-rate",
                "--batch-size",
                "--tokenizer",
                "--max-length",
                "--max-vocabulary",
                "--min-token-count",
                "--pooling",
                "--seed",
                "--threads")) {
            assertTrue(help.out.contains(option.substring(2)), option);
        }
    }

    @Test
    void aTokenizerIsChosenByName() throws IOException {
        assertTrue(run("train", "--help").out.contains("--tokenizer              WEB_TEXT"));
        Path model = directory.resolve("words");
        Path config = Files.writeString(directory.resolve("config.xml"), """
                <config>
                  <component name="trainer" type="org.setlstm.SETLSTMTrainer"/>
                  <component name="extractor" type="org.tribuo.data.text.impl.TextFeatureExtractorImpl">
                    <property name="pipeline" value="pipeline"/>
                  </component>
                  <component name="pipeline" type="org.setlstm.text.TokenSequencePipeline">
                    <property name="tokenizer" value="white"/>
                  </component>
                  <component name="white" type="org.tribuo.util.tokens.impl.WhitespaceTokenizer"/>
                </config>
                """);
        String web = "org.setlstm.text.WebTextTokenizer";
        Map<String, String> tokenizers = Map.of(
                "",
                web,
                "--tokenizer words",
                SplitPatternTokenizer.class.getName(),
                "--config-file " + config,
                WhitespaceTokenizer.class.getName(),
                "--config-file " + config + " --tokenizer web-text",
                web);
        for (var expected : tokenizers.entrySet()) {
            Result result = train(Stream.of(
                    (expected.getKey() + " --model-path " + model).strip().split(" ")));
            assertEquals(0, result.status, result.err);
            String provenance =
                    TextClassifier.load(model).model().getProvenance().toString();
            assertTrue(provenance.contains(expected.getValue()), expected + " " + provenance);
        }
        assertUsage(
                train(Stream.of("--tokenizer", "tweets")),
                "--tokenizer is 'tweets', and must be one of web-text, words");
    }

    @Test
    void verboseShowsWhere() {
        Result result = run(
                "inspect",
                "--verbose",
                "--model-path",
                directory.resolve("absent").toString());
        assertEquals(2, result.status);
        assertTrue(result.err.contains("at org.setlstm."), result.err);
    }

    @Test
    void benchmarkPrintsJson() throws IOException {
        Result result = run(
                "benchmark",
                "--vocabulary",
                "50",
                "--embedding-dimension",
                "8",
                "--hidden-dimension",
                "8",
                "--batch-size",
                "4",
                "--max-length",
                "5",
                "--density",
                "0.5",
                "--threads",
                "1",
                "--iterations",
                "2",
                "--gate-topology",
                "own");
        JsonNode json = new ObjectMapper().readTree(result.out);
        assertEquals("own", json.get("gateTopology").asText());
        assertTrue(json.get("trainStepMs").asDouble() > 0.0);
        assertTrue(json.get("predictBatchMs").asDouble() > 0.0);
    }
}
