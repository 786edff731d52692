package org.setlstm.tutorials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the cells of a notebook show, as a text to compare. Of pictures it says only that there is one, for fonts differ
 * from machine to machine.
 */
final class Shown {
    /** The tag of a cell whose output differs from machine to machine. */
    private static final String VARIES = "varies";

    private Shown() {}

    static String by(Path notebook) throws IOException {
        StringBuilder shown = new StringBuilder();
        int number = 0;
        for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).get("cells")) {
            if (!cell.get("cell_type").asText().equals("code")) {
                continue;
            }
            shown.append("--- code cell ").append(++number).append('\n');
            boolean varies = false;
            for (JsonNode tag : cell.get("metadata").path("tags")) {
                varies |= tag.asText().equals(VARIES);
            }
            for (JsonNode output : cell.get("outputs")) {
                shown.append(varies ? output.get("output_type").asText() : output(output))
                        .append('\n');
            }
        }
        return shown.toString();
    }

    static String output(JsonNode output) {
        return switch (output.get("output_type").asText()) {
            case "stream" -> stream(output);
            case "execute_result", "display_data" -> data(output.get("data"));
            default -> throw new IllegalArgumentException("A cell that failed: " + output);
        };
    }

    private static String stream(JsonNode output) {
        if (output.get("name").asText().equals("stderr")) {
            throw new IllegalArgumentException("Noise: " + text(output.get("text")));
        }
        return text(output.get("text"));
    }

    private static String data(JsonNode data) {
        if (data.has("image/png")) {
            return "a picture";
        }
        return text(data.has("text/html") ? data.get("text/html") : data.get("text/plain"));
    }

    /** Jupyter writes a text as one string or line by line. */
    static String text(JsonNode text) {
        if (text.isTextual()) {
            return text.asText();
        }
        StringBuilder all = new StringBuilder();
        text.forEach(line -> all.append(line.asText()));
        return all.toString();
    }
}
