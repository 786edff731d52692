package org.setlstm.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.setlstm.command.MainTest.assertError;
import static org.setlstm.command.MainTest.assertUsage;
import static org.setlstm.command.MainTest.run;
import static org.setlstm.text.Texts.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.command.MainTest.Result;
import org.setlstm.file.ModelFiles;
import org.setlstm.reproduction.Reproducer;
import org.setlstm.text.Texts;

/** {@code reproduce}, of a model that {@code train} made. */
class ReproduceCommandTest {
    @TempDir
    Path directory;

    private Path texts;
    private Path vectors;
    private Path model;

    @BeforeEach
    void train() throws IOException {
        texts = directory.resolve("train.tsv");
        vectors = Files.writeString(directory.resolve("vectors.txt"), "dog 1 2 3\nman 3 2 1\n");
        model = directory.resolve("model");
        Texts.writeTexts(texts, 60, 1);
        Result result = run(
                "train",
                "--train-path",
                texts.toString(),
                "--word-vectors-path",
                vectors.toString(),
                "--model-path",
                model.toString(),
                "--hidden-dimension",
                "4",
                "--epochs",
                "2");
        assertEquals(0, result.status(), result.err());
    }

    private Result reproduce(String... options) {
        List<String> all = new ArrayList<>(List.of("reproduce", "--model-path", model.toString()));
        all.addAll(List.of(options));
        return run(all.toArray(String[]::new));
    }

    @Test
    void theSameIsZero() throws IOException {
        Result result = reproduce();
        assertEquals(0, result.status(), result.err());
        String digest = ModelFiles.loadSETLSTM(model).weightsDigest();
        assertEquals(
                List.of("weights        equal in every bit", "weightsSha256  " + digest),
                result.out().lines().toList());
        assertContains(result.err(), "epoch 2 of 2");
    }

    @Test
    void anotherIsOneAndTheReasonIsTold() throws Exception {
        Files.writeString(texts, Files.readString(texts).replaceFirst("dog", "cog"));
        Result[] result = new Result[1];
        Texts.warnings(Reproducer.class, () -> result[0] = reproduce());
        assertEquals(1, result[0].status(), result[0].err());
        assertContains(result[0].out(), "weights        different", "data           " + texts + ": ", "(cog)");
    }

    @Test
    void whatHasMovedHasToBeNamed() throws IOException {
        Path movedTexts = Files.move(texts, directory.resolve("moved.tsv"));
        assertError(reproduce(), texts + ", which is not there");
        assertEquals(0, reproduce("--data-path", movedTexts.toString()).status());
        Path movedVectors = Files.move(vectors, directory.resolve("moved.txt"));
        assertError(reproduce("--data-path", movedTexts.toString()), vectors + ", which is not there");
        Result result = reproduce("--data-path", movedTexts.toString(), "--word-vectors-path", movedVectors.toString());
        assertEquals(0, result.status(), result.err());
        assertContains(result.out(), "place          dataset.datasource.path: " + texts, movedVectors);
        assertError(
                reproduce("--data-path", movedVectors.toString(), "--word-vectors-path", movedVectors.toString()),
                movedVectors.toString());
    }

    @Test
    void misunderstandingsAreTold() throws IOException {
        assertUsage(run("reproduce", "--data-path", texts.toString()), "--model-path is needed");
        assertError(run("reproduce", "--model-path", texts.toString()), texts + " is no model");
        model = directory.resolve("plain");
        run("train", "--train-path", texts.toString(), "--model-path", model.toString(), "--epochs", "1");
        assertError(reproduce("--word-vectors-path", vectors.toString()), "made from 0");
    }
}
