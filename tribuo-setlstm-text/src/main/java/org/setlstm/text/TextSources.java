package org.setlstm.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.classification.Label;
import org.tribuo.data.text.DocumentPreprocessor;
import org.tribuo.data.text.TextFeatureExtractor;

/** Chooses the data source that fits a path. */
public final class TextSources {

    private TextSources() {}

    /**
     * Reads labelled documents from wherever they are.
     *
     * @param path a directory for {@link DirectoryTextSource}; a file for {@link ColumnTextSource} if its name ends in
     *     {@code .csv}, {@code .jsonl}, {@code .ndjson} or {@code .json}, with the columns {@code label} and {@code text};
     *     else for {@link DelimitedTextSource}; {@code .gz} may follow
     * @param extractor turns a text into an example
     * @return the source, with all documents read
     * @throws IOException if the path does not exist or cannot be read
     * @throws IllegalArgumentException if the content is not as the source describes it
     */
    public static ConfigurableDataSource<Label> of(Path path, TextFeatureExtractor<Label> extractor)
            throws IOException {
        return of(path, new TextToExample(List.of(), extractor));
    }

    /**
     * Reads labelled documents that preprocessors change first.
     *
     * @param path a directory for {@link DirectoryTextSource}; a file for {@link ColumnTextSource} if its name ends in
     *     {@code .csv}, {@code .jsonl}, {@code .ndjson} or {@code .json}, with the columns {@code label} and {@code text};
     *     else for {@link DelimitedTextSource}; {@code .gz} may follow
     * @param pipeline turns a text into an example
     * @return the source, with all documents read
     * @throws IOException if the path does not exist or cannot be read
     * @throws IllegalArgumentException if the content is not as the source describes it
     */
    public static ConfigurableDataSource<Label> of(Path path, TextToExample pipeline) throws IOException {
        return of(path, pipeline, null, null);
    }

    /**
     * Reads labelled documents from columns that have names.
     *
     * @param path as above; other files than CSV and JSON are TSV with a header if a column is named
     * @param pipeline turns a text into an example
     * @param labelColumn the labels' column; null for {@code label}, or for no columns
     * @param textColumn the texts' column; null for {@code text}, or for no columns
     * @return the source, with all documents read
     * @throws IOException if the path does not exist or cannot be read
     * @throws IllegalArgumentException if the content is not as the source describes it
     */
    public static ConfigurableDataSource<Label> of(
            Path path, TextToExample pipeline, String labelColumn, String textColumn) throws IOException {
        TextSource.requireExists(path);
        DocumentPreprocessor[] preprocessors = pipeline.preprocessors().toArray(DocumentPreprocessor[]::new);
        if (Files.isDirectory(path)) {
            return new DirectoryTextSource(path, pipeline.extractor(), preprocessors);
        }
        ColumnFormat format = ColumnFormat.of(path);
        if (format == ColumnFormat.TSV && labelColumn == null && textColumn == null) {
            return new DelimitedTextSource(path, pipeline.extractor(), preprocessors);
        }
        return new ColumnTextSource(
                path,
                format,
                labelColumn == null ? ColumnTextSource.LABEL : labelColumn,
                textColumn == null ? ColumnTextSource.TEXT : textColumn,
                pipeline.extractor(),
                preprocessors);
    }
}
