package org.setlstm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM with this one's class path that has ended.
 *
 * @param exitCode What it ended with.
 * @param out What it printed, but for errors, which go where this JVM's go.
 */
public record JavaProcess(int exitCode, String out) {
    private static final int SECONDS = 60;

    /** Runs a main method; throws AssertionError if it takes more than a minute. */
    public static JavaProcess run(Class<?> main, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Path out = Files.createTempFile("out", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(out.toFile())
                .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(main.getName() + " still runs after " + SECONDS + " s");
            }
            return new JavaProcess(process.exitValue(), Files.readString(out));
        } finally {
            process.destroyForcibly().waitFor();
            Files.delete(out);
        }
    }
}
