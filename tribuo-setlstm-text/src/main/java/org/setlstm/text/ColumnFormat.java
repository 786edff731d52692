package org.setlstm.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.setlstm.optional.Feature;

/** How a file of {@link ColumnTextSource} stores its columns. In UTF-8, plain or gzipped. */
public enum ColumnFormat {
    /**
     * Comma-separated, as RFC 4180 has it: a field that begins with a quotation mark ends with one, may hold commas and line
     * breaks, and has its own quotation marks twice. The first record names the columns.
     */
    CSV,
    /** Tab-separated: a line is a record, and quotation marks are text. The first line names the columns. */
    TSV,
    /** A JSON object a line. Needs Jackson. */
    JSON_LINES;

    /** Without a label if its column is null. Not by constants with bodies, whose classes OLCUT would take for the enum's. */
    Records read(TextLines lines, String labelColumn, String textColumn) throws IOException {
        return switch (this) {
            case CSV -> new SeparatedRecords(lines, ',', true, labelColumn, textColumn);
            case TSV -> new SeparatedRecords(lines, '\t', false, labelColumn, textColumn);
            case JSON_LINES -> {
                Feature.JSON_LINES.require();
                yield new JSONRecords(lines, labelColumn, textColumn);
            }
        };
    }

    /**
     * The format that a file's name speaks of.
     *
     * @param path A file.
     * @return CSV for {@code .csv}, JSON_LINES for {@code .jsonl}, {@code .ndjson} and {@code .json}, TSV for all others;
     *     {@code .gz} may follow.
     */
    public static ColumnFormat of(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
        if (plain.endsWith(".csv")) {
            return CSV;
        }
        return plain.matches("(?s).*\\.(jsonl|ndjson|json)") ? JSON_LINES : TSV;
    }
}
