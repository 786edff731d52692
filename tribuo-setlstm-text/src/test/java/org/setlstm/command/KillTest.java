package org.setlstm.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.text.TextClassifier;
import org.setlstm.text.Texts;

/** Processes that train and are killed, or asked to end. */
class KillTest {
    private static final int KILLS = 2 * Integer.getInteger("setlstm.effort", 1);
    private static final long SECONDS = 120;

    /** Checkpoints are large beside the steps, so that some kills find one half-written. */
    private static final List<String> SETTINGS = List.of(
            "--epochs",
            "20",
            "--batch-size",
            "16",
            "--hidden-dimension",
            "64",
            "--embedding-dimension",
            "64",
            "--density",
            "0.4",
            "--validation-share",
            "0.2",
            "--average-decay",
            "0.9",
            "--threads",
            "1");

    @TempDir
    static Path directory;

    private static Path train;
    private static Path checkpoint;
    private static Path model;
    private static Path report;
    private static String digest;
    private static long millis;

    @BeforeAll
    static void trainWithoutAStop() throws Exception {
        train = directory.resolve("train.tsv");
        checkpoint = directory.resolve("checkpoint");
        model = directory.resolve("model");
        report = directory.resolve("report.json");
        Texts.writeTexts(train, 100, 1);
        long start = System.nanoTime();
        assertEquals(0, end(start(List.of())));
        millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        digest = digest();
    }

    private static Process start(List<String> more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                "--train-path",
                train.toString(),
                "--report-path",
                report.toString(),
                "--model-path",
                model.toString()));
        command.addAll(SETTINGS);
        command.addAll(more);
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    private static int end(Process process) throws InterruptedException {
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS));
        return process.exitValue();
    }

    private static String digest() throws IOException {
        return new ObjectMapper().readTree(report.toFile()).get("weightsSha256").asText();
    }

    private static String err() throws IOException {
        return Files.readString(directory.resolve("err"));
    }

    @Test
    void killedAtAnyMomentTheSameCommandEndsInTheSameWeights() throws Exception {
        SplittableRandom random = new SplittableRandom(KILLS);
        List<String> arguments = List.of("--checkpoint-path", checkpoint.toString());
        int resumed = 0;
        int ended = 0;
        for (int kills = 0; kills < KILLS; ) {
            Process process = start(arguments);
            if (process.waitFor(random.nextLong(millis / 4, millis), TimeUnit.MILLISECONDS)) {
                assertEquals(0, process.exitValue(), err());
                assertEquals(digest, digest());
                Files.delete(checkpoint);
                ended++;
            } else {
                process.destroyForcibly();
                end(process);
                kills++;
            }
            resumed += err().contains("goes on from a checkpoint") ? 1 : 0;
        }
        assertEquals(0, end(start(arguments)), err());
        assertEquals(digest, digest());
        TextClassifier.load(model);
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(
                    List.of(), left.filter(p -> p.toString().endsWith(".part")).toList());
        }
        System.out.println(KILLS + " kills, " + resumed + " resumed, " + (ended + 1) + " ended in " + digest);
        Files.delete(checkpoint);
    }

    /** By this process and so by its children: where a shell runs it in the background. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(l -> l.startsWith("SigIgn:"))
                    .anyMatch(l -> (Long.parseUnsignedLong(l.substring(7).strip(), 16) & 2) != 0);
        }
    }

    @Test
    void whoIsAskedToEndSavesFirst() throws Exception {
        assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "where a process can be asked");
        List<String> arguments = List.of("--checkpoint-path", checkpoint.toString());
        Process process = start(arguments);
        for (int i = 0; i < 1200 && !Files.exists(checkpoint) && process.isAlive(); i++) {
            Thread.sleep(50);
        }
        boolean ctrlC = !isInterruptIgnored();
        new ProcessBuilder("kill", ctrlC ? "-INT" : "-TERM", Long.toString(process.pid()))
                .start()
                .waitFor();
        assertEquals(ctrlC ? 130 : 143, end(process), err());
        assertTrue(
                err().contains("Training was interrupted in epoch ") && err().contains("go on from " + checkpoint),
                err());
        assertEquals(1, err().lines().filter(l -> l.contains("interrupted")).count(), err());
        Process again = start(arguments);
        assertEquals(0, end(again), err());
        assertTrue(err().contains("goes on from a checkpoint"), err());
        assertEquals(digest, digest());
        // And with another setting.
        List<String> other = new ArrayList<>(arguments);
        other.addAll(List.of("--learning-rate", "0.02"));
        assertEquals(2, end(start(other)));
        assertTrue(err().contains(checkpoint + " is of another run: learningRate was 0.01 and is 0.02. Go on"), err());
        assertFalse(err().contains("seed"), err());
        Files.delete(checkpoint);
    }
}
