package org.setlstm.tutorials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The kernel shows and refuses what IJava and JJava do. With {@code -Dnotebooks.installed=true} it asks one of them. */
class KernelTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FAILS = "fails";

    private record Cell(String source, String shown) {}

    @Test
    void refusesWhatBothRefuse() throws Exception {
        assertShown(
                // What they don't import.
                cell("Path.of(\"x\")", FAILS),
                cell("IntStream.range(0, 3).sum()", FAILS),
                cell("Function<String, String> f = s -> s;", FAILS),
                cell("StandardCharsets.UTF_8", FAILS),
                // What only this test's class path has, for the compiler and at run time.
                cell("import org.setlstm.tutorials.*;", FAILS),
                cell("Class.forName(\"org.setlstm.tutorials.Shown\")", FAILS),
                cell("import org.slf4j.Logger;", FAILS),
                cell("Class.forName(\"org.slf4j.Logger\")", FAILS),
                cell("%none", FAILS),
                cell("%classpath none/*.jar", FAILS),
                cell("for (int i = 0; i < 3; i++", FAILS));
    }

    /** The kernel isn't kinder than the less kind one. */
    @Test
    @DisabledIfSystemProperty(named = Jupyter.INSTALLED, matches = "true")
    void refusesWhatOneRefuses() throws Exception {
        assertShown(
                cell("Duration.ofDays(1)", FAILS),
                cell("Unknown f() { return null; }", FAILS),
                cell("class A { Unknown u; }", FAILS),
                cell("com.google.gson.Gson.class", FAILS),
                cell("%jars *.ipynb", FAILS));
    }

    @Test
    void resolvesWhatAMethodNamesWhenItIsCalled() throws Exception {
        assertShown(
                cell("String first() { return Path.of(\"a\", \"b\").getName(0).toString(); }", ""),
                cell("first()", FAILS),
                cell("import java.nio.file.Path;", ""),
                cell("first()", "a"));
    }

    @Test
    void evaluatesStatementByStatement() throws Exception {
        assertShown(
                cell("int a = 1; int b = \"x\"; int c = 3;", FAILS),
                cell("a", "1"),
                cell("c", FAILS),
                cell("a++; throw new IOException(\"thrown\");", FAILS),
                cell("a", "2"));
    }

    @Test
    void showsTheValueOfTheLastExpression() throws Exception {
        assertShown(
                cell("1 + 1", "2"),
                cell("1 + 1;", "2"),
                cell("int a = 1;", ""),
                cell("a", "1"),
                cell("a = 7", ""),
                cell("a++", "7"),
                cell("1 + 1; int b = 3;", ""),
                cell("new TreeMap<String, String>().get(\"none\")", ""),
                cell("System.out.print(a);", "8"),
                cell("new int[] {5}.length", "1"),
                cell("render(\"<b>a</b>\", \"text/html\")", "<b>a</b>"),
                cell("String id = display(\"a\", \"text/html\"); updateDisplay(id, \"b\", \"text/html\");", "b"));
    }

    private static Cell cell(String source, String shown) {
        return new Cell(source, shown);
    }

    private static void assertShown(Cell... cells) throws IOException, InterruptedException {
        JsonNode executed = MAPPER.readTree(
                Jupyter.execute(notebook(Stream.of(cells).map(Cell::source).toList()), "--allow-errors")
                        .toFile());
        List<String> shown = new ArrayList<>();
        for (JsonNode cell : executed.get("cells")) {
            shown.add(Shown.text(cell.get("source")) + " -> " + shown(cell.get("outputs")));
        }
        assertEquals(Stream.of(cells).map(c -> c.source() + " -> " + c.shown()).toList(), shown);
    }

    private static String shown(JsonNode outputs) {
        StringBuilder shown = new StringBuilder();
        for (JsonNode output : outputs) {
            shown.append(output.get("output_type").asText().equals("error") ? FAILS : Shown.output(output));
        }
        return shown.toString();
    }

    private static Path notebook(List<String> sources) throws IOException {
        List<Map<String, Object>> cells = new ArrayList<>();
        for (String source : sources) {
            Map<String, Object> cell = new TreeMap<>(
                    Map.of("cell_type", "code", "metadata", Map.of(), "outputs", List.of(), "source", source));
            cell.put("execution_count", null);
            cells.add(cell);
        }
        Path file = Jupyter.TARGET.resolve("scratch.ipynb");
        MAPPER.writeValue(
                file.toFile(),
                Map.of(
                        "cells",
                        cells,
                        "metadata",
                        Map.of("kernelspec", Map.of("display_name", "Java", "language", "java", "name", "java")),
                        "nbformat",
                        4,
                        "nbformat_minor",
                        4));
        return file;
    }
}
