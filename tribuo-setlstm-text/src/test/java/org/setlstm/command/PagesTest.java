package org.setlstm.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.setlstm.text.Texts;

/**
 * What README and guide say can be done is done here, page by page in a directory of small files; what takes hours, or a
 * network, is looked at only: commands, options, profiles and properties exist. Links lead somewhere.
 */
class PagesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SPARK = Path.of("tutorials", "guide", "spark.md");
    private static final int MOST_OF_README = 16 << 10;
    private static final int MOST_OF_CELL = 20;
    private static final long SECONDS = 300;
    private static final int LINES_SHOWN = 20;

    /** What is no code of ours; python runs where Python's ONNX Runtime is. */
    private static final Set<String> NO_CODE = Set.of("text", "xml", "mermaid", "python");

    /** Of all commands, and of Java itself. */
    private static final Set<String> COMMON_OPTIONS = Set.of("--help", "--verbose", "--add-modules");

    @TempDir
    Path directory;

    /** Those with code that is ours. */
    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        for (String place : List.of(".github", "tutorials/guide")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(place))) {
                files.filter(f -> f.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    static List<Path> linked() throws IOException {
        List<Path> linked = new ArrayList<>(pages());
        linked.add(ROOT.resolve("CHANGELOG.md"));
        try (Stream<Path> files = Files.list(ROOT.resolve("tutorials"))) {
            files.filter(f -> f.toString().matches(".*\\.(md|ipynb)")).sorted().forEach(linked::add);
        }
        return linked;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void runs(Path page) throws Exception {
        if (Page.of(page).blocks().stream().noneMatch(b -> b.runs() && !NO_CODE.contains(b.language()))) {
            return;
        }
        writeFiles();
        String said = run(page);
        assertTrue(said.endsWith("exit code 0"), () -> end(said));
    }

    /** Where what failed stands. */
    private static String end(String said) {
        List<String> lines = said.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }

    /** The files that pages speak of. */
    private void writeFiles() throws IOException {
        for (String place : List.of("", "data/mr", "data/yelp")) {
            Path to = Files.createDirectories(directory.resolve(place));
            Texts.writeTexts(to.resolve("train.tsv"), 200, 1);
            Texts.writeTexts(to.resolve("test.tsv"), 50, 2);
        }
        Files.writeString(directory.resolve("texts.txt"), "dog the of bites man\nman bites dog\n");
        Files.writeString(
                directory.resolve("reviews.csv"),
                "id,review,stars\n" + "1,\"A fine film, \"\"well\"\" made\",5\n2,\"Dull\nand slow\",1\n".repeat(9));
        Files.writeString(
                directory.resolve("glove.6B.100d.txt"),
                "dog" + " 0.5".repeat(100) + "\nman" + " -0.5 0.25".repeat(50) + "\n");
    }

    private String run(Path page) throws Exception {
        Path said = directory.resolve("said.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // Starts sooner; vectors are slow until they are compiled.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PageProcess.class.getName(),
                        page.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), page + " takes too long");
            return Files.readString(said) + "exit code " + process.exitValue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void saysWhatExists(Path page) throws IOException {
        assertEquals(List.of(), wrong(Page.of(page)));
    }

    private static List<String> wrong(Page page) throws IOException {
        List<String> wrong = new ArrayList<>();
        PageCommands commands = new PageCommands(ROOT);
        Set<String> options = PageCommands.allOptions();
        page.indented().forEach(i -> wrong.add(i.line() + ": code without a language: " + i.text()));
        for (Page.Found option : page.options()) {
            if (!options.contains(option.text()) && !COMMON_OPTIONS.contains(option.text())) {
                wrong.add(option.line() + ": no command has the option " + option.text());
            }
        }
        for (Page.Found span : page.spans()) {
            if (span.text().startsWith("mvn ")) {
                commands.wrong(List.of(span.text().split(" "))).forEach(w -> wrong.add(span.line() + ": " + w));
            }
        }
        for (Page.Block block : page.blocks()) {
            if (block.language().equals("sh")) {
                for (List<String> command : PageCommands.of(block.text())) {
                    commands.wrong(command).forEach(w -> wrong.add(block.line() + ": " + w));
                }
            } else if (block.language().equals("java")) {
                if (!block.runs() && !page.file().endsWith(SPARK)) {
                    wrong.add(block.line() + ": Java that nobody runs");
                }
            } else if (!NO_CODE.contains(block.language())) {
                wrong.add(block.line() + ": code in '" + block.language() + "', which nobody checks");
            }
        }
        return wrong;
    }

    @ParameterizedTest
    @MethodSource("linked")
    void linksLeadSomewhere(Path page) throws IOException {
        assertEquals(List.of(), dead(Page.of(page)));
    }

    private static List<String> dead(Page page) throws IOException {
        List<String> dead = new ArrayList<>();
        for (Page.Found link : page.links()) {
            if (link.text().matches("(https?|mailto):.*")) {
                continue;
            }
            String[] parts = link.text().split("#", 2);
            Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
            boolean leads = Files.exists(target)
                    && target.normalize().startsWith(ROOT)
                    && (parts.length == 1 || Page.of(target).anchors().contains(parts[1]));
            if (!leads) {
                dead.add(link.line() + ": " + link.text());
            }
        }
        return dead;
    }

    static List<Path> notebooks() throws IOException {
        return linked().stream().filter(f -> f.toString().endsWith(".ipynb")).toList();
    }

    /** Who reads a notebook wants to see what comes of a cell; imports, which nobody reads, may be many. */
    @ParameterizedTest
    @MethodSource("notebooks")
    void cellsAreShort(Path notebook) throws IOException {
        int number = 0;
        for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).get("cells")) {
            number++;
            boolean code = cell.get("cell_type").asText().equals("code");
            long lines = StreamSupport.stream(cell.get("source").spliterator(), false)
                    .filter(line -> !line.asText().startsWith("import "))
                    .count();
            assertTrue(!code || lines <= MOST_OF_CELL, "cell " + number + " has " + lines + " lines");
        }
    }

    @Test
    void aNewcomerNeedsFiveMinutes() throws IOException {
        long bytes = Files.size(ROOT.resolve("README.md"));
        assertTrue(bytes < MOST_OF_README, "README.md has " + bytes + " bytes");
    }

    @Test
    void wrongPagesAreFound() throws IOException {
        Page page = page(
                "[there](java.md#nowhere) and [here](nowhere.md), `--no-option`, `mvn -Pno verify`",
                "",
                "    indented",
                "```sh",
                "setlstm train --train-path train.tsv --no-setting 1",
                "setlstm fly --high",
                "mvn -Pnobody -Dnobody.reads=1 -pl nowhere fly",
                "sudo reboot",
                "```",
                "```ruby",
                "```");
        assertEquals(List.of("1: java.md#nowhere", "1: nowhere.md"), dead(page));
        assertEquals(
                List.of(
                        "3: code without a language:     indented",
                        "1: no command has the option --no-option",
                        "5: no command has the option --no-setting",
                        "6: no command has the option --high",
                        "1: no pom has a profile no",
                        "4: train has no option --no-setting",
                        "4: there is no command 'fly'",
                        "4: no pom has a profile nobody",
                        "4: nobody reads the property nobody.reads",
                        "4: there is no file nowhere/pom.xml",
                        "4: 'fly' is no goal or option of Maven that pages use",
                        "4: 'sudo' is a command that nobody checks",
                        "10: code in 'ruby', which nobody checks"),
                wrong(page));
    }

    private static Page page(String... lines) {
        return new Page(ROOT.resolve("tutorials/guide/wrong.md"), List.of(lines));
    }

    @Test
    void codeThatFailsIsFound() throws Exception {
        assertFails("undeclared", "```java", "int a = 1;", "undeclared.run();", "```");
        assertFails("/ by zero", "```java", "int a = 1 / 0;", "```");
        assertFails("only a part", "```java", "int a = (", "```");
        assertFails("ended with 2", "```sh", "setlstm inspect --model-path nowhere.model", "```");
        String said = run(Files.writeString(directory.resolve("page.md"), "```java\nundeclared.run();\n```\n"));
        assertTrue(said.endsWith("exit code 1") && said.contains("undeclared"), said);
    }

    private static void assertFails(String says, String... lines) {
        AssertionError e = assertThrows(AssertionError.class, () -> PageProcess.run(page(lines)));
        assertTrue(e.getMessage().contains(says), e.getMessage());
    }
}
