package org.setlstm.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.experiment.Comparison;
import org.setlstm.file.ModelFiles;
import org.setlstm.text.Texts;
import org.tribuo.Model;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.math.la.DenseMatrix;

/** Two small data sets, in all forms that texts may have, and all models. */
class CompareCommandTest {
    private static final List<String> MODELS = Comparison.models();
    private static final List<String> LINEAR = List.of("linear", "linear-unigrams", "nb-svm", "logistic-regression");
    private static final List<String> SMALL = List.of(
            "--embedding-dimension",
            "16",
            "--hidden-dimension",
            "12",
            "--epsilon",
            "3",
            "--epochs",
            "3",
            "--batch-size",
            "16",
            "--threads",
            "1");

    @TempDir
    static Path directory;

    private static Path order;
    private static Path skewed;
    private static Path output;
    private static MainTest.Result first;

    @BeforeAll
    static void compareAll() throws IOException {
        order = Files.createDirectory(directory.resolve("order"));
        Texts.writeTexts(order.resolve("train.tsv"), 120, 1);
        Texts.writeTexts(order.resolve("test.tsv"), 40, 2);
        skewed = Files.createDirectory(directory.resolve("skewed"));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            texts.add(i % 4 == 0 ? "bad\tdull and slow no" + i % 3 : "good\tfine and quick yes" + i % 3);
        }
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(skewed.resolve("train.tsv.gz")))) {
            gzip.write(String.join("\n", texts).getBytes());
        }
        for (String label : List.of("good", "bad")) {
            Path documents = Files.createDirectories(skewed.resolve("test").resolve(label));
            Files.writeString(documents.resolve("1"), label.equals("good") ? "quick and fine" : "slow no1");
        }
        // No linear model knows any of it.
        Files.writeString(skewed.resolve("test").resolve("good").resolve("2"), "unheard");
        Files.writeString(skewed.resolve("test").resolve("good").resolve("3"), "yes2 yes1");
        output = directory.resolve("output");
        first = compare(output, order + "," + skewed, String.join(",", MODELS), "2");
        assertEquals(0, first.status(), first.err());
    }

    private static MainTest.Result compare(Path output, String data, String models, String seeds, String... more) {
        List<String> arguments = new ArrayList<>(List.of("compare", "--output-path", output.toString()));
        arguments.addAll(List.of("--data", data, "--models", models, "--seeds", seeds));
        arguments.addAll(SMALL);
        arguments.addAll(List.of(more));
        return MainTest.run(arguments.toArray(String[]::new));
    }

    @Test
    void columnsAreChosenByName() throws IOException {
        Path columns = Files.createDirectory(directory.resolve("by-name"));
        for (String half : List.of("train", "test")) {
            StringBuilder csv = new StringBuilder("stars,review\n");
            for (String line : Files.readAllLines(order.resolve(half + ".tsv"))) {
                csv.append(line.replace('\t', ',')).append('\n');
            }
            Files.writeString(columns.resolve(half + ".csv"), csv);
        }
        Path named = directory.resolve("named");
        MainTest.Result result =
                compare(named, columns.toString(), "linear", "1", "--label-column", "stars", "--text-column", "review");
        assertEquals(List.of("by-name, linear, seed 12345"), trained(result));
        Path plain = directory.resolve("plain");
        assertEquals(0, compare(plain, order.toString(), "linear", "1").status());
        assertEquals(
                report(plain, "order/linear-seed12345").get("accuracy"),
                report(named, "by-name/linear-seed12345").get("accuracy"));
        MainTest.Result without = compare(named, columns.toString(), "linear", "1");
        assertEquals(2, without.status());
        assertTrue(without.err().contains("train.csv, line 1: there is no column 'label'"), without.err());
    }

    /** The runs that a command did. */
    private static List<String> trained(MainTest.Result result) {
        assertEquals(0, result.status(), result.err());
        return result.errors().stream()
                .filter(line -> line.contains(": accuracy"))
                .map(line -> line.substring(0, line.indexOf(": accuracy")))
                .toList();
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static JsonNode report(Path output, String run) throws IOException {
        return json(output.resolve(run).resolve("report.json"));
    }

    @Test
    void everyRunLeavesItsFiles() throws IOException {
        assertEquals(2 * 2 * MODELS.size(), trained(first).size());
        for (String data : List.of("order", "skewed")) {
            for (String model : MODELS) {
                for (long seed : new long[] {12345, 12346}) {
                    Path run = output.resolve(data).resolve(model + "-seed" + seed);
                    JsonNode report = json(run.resolve("report.json"));
                    assertTrue(report.get("accuracy").asDouble() >= 0.25, report.toString());
                    assertEquals(seed, report.get("seed").asLong());
                    assertEquals(
                            Files.size(run.resolve("model.tribuo")),
                            report.get("modelBytes").asLong());
                    assertNotNull(ModelFiles.load(run.resolve("model.tribuo")));
                    assertTrue(json(run.resolve("provenance.json")).size() > 3);
                    assertPredictionsAreThoseOf(report, run);
                    boolean sparse = model.startsWith("set") || model.equals("static");
                    assertEquals(sparse, Files.exists(run.resolve("topology.png")), model);
                    boolean linear = LINEAR.contains(model);
                    assertEquals(linear ? 0 : 3, report.get("losses").size());
                    assertEquals(!linear, report.has("weightsSha256"));
                    assertEquals(model.startsWith("set"), report.has("explored"), model);
                }
            }
        }
    }

    /** A label against the rest gives scores that don't sum to 1. */
    @Test
    void modelsWithoutProbabilitiesHaveNoCalibration() throws IOException {
        Path data = Files.createDirectory(directory.resolve("three"));
        for (String half : List.of("train.tsv", "test.tsv")) {
            Files.writeString(data.resolve(half), "good\tfine\nbad\tdull\nfair\tso fine dull\n".repeat(10));
        }
        Path out = directory.resolve("of-three");
        MainTest.Result result = compare(out, data.toString(), "linear,nb-svm", "1");
        assertEquals(2, trained(result).size());
        assertTrue(result.out().matches("(?s).*\\| nb-svm \\| 1 \\| [^|]+ \\| [^|]+ \\| - \\| - \\|.*"), result.out());
        assertEquals(
                "NaN",
                predictions(out.resolve("three/nb-svm-seed12345"))
                        .get("confidences")
                        .get(0)
                        .asText());
        assertEquals(List.of(), trained(compare(out, data.toString(), "linear,nb-svm", "1")), "it is done");
        assertTrue(Files.exists(out.resolve("report.html")));
    }

    /** By the book, of what the file says. */
    private static void assertPredictionsAreThoseOf(JsonNode report, Path run) throws IOException {
        JsonNode said = predictions(run);
        int labels = said.get("labels").size();
        double[][] confusion = new double[labels][labels];
        int documents = said.get("truths").size();
        for (int d = 0; d < documents; d++) {
            confusion[said.get("truths").get(d).asInt()][
                    said.get("predicted").get(d).asInt()]++;
            assertTrue(said.get("confidences").get(d).asDouble() >= 1.0 / labels - 1e-4, said.toString());
        }
        double right = 0;
        double f1 = 0;
        for (int l = 0; l < labels; l++) {
            int label = l;
            right += confusion[l][l];
            double gold = Arrays.stream(confusion[l]).sum();
            double found =
                    Arrays.stream(confusion).mapToDouble(row -> row[label]).sum();
            f1 += confusion[l][l] == 0 ? 0 : 2 * confusion[l][l] / (gold + found) / labels;
        }
        assertEquals(report.get("accuracy").asDouble(), right / documents, 1e-12);
        assertEquals(report.get("macroF1").asDouble(), f1, 1e-12);
    }

    private static JsonNode predictions(Path run) throws IOException {
        try (InputStream gzip = new GZIPInputStream(Files.newInputStream(run.resolve("predictions.json.gz")))) {
            return new ObjectMapper().readTree(gzip);
        }
    }

    @Test
    void whatRunsOfOlderVersionsSaidIsAskedOfTheirModels() throws IOException {
        Path out = directory.resolve("older");
        MainTest.Result whole = compare(out, skewed.toString(), "set,linear", "2");
        assertTrue(whole.out().contains("| linear | set | 2 | "), whole.out());
        Path set = out.resolve("skewed/set-seed12345");
        Path linear = out.resolve("skewed/linear-seed12345");
        JsonNode said = predictions(set);
        Files.delete(set.resolve("predictions.json.gz"));
        // Half of it.
        byte[] bytes = Files.readAllBytes(linear.resolve("predictions.json.gz"));
        Files.write(linear.resolve("predictions.json.gz"), Arrays.copyOf(bytes, bytes.length / 2));
        MainTest.Result again = compare(out, skewed.toString(), "set,linear", "2");
        assertEquals(List.of(), trained(again));
        assertEquals(whole.out(), again.out());
        assertEquals(said, predictions(set));

        for (Path run : List.of(set, linear)) {
            Files.delete(run.resolve("predictions.json.gz"));
            Files.delete(run.resolve("model.tribuo"));
        }
        MainTest.Result fewer = compare(out, skewed.toString(), "set,linear", "2");
        assertEquals(List.of(), trained(fewer));
        assertTrue(fewer.out().contains("| linear | 2 | "), fewer.out());
        assertTrue(fewer.out().contains("| linear | set | 1 | "), "the seed that has both: " + fewer.out());
    }

    /** Weights and biases of the n-gram layer. */
    private static int ngrams(JsonNode report) {
        for (JsonNode m : report.get("parameters").get("matrices")) {
            if (m.get("name").asText().equals("ngrams")) {
                assertTrue(m.get("stored").asInt() > 10, m.toString());
                return m.get("stored").asInt() + m.get("columns").asInt();
            }
        }
        throw new AssertionError("no n-grams in " + report);
    }

    @Test
    void modelsAreWhatTheirNamesSay() throws IOException {
        JsonNode set = report(output, "order/set-seed12345");
        JsonNode dense = report(output, "order/dense-seed12345");
        JsonNode small = report(output, "order/small-dense-seed12345");
        double stored = set.get("parameters").get("stored").asDouble();
        assertEquals(
                set.get("parameters").get("dense").asInt() + ngrams(set),
                dense.get("parameters").get("stored").asInt(),
                "the dense twin has the same n-grams");
        assertEquals(ngrams(set), ngrams(dense));
        assertEquals(ngrams(set), ngrams(small));
        assertEquals(stored, small.get("parameters").get("stored").asDouble(), 0.06 * stored);
        assertEquals(
                set.get("parameters").get("stored"),
                report(output, "order/static-seed12345").get("parameters").get("stored"));
        assertEquals(
                0, report(output, "order/static-seed12345").get("evolution").size());
        assertTrue(
                report(output, "order/set-annealed-seed12345").get("explored").asDouble()
                        < set.get("explored").asDouble());
        assertFalse(set.get("weightsSha256")
                .equals(report(output, "order/set-seed12346").get("weightsSha256")));
        JsonNode alone = report(output, "order/set-without-ngrams-seed12345");
        assertFalse(alone.toString().contains("\"ngrams\""), "no layer: " + alone);
        assertEquals("0", setting(output, "order/set-without-ngrams-seed12345", "ngramOrder"));
        assertEquals("7.0", setting(output, "order/set-without-ngrams-seed12345", "epsilon"));
        assertEquals("true", setting(output, "order/nb-svm-seed12345", "logCountRatios"));
        assertEquals("false", setting(output, "order/logistic-regression-seed12345", "logCountRatios"));
        assertTrue(
                Files.readString(output.resolve("order/logistic-regression-seed12345/provenance.json"))
                        .contains("RootLengthPipeline"),
                "its features are over the root of their number");
        assertEquals("0.003", setting(output, "order/dense-seed12345", "learningRate"));
        assertEquals("0.01", setting(output, "order/small-dense-seed12345", "learningRate"));
    }

    private static String setting(Path output, String run, String name) throws IOException {
        return ModelFiles.load(output.resolve(run).resolve("model.tribuo"))
                .getProvenance()
                .getTrainerProvenance()
                .getConfiguredParameters()
                .get(name)
                .toString();
    }

    @Test
    void theSummaryHasATableForEachDataSetAndPictures() throws IOException {
        String table = Files.readString(output.resolve("comparison.md"));
        assertEquals(table, first.out());
        Texts.assertContains(
                table,
                "## skewed: 80 training and 4 test texts; always \"good\" has accuracy 75.0, macro-F1 42.9\n",
                "## order: 120 training and 40 test texts");
        for (String model : MODELS) {
            assertEquals(
                    2,
                    table.lines()
                            .filter(l -> l.startsWith("| " + model + " | 2 | "))
                            .count(),
                    model);
        }
        assertEquals(2, json(output.resolve("comparison.json")).size());
        for (String picture : List.of(
                "accuracy-by-density.png",
                "order/learning-curves.png",
                "order/reliability.png",
                "skewed/learning-curves.png",
                "skewed/set-seed12346/topology.png")) {
            assertTrue(ImageIO.read(output.resolve(picture).toFile()).getWidth() > 500, picture);
        }
    }

    @Test
    void whatIsDoneStaysDone() throws IOException {
        Path out = directory.resolve("again");
        String both = order + "," + skewed;
        assertEquals(8, trained(compare(out, both, "set,linear", "2")).size());
        byte[] table = Files.readAllBytes(out.resolve("comparison.md"));
        SortedMap<Path, FileTime> times = age(out);
        assertEquals(List.of(), trained(compare(out, both, "set,linear", "2", "--threads", "2")));
        assertEquals(times, times(out));
        assertEquals(new String(table), Files.readString(out.resolve("comparison.md")));

        Files.delete(out.resolve("order/set-seed12346/report.json"));
        Files.writeString(out.resolve("skewed/linear-seed12345/report.json"), "{\"key\":");
        Files.writeString(out.resolve("skewed/linear-seed12346/report.json"), "{}");
        assertEquals(
                List.of("order, set, seed 12346", "skewed, linear, seed 12345", "skewed, linear, seed 12346"),
                trained(compare(out, both, "set,linear", "2")));

        MainTest.Result fewer = compare(out, order.toString(), "set", "1");
        assertEquals(List.of(), trained(fewer));
        assertTrue(fewer.out().contains("| set | 2 |"), "the other seed is found: " + fewer.out());

        MainTest.Result changed = compare(out, order.toString(), "set,linear", "1", "--zeta", "0.2");
        assertEquals(List.of("order, set, seed 12345"), trained(changed));
        assertTrue(changed.out().contains("| set | 1 |"), "the other seed is another setting's: " + changed.out());
        assertEquals(
                List.of("order, set, seed 12345", "order, linear, seed 12345"),
                trained(compare(rewritten(out), order.toString(), "set,linear", "1")));
    }

    @Test
    void linearModelsRepeatBitForBit() throws IOException {
        Path out = directory.resolve("bits");
        for (String model : List.of("nb-svm", "logistic-regression")) {
            String run = "skewed/" + model + "-seed12345";
            assertEquals(
                    List.of("skewed, " + model + ", seed 12345"), trained(compare(out, skewed.toString(), model, "1")));
            assertEquals(List.of(), trained(compare(out, skewed.toString(), model, "1")), "it is done");
            assertEquals(weights(output.resolve(run)), weights(out.resolve(run)), "the same seed gives the same model");
        }
    }

    private static DenseMatrix weights(Path run) throws IOException {
        return ((LinearSGDModel) (Model<?>) ModelFiles.load(run.resolve("model.tribuo"))).getWeightsCopy();
    }

    @Test
    void aTokenizerIsChosenByName() throws IOException {
        Path out = directory.resolve("tokenizers");
        Path data = Files.createDirectory(directory.resolve("emoticons"));
        for (String part : List.of("train.tsv", "test.tsv")) {
            Files.writeString(data.resolve(part), "good\tso :) much\nbad\tso :( much\n".repeat(20));
        }
        assertEquals(
                2, trained(compare(out, data.toString(), "set,linear", "1")).size());
        assertEquals(
                1.0, report(out, "emoticons/linear-seed12345").get("accuracy").asDouble());
        assertTrue(Files.readString(out.resolve("emoticons/set-seed12345/provenance.json"))
                .contains("WebTextTokenizer"));
        assertEquals(
                List.of("emoticons, set, seed 12345", "emoticons, linear, seed 12345"),
                trained(compare(out, data.toString(), "set,linear", "1", "--tokenizer", "words")),
                "other tokens are another run");
        assertEquals(
                0.5, report(out, "emoticons/linear-seed12345").get("accuracy").asDouble());
        assertTrue(Files.readString(out.resolve("emoticons/set-seed12345/provenance.json"))
                .contains("SplitPatternTokenizer"));
    }

    /** The same texts in another order are other data. */
    private static Path rewritten(Path out) throws IOException {
        Path texts = order.resolve("train.tsv");
        List<String> lines = new ArrayList<>(Files.readAllLines(texts));
        lines.add(lines.remove(0));
        Files.write(texts, lines);
        return out;
    }

    private static SortedMap<Path, FileTime> age(Path out) throws IOException {
        for (Path file : times(out).keySet()) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000));
        }
        return times(out);
    }

    /** Of the files of runs. */
    private static SortedMap<Path, FileTime> times(Path out) throws IOException {
        SortedMap<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(f -> f.toString().contains("-seed") && Files.isRegularFile(f))
                    .toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    @Test
    void aDataSetCanHaveATrainerOfItsOwn() throws IOException {
        Path config = directory.resolve("config.xml");
        Files.writeString(config, """
                <config>
                  <component name="trainer" type="org.setlstm.SETLSTMTrainer">
                    <property name="epochs" value="1"/>
                  </component>
                  <component name="trainer-skewed" type="org.setlstm.SETLSTMTrainer">
                    <property name="epochs" value="2"/>
                    <property name="seed" value="7"/>
                  </component>
                  <component name="extractor" type="org.tribuo.data.text.impl.TextFeatureExtractorImpl">
                    <property name="pipeline" value="pipeline"/>
                  </component>
                  <component name="pipeline" type="org.setlstm.text.TokenSequencePipeline"/>
                </config>
                """);
        Path out = directory.resolve("configured");
        List<String> arguments = new ArrayList<>(List.of("compare", "--config-file", config.toString()));
        arguments.addAll(List.of("--data", order + "," + skewed, "--models", "static", "--seeds", "1"));
        arguments.addAll(List.of("--output-path", out.toString(), "--hidden-dimension", "8"));
        assertEquals(0, MainTest.run(arguments.toArray(String[]::new)).status());
        assertEquals(1, report(out, "order/static-seed12345").get("losses").size());
        assertEquals(2, report(out, "skewed/static-seed7").get("losses").size());
        assertEquals("8", setting(out, "order/static-seed12345", "hiddenDimension"));
        assertEquals("8", setting(out, "skewed/static-seed7", "hiddenDimension"));
        arguments.addAll(List.of("--epochs", "3"));
        assertEquals(0, MainTest.run(arguments.toArray(String[]::new)).status());
        assertEquals(3, report(out, "order/static-seed12345").get("losses").size());
        assertEquals(3, report(out, "skewed/static-seed7").get("losses").size());
    }

    @Test
    void densitiesAreAimedAt() throws IOException {
        Path out = directory.resolve("densities");
        MainTest.Result result = compare(
                out, skewed.toString(), "set,set-without-ngrams,small-dense,linear", "1", "--densities", "0.5,0.4");
        assertEquals(
                List.of(
                        "skewed, set 50%, seed 12345",
                        "skewed, set 40%, seed 12345",
                        "skewed, set-without-ngrams 50%, seed 12345",
                        "skewed, set-without-ngrams 40%, seed 12345",
                        "skewed, small-dense 50%, seed 12345",
                        "skewed, small-dense 40%, seed 12345",
                        "skewed, linear, seed 12345"),
                trained(result));
        for (String model : List.of("set", "set-without-ngrams")) {
            double density = report(out, "skewed/" + model + "-0.4-seed12345")
                    .get("parameters")
                    .get("density")
                    .asDouble();
            assertTrue(density <= 0.4 && density > 0.39, model + "'s density " + density);
        }
        assertTrue(result.out().contains("| set 40% | 1 |"), result.out());
    }

    @Test
    void helpSaysWhatEveryModelIs() {
        String help = MainTest.run("compare", "--help").out();
        for (String model : MODELS) {
            assertEquals(
                    1,
                    help.lines()
                            .filter(l -> l.matches("  " + model + " {2,}\\w.*"))
                            .count(),
                    model);
        }
    }

    @Test
    void columnsAreReadToo() throws IOException {
        Path data = Files.createDirectory(directory.resolve("columns"));
        Files.writeString(
                data.resolve("train.csv"),
                "text,label\nso dull,bad\n\"fine, quick\",good\n" + "fine,good\ndull,bad\n".repeat(9));
        Files.writeString(
                data.resolve("test.jsonl"),
                "{\"label\":\"good\",\"text\":\"so fine\"}\n{\"label\":\"bad\",\"text\":\"dull\"}\n");
        Path out = directory.resolve("of-columns");
        assertEquals(1, trained(compare(out, data.toString(), "linear", "1")).size());
        assertEquals(
                1.0, report(out, "columns/linear-seed12345").get("accuracy").asDouble());
    }

    @Test
    void errorsComeBeforeTraining() throws IOException {
        Path out = directory.resolve("errors");
        Path odd = Files.createDirectory(directory.resolve("odd"));
        Texts.writeTexts(odd.resolve("train.tsv"), 20, 1);
        Path test = Files.writeString(odd.resolve("test.tsv"), "bites\tdog\nbitter\tdog\n");
        MainTest.assertError(
                compare(out, order + "," + odd, "set,linear", "1"),
                test + ", line 2: no training text has the label 'bitter'");
        MainTest.assertError(
                compare(out, order.toString(), "set,lstm", "1"),
                "there is no model 'lstm': the models are set, set-annealed");
        MainTest.assertError(
                compare(out, order + "," + directory.resolve("absent"), "set", "1"),
                "absent has no train texts: looked for train.tsv.gz, train.tsv, train");
        MainTest.assertError(compare(out, order + "," + order, "set", "1"), "two data sets are called 'order'");
        MainTest.assertError(compare(order.resolve("train.tsv"), order.toString(), "set", "1"), "train.tsv");
        MainTest.assertError(compare(out, order.toString(), "set", "1", "--densities", "0.0001"), "can't be reached");
        MainTest.assertError(compare(out, order.toString(), "set", "1", "--zeta", "1.5"), "zeta is 1.5");
        MainTest.assertUsage(compare(out, order.toString(), "set", "0"), "--seeds must be at least 1");
        MainTest.assertUsage(compare(out, order.toString(), "set", "1", "--densities", "4%"), "'4%'");
        MainTest.assertUsage(
                compare(out, order.toString(), "set", "1", "--data", skewed.toString()), "--data is there twice");
        MainTest.assertUsage(MainTest.run("compare", "--data", order.toString()), "--output-path is needed");
    }
}
