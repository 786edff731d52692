package org.setlstm.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.setlstm.benchmark.text.TextData;

/**
 * The benchmark: measures our side and its peers, each in a process of its own, one after the other, and leaves
 * {@code results.md} and {@code results.json}.
 *
 * <p>Arguments: where results go, rounds, parts with commas between them, our heap in the
 * training whose memory is measured, versions of the peers, and the directory of the part text, if any.
 */
final class Benchmarks {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Benchmarks() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        int rounds = Integer.parseInt(arguments[1]);
        List<Part> parts =
                Arrays.stream(arguments[2].split(",")).map(Part::named).toList();
        Setup setup = new Setup(
                new Workers(directory), rounds, directory, arguments[3], arguments.length > 5 ? arguments[5] : "");
        if (parts.contains(Part.TEXT)) {
            // Not after an hour of other parts.
            TextData.find(setup.data(), directory.resolve("text"));
        }
        Map<String, Object> data = new LinkedHashMap<>(machine());
        data.put("peers", arguments[4]);
        data.put("rounds", rounds);
        StringBuilder markdown = new StringBuilder(head(data));
        for (Part part : parts) {
            Section section = part.run(setup);
            data.put(part.toString(), section.data());
            markdown.append("\n## ").append(part).append("\n\n").append(section.markdown());
            // Written after each part: who stops the benchmark has what is done.
            Files.writeString(directory.resolve("results.md"), markdown);
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(directory.resolve("results.json").toFile(), data);
        }
        Progress.say("done: " + directory.resolve("results.md"));
    }

    private static Map<String, Object> machine() throws IOException {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("java", Runtime.version().toString());
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("processor", processor());
        machine.put("processors", Setup.ALL);
        return machine;
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(PROCESSOR)) {
            return "unknown";
        }
        return Files.readAllLines(PROCESSOR).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*:\\s*", ""))
                .findFirst()
                .orElse("unknown");
    }

    private static String head(Map<String, Object> facts) {
        List<String> each = facts.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .toList();
        return "# Benchmark\n\n" + String.join("; ", each) + ".\n";
    }
}
