package org.setlstm.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files as people publish them, good and bad, through {@code train} and {@code predict}: every row is a document or counted as
 * left out, or the file is refused by its name and, where there is one, the line.
 */
class PublicFilesTest {
    private static final Pattern DOCUMENTS = Pattern.compile("(?m)^(\\d+) training documents");
    private static final String LINES = "a\tone fine film\nb\ttwo dull films\na\tthree fine films\n";
    private static final Map<String, int[]> KINDS = new LinkedHashMap<>();

    @TempDir
    static Path directory;

    private static Path model;

    static List<PublicFiles.Case> files() {
        return PublicFiles.all();
    }

    @BeforeAll
    static void trainOnce() throws IOException {
        model = directory.resolve("model");
        Path texts = Files.writeString(directory.resolve("texts.tsv"), LINES);
        assertEquals(0, train(texts, "", "--model-path", model.toString()).status());
    }

    @AfterAll
    static void tell() {
        int files = KINDS.values().stream().mapToInt(n -> n[0] + n[1]).sum();
        KINDS.forEach((kind, n) -> System.out.printf("%-34s %3d read, %3d refused%n", kind, n[0], n[1]));
        System.out.println(files + " files");
    }

    private static MainTest.Result train(Path texts, String columns, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--train-path", texts.toString()));
        if (!columns.isEmpty()) {
            String[] names = columns.replace(' ', '\n').replace('*', ' ').split("\n");
            arguments.addAll(List.of("--label-column", names[0], "--text-column", names[1]));
        }
        arguments.addAll(
                List.of("--embedding-dimension", "4", "--hidden-dimension", "4", "--epochs", "1", "--threads", "1"));
        arguments.addAll(List.of("--max-length", "50", "--ngram-order", "0"));
        arguments.addAll(List.of(more));
        return MainTest.run(arguments.toArray(String[]::new));
    }

    private static MainTest.Result predict(Path texts, String columns) {
        List<String> arguments =
                new ArrayList<>(List.of("predict", "--model-path", model.toString(), "--input-path", texts.toString()));
        if (!columns.isEmpty()) {
            arguments.addAll(List.of("--text-column", columns.split(" ")[1].replace('*', ' ')));
        }
        return MainTest.run(arguments.toArray(String[]::new));
    }

    /** A line with the file's name. */
    private static void assertRefused(Path file, String said, MainTest.Result result) {
        assertEquals(2, result.status(), result.err());
        List<String> errors =
                result.errors().stream().filter(l -> l.startsWith("setlstm ")).toList();
        assertEquals(1, errors.size(), result.err());
        assertTrue(errors.get(0).contains(file.toString()) && errors.get(0).contains(said), errors.get(0));
    }

    @ParameterizedTest
    @MethodSource("files")
    void isReadWholeOrRefusedByName(PublicFiles.Case c) throws IOException {
        KINDS.computeIfAbsent(c.kind(), k -> new int[2])[c.documents() < 0 ? 1 : 0]++;
        Path file = Files.write(Files.createTempDirectory(directory, "case").resolve(c.name()), c.content());
        MainTest.Result trained = train(file, c.columns());
        if (c.documents() < 0) {
            assertRefused(file, c.said(), trained);
        } else {
            assertEquals(0, trained.status(), trained.err());
            Matcher documents = DOCUMENTS.matcher(trained.err());
            assertTrue(documents.find(), trained.err());
            assertEquals(c.documents(), Integer.parseInt(documents.group(1)), trained.err());
        }
        MainTest.Result predicted = predict(file, c.columns());
        if (c.texts() < 0) {
            assertRefused(file, "", predicted);
        } else {
            assertEquals(0, predicted.status(), predicted.err());
            assertEquals(
                    c.texts(), predicted.out().chars().filter(x -> x == '\n').count());
        }
        assertTrue(!(trained.err() + predicted.err()).contains("\tat "), "a stack trace");
    }
}
