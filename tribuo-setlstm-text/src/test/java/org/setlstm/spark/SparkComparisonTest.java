package org.setlstm.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.command.ComparisonRuns;

@OnSpark
class SparkComparisonTest {
    @TempDir
    Path directory;

    private List<String> arguments(String output) {
        return List.of(("--data " + directory.resolve("small") + " --models set,linear --seeds 2 --epochs 1"
                        + " --hidden-dimension 8 --embedding-dimension 8 --output-path "
                        + directory.resolve(output))
                .split(" "));
    }

    private String compare(SparkSession spark, String output) throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        SparkComparison.run(spark, arguments(output), out, new PrintStream(err, true, StandardCharsets.UTF_8));
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode report(String output, String run) throws IOException {
        return new ObjectMapper()
                .readTree(directory
                        .resolve(output)
                        .resolve(run)
                        .resolve("report.json")
                        .toFile());
    }

    @Test
    void doesOnExecutorsWhatIsMissingAndGivesTheSame() throws Exception {
        Path data = Files.createDirectory(directory.resolve("small"));
        Path train = SparkTexts.trainingFile(data, 60);
        Files.copy(train, data.resolve("test.tsv"));
        List<String> here = new ArrayList<>(arguments("here"));
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        List<String> names = new ComparisonRuns(here).missing();
        assertEquals(
                List.of(
                        "small/set-seed12345",
                        "small/set-seed12346",
                        "small/linear-seed12345",
                        "small/linear-seed12346"),
                names);
        new ComparisonRuns(here).finish(nowhere, nowhere);
        try (SparkSession spark = LocalSpark.session()) {
            String said = compare(spark, "cluster");
            for (String name : names) {
                assertTrue(said.contains(name + " is done"), said);
                JsonNode one = report("here", name);
                JsonNode other = report("cluster", name);
                assertEquals(one.get("key"), other.get("key"));
                assertEquals(one.get("accuracy"), other.get("accuracy"));
                assertEquals(one.get("weightsSha256"), other.get("weightsSha256"));
            }
            assertTrue(Files.exists(directory.resolve("cluster").resolve("comparison.md")));
            Files.delete(directory.resolve("cluster").resolve(names.get(1)).resolve("report.json"));
            assertEquals(names.get(1) + " is done", compare(spark, "cluster").strip());
        }
    }
}
