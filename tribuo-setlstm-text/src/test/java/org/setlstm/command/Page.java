package org.setlstm.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of Markdown, or the Markdown of a notebook.
 *
 * @param file Where it stands.
 * @param lines Its lines.
 */
record Page(Path file, List<String> lines) {
    private static final String FENCE = "```";
    private static final String NOT_RUN = "<!-- not run: ";
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]*");

    /**
     * Code between fences.
     *
     * @param line Of its fence, from 1 on.
     * @param language After the fence.
     * @param runs Whether no comment before it says that it isn't run.
     * @param text The code.
     */
    record Block(int line, String language, boolean runs, String text) {}

    /**
     * What is found at a line.
     *
     * @param line From 1 on.
     * @param text What.
     */
    record Found(int line, String text) {}

    static Page of(Path file) throws IOException {
        return file.toString().endsWith(".ipynb")
                ? new Page(file, markdown(new ObjectMapper().readTree(file.toFile())))
                : new Page(file, Files.readAllLines(file));
    }

    private static List<String> markdown(JsonNode notebook) {
        StringBuilder text = new StringBuilder();
        for (JsonNode cell : notebook.get("cells")) {
            if (cell.get("cell_type").asText().equals("markdown")) {
                cell.get("source").forEach(line -> text.append(line.asText()));
                text.append('\n');
            }
        }
        return text.toString().lines().toList();
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith(FENCE)) {
                continue;
            }
            int fence = i;
            StringBuilder text = new StringBuilder();
            for (i++; i < lines.size() && !lines.get(i).equals(FENCE); i++) {
                text.append(lines.get(i)).append('\n');
            }
            blocks.add(new Block(
                    fence + 1,
                    lines.get(fence).substring(FENCE.length()),
                    fence == 0 || !lines.get(fence - 1).startsWith(NOT_RUN),
                    text.toString()));
        }
        return blocks;
    }

    /** The lines outside of fences; those within are empty. */
    private List<String> prose() {
        List<String> prose = new ArrayList<>(lines);
        boolean code = false;
        for (int i = 0; i < prose.size(); i++) {
            boolean fence = prose.get(i).startsWith(FENCE);
            if (fence || code) {
                prose.set(i, "");
            }
            code ^= fence;
        }
        return prose;
    }

    /** Lines that would show as code without a fence, and so without a language. */
    List<Found> indented() {
        List<Found> indented = new ArrayList<>();
        List<String> prose = prose();
        for (int i = 1; i < prose.size(); i++) {
            if (prose.get(i).startsWith("    ") && prose.get(i - 1).isBlank()) {
                indented.add(new Found(i + 1, prose.get(i)));
            }
        }
        return indented;
    }

    List<Found> links() {
        List<Found> links = new ArrayList<>();
        List<String> prose = prose();
        for (int i = 0; i < prose.size(); i++) {
            Matcher link = LINK.matcher(CODE.matcher(prose.get(i)).replaceAll("code"));
            while (link.find()) {
                links.add(new Found(i + 1, link.group(1)));
            }
        }
        return links;
    }

    /** Code within lines, as it stands between its marks. */
    List<Found> spans() {
        List<Found> spans = new ArrayList<>();
        List<String> prose = prose();
        for (int i = 0; i < prose.size(); i++) {
            Matcher span = CODE.matcher(prose.get(i));
            while (span.find()) {
                spans.add(
                        new Found(i + 1, span.group().substring(1, span.group().length() - 1)));
            }
        }
        return spans;
    }

    /** Options of commands, wherever they stand. */
    List<Found> options() {
        List<Found> options = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher option = OPTION.matcher(lines.get(i));
            while (option.find()) {
                options.add(new Found(i + 1, option.group()));
            }
        }
        return options;
    }

    /** What a heading is linked by, as GitHub makes it. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        for (String line : prose()) {
            if (line.startsWith("#")) {
                anchors.add(line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
            }
        }
        return anchors;
    }
}
