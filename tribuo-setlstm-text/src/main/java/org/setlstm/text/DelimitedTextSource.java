package org.setlstm.text;

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
 * Reads a file of labelled documents, one a line: {@code label<TAB>text}, in UTF-8. Ours, because to opencsv, and so to Tribuo's
 * {@code CSVDataSource}, each tab ends a field.
 *
 * <p>The file may be gzipped, whatever its name. The first tab of a line ends the label, further ones belong to the
 * text. Blank lines are ignored; a byte order mark and CR LF are allowed. Documents without any tokens are left out, and
 * one warning says how many. Anything else that is not as described is an error that names the line. The whole file is
 * read by the constructor. The hash in the provenance is the SHA-256 of the file as it is stored.
 */
public final class DelimitedTextSource extends TextSource {

    /** For OLCUT. */
    private DelimitedTextSource() {}

    /**
     * Reads the file.
     *
     * @param path the file
     * @param extractor turns a text into an example
     * @param preprocessors applied in order to each text before it is extracted
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the content is not as described; the message names file and line
     */
    public DelimitedTextSource(Path path, TextFeatureExtractor<Label> extractor, DocumentPreprocessor... preprocessors)
            throws IOException {
        super(path, extractor, preprocessors);
        postConfig();
    }

    @Override
    void read(Path path, Documents documents) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException(
                    path + " is a directory: give a file, or use DirectoryTextSource for a directory for each label");
        }
        documents.modifiedAt(Files.getLastModifiedTime(path));
        StoredFiles.read(path, documents.digest(), text -> readLines(path, text, documents));
    }

    private static void readLines(Path path, InputStream text, Documents documents) throws IOException {
        TextLines lines = new TextLines(path, text);
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank()) {
                continue;
            }
            int tab = line.indexOf('\t');
            if (tab < 0) {
                throw lines.wrong(
                        lines.number(),
                        "no tab. Each line must be label<TAB>text, a document must not go over several lines.");
            }
            String label = line.substring(0, tab).strip();
            if (label.isEmpty()) {
                throw lines.wrong(lines.number(), "no label before the tab. Each line must be label<TAB>text.");
            }
            documents.add(label, line.substring(tab + 1), lines.number());
        }
    }

    @Override
    TextSourceProvenance createProvenance(FileTime modified, String hash) {
        return new DelimitedTextSourceProvenance(this, modified, hash);
    }

    /** Provenance of a {@link DelimitedTextSource}. */
    public static final class DelimitedTextSourceProvenance extends TextSourceProvenance {
        private static final long serialVersionUID = 1L;

        DelimitedTextSourceProvenance(DelimitedTextSource host, FileTime modified, String hash) {
            super(host, modified, hash);
        }

        /**
         * Used by the OLCUT provenance system to read a stored provenance.
         *
         * @param map the stored values
         */
        public DelimitedTextSourceProvenance(Map<String, Provenance> map) {
            super(map);
        }
    }
}
