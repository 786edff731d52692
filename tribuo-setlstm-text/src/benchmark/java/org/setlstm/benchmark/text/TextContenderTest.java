package org.setlstm.benchmark.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs with the profile {@code benchmark}. */
class TextContenderTest {
    private static final double MEGABYTES = 209.7152;
    private static final String BYTES = "200M";

    @TempDir
    Path directory;

    /** Texts whose first word tells, and among the test texts a quarter whose label is wrong. */
    @ParameterizedTest
    @EnumSource
    void learnsAndIsMeasured(TextContender contender) throws IOException {
        assumeTrue(TextContender.isPossible() && contender.isInstalled());
        Files.write(directory.resolve("train.tsv"), lines(400, 1));
        Files.write(directory.resolve("test.tsv"), lines(40, 4));
        TextData data = TextData.find(directory.toString(), directory).orElseThrow();
        Path work = directory.resolve("work");
        TextContender.Result result =
                contender.run(new TextContender.Place(data, work, System.getProperty("java.class.path")), 1);
        assertEquals(0.75, result.accuracy());
        assertTrue(result.seconds() > 0.0 && result.cpuSeconds() > 0.0, result.toString());
        assertTrue(result.peak() > 10.0 && result.size() > 0.001, result.toString());
        assertTrue(result.textsPerSecond() > 100.0, result.toString());
        try (Stream<Path> left = Files.list(work)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** @param wrong The label of every so manieth text is another one; 1 for none. */
    private static List<String> lines(int count, int wrong) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean good = i % 2 == 0;
            boolean told = wrong > 1 && i % wrong == 0 ? !good : good;
            lines.add((told ? "quite good" : "bad") + "\t" + (good ? "lovely" : "dreadful") + " thing number " + i % 7);
        }
        return lines;
    }

    /** dd holds its block, and does nothing but fill it. */
    @Test
    void memoryAndProcessorAreThoseOfTheProcess() throws IOException {
        assumeTrue(TextContender.isPossible());
        WatchedProcess.Usage usage =
                WatchedProcess.run(List.of("dd", "if=/dev/zero", "of=/dev/null", "bs=" + BYTES, "count=10"));
        assertTrue(usage.peak() > MEGABYTES && usage.peak() < MEGABYTES + 20.0, usage.toString());
        assertTrue(usage.cpuSeconds() > 0.0 && usage.cpuSeconds() < usage.seconds() + 0.02, usage.toString());
    }

    @Test
    void whatFailsSaysWhatItSaid() {
        assumeTrue(TextContender.isPossible());
        Exception e = assertThrows(
                IllegalStateException.class,
                () -> WatchedProcess.run(List.of("sh", "-c", "echo no such thing; exit 3")));
        assertTrue(e.getMessage().contains("ended with 3") && e.getMessage().contains("no such thing"), e.getMessage());
    }

    @Test
    void aHalfThatIsMissingIsToldBeforeWorkBegins() throws IOException {
        Files.write(directory.resolve("train.tsv"), lines(4, 1));
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> TextData.find(directory.toString(), directory));
        assertTrue(e.getMessage().contains("test.tsv"), e.getMessage());
    }
}
