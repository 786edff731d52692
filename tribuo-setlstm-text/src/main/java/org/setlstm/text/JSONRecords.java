package org.setlstm.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An object a line. */
final class JSONRecords implements Records {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final TextLines lines;
    private final String labelColumn;
    private final String textColumn;

    JSONRecords(TextLines lines, String labelColumn, String textColumn) {
        this.lines = lines;
        this.labelColumn = labelColumn;
        this.textColumn = textColumn;
    }

    @Override
    public Document next() throws IOException {
        String line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        JsonNode object = parse(line);
        String label = labelColumn == null ? "" : value(object, labelColumn).strip();
        return new Document(label, value(object, textColumn), lines.number());
    }

    private JsonNode parse(String line) {
        JsonNode node;
        try {
            node = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw lines.wrong(
                    lines.number(), "this is no JSON object on a line of its own (" + e.getOriginalMessage() + ")");
        }
        if (!node.isObject()) {
            throw lines.wrong(lines.number(), "each line must be a JSON object, and this is another value");
        }
        return node;
    }

    private String value(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            throw lines.wrong(
                    lines.number(),
                    "there is no '" + name + "'; the object has " + String.join(", ", names)
                            + ". Choose with --label-column and --text-column");
        }
        if (!value.isValueNode() || value.isNull()) {
            throw lines.wrong(lines.number(), "'" + name + "' is " + value + ", and must be a string or a number");
        }
        return value.asText();
    }
}
