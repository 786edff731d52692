package org.setlstm.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** The texts of a file's column, for who has no labels. */
public final class ColumnTexts {
    private final Records records;

    /**
     * Of a file.
     *
     * @param path Its name, for errors.
     * @param content Its content, unpacked. It is not closed.
     * @param format How it stores its columns.
     * @param textColumn The name of the texts' column; in CSV and TSV without names its number, from 1.
     * @throws IOException If the content can't be read.
     * @throws IllegalArgumentException If there is no such column; the message names file and line.
     * @throws IllegalStateException If it is JSON, and Jackson is missing.
     */
    public ColumnTexts(Path path, InputStream content, ColumnFormat format, String textColumn) throws IOException {
        records = format.read(new TextLines(path, content), null, textColumn);
    }

    /**
     * Reads a text.
     *
     * @return The next text; null after the last one.
     * @throws IOException If the content can't be read.
     * @throws IllegalArgumentException If it is not as the format describes it; the message names file and line.
     */
    public String next() throws IOException {
        Records.Document next = records.next();
        return next == null ? null : next.text();
    }
}
