package org.setlstm.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts a process for each job, one after the other. */
final class Workers {
    private static final long MINUTES = 15;

    private final Path directory;
    private final ObjectMapper json = new ObjectMapper();

    Workers(Path directory) {
        this.directory = directory;
    }

    <T> T run(Job job, Class<T> result) {
        return run(job, Map.of(), result);
    }

    <T> T run(Job job, Map<String, String> environment, Class<T> result) {
        Progress.say("  " + job);
        Path in = directory.resolve("job.json");
        Path out = directory.resolve("result.json");
        try {
            Files.deleteIfExists(out);
            json.writeValue(in.toFile(), job);
            ProcessBuilder builder = new ProcessBuilder(command(job, in, out));
            builder.environment().putAll(job.side().environment(job));
            builder.environment().putAll(environment);
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            await(job, builder.start());
            T value = json.readValue(out.toFile(), result);
            Files.delete(in);
            Files.delete(out);
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException("The process for " + job + " left no result", e);
        }
    }

    private List<String> command(Job job, Path in, Path out) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(job.side().jvmArguments(job, directory));
        command.addAll(List.of("-cp", job.side().classPath(), Worker.class.getName()));
        command.addAll(List.of(in.toString(), out.toString()));
        return command;
    }

    private static void await(Job job, Process process) {
        // Who stops the benchmark stops its process too.
        Thread hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The process for " + job + " did not end in " + MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("The process for " + job + " ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
