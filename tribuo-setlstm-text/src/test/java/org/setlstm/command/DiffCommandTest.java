package org.setlstm.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.setlstm.command.MainTest.assertError;
import static org.setlstm.command.MainTest.assertUsage;
import static org.setlstm.command.MainTest.run;
import static org.setlstm.text.Texts.assertContains;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.command.MainTest.Result;
import org.setlstm.file.ModelFiles;
import org.setlstm.text.Texts;

/** {@code diff}, of models that {@code train} made and runs that {@code compare} made. */
class DiffCommandTest {
    @TempDir
    static Path directory;

    private static Path texts;
    private static Path model;
    private static Path runs;

    @BeforeAll
    static void make() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        texts = data.resolve("train.tsv");
        Texts.writeTexts(texts, 60, 1);
        Texts.writeTexts(data.resolve("test.tsv"), 20, 2);
        model = train(texts, "first.model");
        runs = compare("runs", data).resolve("data");
    }

    private static Path train(Path from, String name, String... more) {
        Path file = directory.resolve(name);
        List<String> all = new ArrayList<>(List.of("train", "--train-path", from.toString(), "--model-path"));
        all.addAll(List.of(file.toString(), "--hidden-dimension", "4", "--epochs", "2"));
        all.addAll(List.of(more));
        Result result = run(all.toArray(String[]::new));
        assertEquals(0, result.status(), result.err());
        return file;
    }

    private static Path compare(String name, Path data) {
        Path out = directory.resolve(name);
        Result result = run(
                "compare",
                "--data",
                data.toString(),
                "--models",
                "set,linear",
                "--seeds",
                "2",
                "--hidden-dimension",
                "4",
                "--epochs",
                "2",
                "--output-path",
                out.toString());
        assertEquals(0, result.status(), result.err());
        return out;
    }

    private static Result diff(Path first, Path second) {
        return run("diff", first.toString(), second.toString());
    }

    private static Result different(Path first, Path second) {
        Result result = diff(first, second);
        assertEquals(1, result.status(), result.err() + result.out());
        return result;
    }

    @Test
    void theSameFromAnotherPlaceIsAlike() throws IOException {
        Path moved = Files.copy(texts, directory.resolve("moved.tsv"));
        Result result = diff(model, train(moved, "again.model", "--threads", "2"));
        assertEquals(0, result.status(), result.err() + result.out());
        String digest = ModelFiles.loadSETLSTM(model).weightsDigest();
        assertEquals(
                List.of(
                        "weights        equal in every bit",
                        "weightsSha256  " + digest,
                        "place          dataset.datasource.path: " + texts + " in A, " + moved + " in B"),
                result.out().lines().toList());
    }

    @Test
    void otherSettingsTextsAndWordsAreTold() throws IOException {
        Path other = train(texts, "other.model", "--seed", "7", "--hidden-dimension", "5");
        Result result = different(model, other);
        assertContains(
                result.out(),
                "weights        different",
                ModelFiles.loadSETLSTM(other).weightsDigest() + " in B",
                "setting        trainer.seed: 12345 in A, 7 in B",
                "setting        trainer.hiddenDimension: 4 in A, 5 in B",
                "result         network: ");
        assertFalse(result.out().contains("data  "), result.out());
        Path changed = Files.writeString(
                directory.resolve("changed.tsv"), Files.readString(texts).replaceFirst("dog", "cog"));
        assertContains(
                different(model, train(changed, "changed.model")).out(),
                "data           " + texts + ": ",
                "words          all: ",
                "(cog)");
    }

    @Test
    void runsAreComparedByTheirResultsToo() throws IOException {
        Result alike = diff(runs.resolve("set-seed12345"), runs.resolve("set-seed12345"));
        assertEquals(0, alike.status(), alike.out());
        assertContains(
                different(runs.resolve("set-seed12345"), runs.resolve("set-seed12346"))
                        .out(),
                "result         seed: 12345 in A, 12346 in B",
                "result         loss of epoch 1: ");
        Path again = compare("again", texts.getParent()).resolve("data");
        assertEquals(
                0,
                diff(runs.resolve("linear-seed12345"), again.resolve("linear-seed12345"))
                        .status());
        Result linear = different(runs.resolve("linear-seed12345"), again.resolve("linear-seed12346"));
        assertContains(linear.out(), "weights        different", "setting        trainer.seed: 12345 in A, 12346 in B");
        otherFirstLabel(again.resolve("linear-seed12345/predictions.json.gz"));
        assertContains(
                different(runs.resolve("linear-seed12345"), again.resolve("linear-seed12345"))
                        .out(),
                "weights        equal in every bit",
                "result         predictions: 20 in A, 1 of them another label in B");
        Files.delete(again.resolve("set-seed12345/report.json"));
        assertContains(
                different(runs.resolve("set-seed12345"), again.resolve("set-seed12345"))
                        .out(),
                "result         report: there in A, nothing in B");
        Result models = diff(runs.resolve("set-seed12345/model.tribuo"), again.resolve("set-seed12345"));
        assertEquals(0, models.status(), "a file beside a run is a model beside a model: " + models.out());
    }

    private static void otherFirstLabel(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode said;
        try (InputStream gzip = new GZIPInputStream(Files.newInputStream(file))) {
            said = (ObjectNode) json.readTree(gzip);
        }
        ArrayNode predicted = (ArrayNode) said.get("predicted");
        predicted.set(0, 1 - predicted.get(0).asInt());
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            json.writeValue(gzip, said);
        }
    }

    @Test
    void misunderstandingsAreTold() {
        assertUsage(run("diff", model.toString()), "diff compares two files or directories, and there are 1");
        assertUsage(run("diff", model.toString(), model.toString(), "x"), "and there are 3");
        assertUsage(run("diff", "--model-path", model.toString()), "there is no option --model-path");
        assertError(diff(model, directory.resolve("nowhere")), "there is no file " + directory.resolve("nowhere"));
        assertError(diff(model, texts), texts + " is no model");
        assertError(diff(runs, model), runs + " is no run of a comparison: it has no model.tribuo");
        assertTrue(run("diff", "--help").out().contains("diff A B"));
    }
}
