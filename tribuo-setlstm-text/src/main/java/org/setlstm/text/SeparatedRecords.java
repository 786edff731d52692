package org.setlstm.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Records whose fields stand one after the other. Ours and strict, for whoever guesses here loses rows: opencsv takes a quotation
 * mark within a field for the beginning of one that goes over all lines up to the next such mark.
 */
final class SeparatedRecords implements Records {
    private static final char QUOTE = '"';
    private static final int SHOWN = 20;

    private final TextLines lines;
    private final char separator;
    private final boolean quotes;
    private final int columns;

    /** -1 if labels aren't asked for. */
    private final int label;

    private final int text;

    /** A record that was read to see whether it names columns, and doesn't. */
    private List<String> first;

    private long start;

    SeparatedRecords(TextLines lines, char separator, boolean quotes, String labelColumn, String textColumn)
            throws IOException {
        this.lines = lines;
        this.separator = separator;
        this.quotes = quotes;
        List<String> names = record();
        if (names == null) {
            throw lines.wrong(1, "the file is empty");
        }
        names = names.stream().map(String::strip).toList();
        columns = names.size();
        if (isNumber(textColumn)
                && (labelColumn == null
                        ? !names.contains(textColumn)
                        : isNumber(labelColumn) && !names.contains(labelColumn))) {
            label = labelColumn == null ? -1 : number(labelColumn);
            text = number(textColumn);
            first = names;
        } else {
            label = labelColumn == null ? -1 : index(names, labelColumn);
            text = index(names, textColumn);
        }
    }

    private static boolean isNumber(String column) {
        return column.matches("[1-9][0-9]{0,5}");
    }

    private int number(String column) {
        int number = Integer.parseInt(column);
        if (number > columns) {
            throw lines.wrong(start, "there is no column " + number + ", but " + columns);
        }
        return number - 1;
    }

    private int index(List<String> names, String column) {
        int index = names.indexOf(column);
        if (index < 0 || index != names.lastIndexOf(column)) {
            String all = String.join(", ", names.subList(0, Math.min(SHOWN, columns)));
            throw lines.wrong(
                    start,
                    (index < 0 ? "there is no column '" : "there are two columns '") + column + "'; the columns are "
                            + all + (columns > SHOWN ? ", .." : "")
                            + ". Choose with --label-column and --text-column, by their numbers if the first line"
                            + " names none");
        }
        return index;
    }

    @Override
    public Document next() throws IOException {
        List<String> record = first == null ? record() : first;
        first = null;
        if (record == null) {
            return null;
        }
        if (record.size() != columns) {
            throw lines.wrong(
                    start,
                    record.size() + " columns, and the first line has " + columns
                            + (quotes ? ": a text that holds commas must stand in quotation marks" : ""));
        }
        return new Document(label < 0 ? "" : record.get(label).strip(), record.get(text), start);
    }

    /** Null at the end. Blank lines are no records. */
    private List<String> record() throws IOException {
        String line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        start = lines.number();
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder field = new StringBuilder();
            if (quotes && at < line.length() && line.charAt(at) == QUOTE) {
                at++;
                int end = line.indexOf(QUOTE, at);
                while (end < 0 || end + 1 < line.length() && line.charAt(end + 1) == QUOTE) {
                    if (end < 0) {
                        field.append(line, at, line.length()).append('\n');
                        line = lines.next();
                        if (line == null) {
                            throw lines.wrong(start, "a quotation mark opens a field that never ends");
                        }
                        at = 0;
                    } else {
                        field.append(line, at, end + 1);
                        at = end + 2;
                    }
                    end = line.indexOf(QUOTE, at);
                }
                field.append(line, at, end);
                at = end + 1;
                if (at < line.length() && line.charAt(at) != separator) {
                    throw lines.wrong(
                            lines.number(),
                            "'" + line.charAt(at) + "' follows the quotation mark that ends a field: those within a"
                                    + " field must stand there twice");
                }
            } else {
                int end = line.indexOf(separator, at);
                end = end < 0 ? line.length() : end;
                field.append(line, at, end);
                at = end;
            }
            fields.add(field.toString());
            if (at == line.length()) {
                return fields;
            }
            at++;
        }
    }
}
