package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.setlstm.file.StoredFiles;
import org.tribuo.classification.Label;
import org.tribuo.data.text.DocumentPreprocessor;
import org.tribuo.data.text.TextFeatureExtractor;

/**
 * Reads a file of labelled documents whose columns have names: CSV, TSV with a header, or JSON lines.
 *
 * <p>The file is in UTF-8, and may be gzipped, whatever its name. Two columns are read, and all others left alone. Blank
 * lines are ignored; a byte order mark and CR LF are allowed. Documents without any tokens are left out, and one warning
 * says how many. Anything else that is not as {@link ColumnFormat} describes it is an error that names the line. The whole
 * file is read by the constructor. The hash in the provenance is the SHA-256 of the file as it is stored.
 */
public final class ColumnTextSource extends TextSource {
    /** The names of the columns where none are given. */
    static final String LABEL = "label";

    static final String TEXT = "text";

    @Config(mandatory = true, description = "How the file stores its columns.")
    private ColumnFormat format;

    @Config(description = "The name of the labels' column; in CSV and TSV without names its number, from 1.")
    private String labelColumn = LABEL;

    @Config(description = "The name of the texts' column; in CSV and TSV without names its number, from 1.")
    private String textColumn = TEXT;

    /** For OLCUT. */
    private ColumnTextSource() {}

    /**
     * Reads the file.
     *
     * @param path the file
     * @param format how it stores its columns
     * @param labelColumn the name of the labels' column; if both are numbers, and the first record of a CSV or TSV file
     *     doesn't name them, columns are counted from 1, and the first record is a document too
     * @param textColumn the name of the texts' column, or its number
     * @param extractor turns a text into an example
     * @param preprocessors applied in order to each text before it is extracted
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the content is not as described; the message names file and line
     * @throws IllegalStateException if it is JSON, and Jackson is missing
     */
    public ColumnTextSource(
            Path path,
            ColumnFormat format,
            String labelColumn,
            String textColumn,
            TextFeatureExtractor<Label> extractor,
            DocumentPreprocessor... preprocessors)
            throws IOException {
        super(path, extractor, preprocessors);
        this.format = format;
        this.labelColumn = labelColumn;
        this.textColumn = textColumn;
        postConfig();
    }

    @Override
    void read(Path path, Documents documents) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException(path + " is a directory, which has no columns: give a file");
        }
        documents.modifiedAt(Files.getLastModifiedTime(path));
        StoredFiles.read(path, documents.digest(), text -> readRecords(path, text, documents));
    }

    private void readRecords(Path path, InputStream text, Documents documents) throws IOException {
        TextLines lines = new TextLines(path, text);
        Records records = format.read(lines, labelColumn, textColumn);
        for (Records.Document d = records.next(); d != null; d = records.next()) {
            if (d.label().isEmpty()) {
                throw lines.wrong(d.line(), "the column '" + labelColumn + "' is empty: each document needs a label");
            }
            documents.add(d.label(), d.text(), d.line());
        }
    }

    @Override
    TextSourceProvenance createProvenance(FileTime modified, String hash) {
        return new ColumnTextSourceProvenance(this, modified, hash);
    }

    /** Provenance of a {@link ColumnTextSource}. */
    public static final class ColumnTextSourceProvenance extends TextSourceProvenance {
        private static final long serialVersionUID = 1L;

        ColumnTextSourceProvenance(ColumnTextSource host, FileTime modified, String hash) {
            super(host, modified, hash);
        }

        /**
         * Used by the OLCUT provenance system to read a stored provenance.
         *
         * @param map the stored values
         */
        public ColumnTextSourceProvenance(Map<String, Provenance> map) {
            super(map);
        }
    }
}
