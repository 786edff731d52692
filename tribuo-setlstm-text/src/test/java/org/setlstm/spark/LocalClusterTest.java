package org.setlstm.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs executors that are processes of their own: all that travels is serialized, and they can die. */
@OnSpark
class LocalClusterTest {
    @TempDir
    Path directory;

    @Test
    void aClusterGivesWhatOneMachineGives() throws Exception {
        Map<String, String> said = run("4000", "8");
        assertEquals("true", said.get("equal"));
        assertEquals("true", said.get("equal after a kill"));
        assertNotEquals("0", said.get("executors lost"));
        assertEquals(said.get("one machine's digest"), said.get("cluster's digest"));
        assertNotEquals("0", said.get("executors lost in training"));
    }

    private Map<String, String> run(String... arguments) throws IOException, InterruptedException {
        Path home = directory.resolve("spark");
        Files.createDirectories(home.resolve("jars"));
        Path out = directory.resolve("out");
        Path errors = directory.resolve("errors");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterDriver.class.getName(),
                directory.toString());
        java.command().addAll(List.of(arguments));
        java.environment().put("SPARK_HOME", home.toString());
        java.environment().put("SPARK_SCALA_VERSION", "2.13");
        java.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Process driver =
                java.redirectOutput(out.toFile()).redirectError(errors.toFile()).start();
        boolean ended = driver.waitFor(10, TimeUnit.MINUTES);
        if (!ended) {
            driver.descendants().forEach(ProcessHandle::destroy);
            driver.destroy();
        }
        assertTrue(ended && driver.exitValue() == 0, () -> read(out) + read(errors));
        Map<String, String> said = new HashMap<>();
        for (String line : Files.readAllLines(out)) {
            // One that is false must not be overwritten by one that is true.
            said.merge(line.split("\t")[0], line.split("\t")[1], (a, b) -> a.equals("false") ? a : b);
        }
        return said;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
