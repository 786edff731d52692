package org.setlstm.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Does a bit of what commands do, so that the build can keep the classes that they load in the archive from which {@code
 * bin/setlstm} starts.
 */
final class Rehearsal {
    private Rehearsal() {}

    /**
     * Trains, predicts and inspects a model of a few words, in a directory of its own.
     *
     * @param arguments None.
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("setlstm-rehearsal");
        try {
            String texts = directory.resolve("texts.tsv").toString();
            String model = directory.resolve("texts.model").toString();
            Files.writeString(Path.of(texts), "good\ta fine film, good fun\nbad\ta dull film, bad jokes\n".repeat(20));
            run(
                    "train --train-path %s --test-path %s --model-path %s --epochs 1 --embedding-dimension 8 --hidden-dimension 8",
                    texts, texts, model);
            String answers = directory.resolve("answers").toString();
            run("predict --model-path %s --input-path %s --output-path %s", model, texts, answers);
            run(
                    "predict --model-path %s --input-path %s --output-path %s --output-format json --all-labels --explain 2",
                    model, texts, answers);
            run("inspect --model-path %s", model);
            run("predict --help");
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
            }
        }
    }

    private static void run(String command, String... paths) {
        String[] arguments = Stream.of(command.split(" ")).toArray(String[]::new);
        int path = 0;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("%s")) {
                arguments[i] = paths[path++];
            }
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        if (Main.run(arguments, stream, stream) != 0) {
            throw new IllegalStateException(
                    "failed: " + List.of(arguments) + "\n" + said.toString(StandardCharsets.UTF_8));
        }
    }
}
