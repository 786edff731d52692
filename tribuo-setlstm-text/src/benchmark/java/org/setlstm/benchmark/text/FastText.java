package org.setlstm.benchmark.text;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.setlstm.text.TokenSequencePipeline;

/**
 * The program fastText. It is given what it does not do itself, before any clock starts: tokens, in lower case, with blanks
 * between them, and training texts in random order, for it takes them as they come.
 */
final class FastText {
    private static final String PROGRAM = "fasttext";
    private static final String LABEL = "__label__";

    private FastText() {}

    /** Where it is installed, if it is. */
    static Optional<Path> program() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Writes texts as it reads them; labels are numbers, for it splits those at blanks. */
    static Path prepare(Path half, List<String> labels, Path to) throws IOException {
        List<String> lines = new ArrayList<>();
        for (TextData.Labelled document : TextData.read(half)) {
            lines.add(LABEL + labels.indexOf(document.label()) + " " + tokens(document.text()));
        }
        Collections.shuffle(lines, new Random(1));
        return Files.write(to, lines);
    }

    static String tokens(String text) {
        return String.join(" ", new TokenSequencePipeline(0).tokenize(text));
    }

    /** @param model Without its ending .bin. */
    static List<String> training(Path program, Path texts, Path model, int threads) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "supervised"));
        command.addAll(List.of("-input", texts.toString(), "-output", model.toString()));
        command.addAll(List.of("-wordNgrams", "2", "-dim", "50", "-epoch", "5", "-lr", "0.5"));
        command.addAll(List.of("-thread", String.valueOf(threads)));
        return command;
    }

    /** It answers line by line, in one process, which has loaded the model before anything is measured. */
    static Answering answer(Path program, Path model, List<TextData.Labelled> test, List<String> labels)
            throws IOException {
        Process process = new ProcessBuilder(program.toString(), "predict", model.toString(), "-")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedWriter questions = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> texts = test.stream().map(d -> tokens(d.text())).toList();
            List<String> expected =
                    test.stream().map(d -> LABEL + labels.indexOf(d.label())).toList();
            return Answering.of(texts, expected, some -> ask(some, questions, answers));
        } finally {
            process.destroy();
        }
    }

    /** Two threads, for it answers before all is asked. */
    private static List<String> ask(List<String> texts, BufferedWriter questions, BufferedReader answers)
            throws IOException {
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
            try {
                questions.write(String.join("\n", texts));
                questions.write('\n');
                questions.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        List<String> said = new ArrayList<>();
        while (said.size() < texts.size()) {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException(PROGRAM + " ended after " + said.size() + " of " + texts.size() + " answers");
            }
            said.add(line.strip());
        }
        asking.join();
        return said;
    }
}
