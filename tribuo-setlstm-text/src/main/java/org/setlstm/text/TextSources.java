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
     * @param path a directory for {@link DirectoryTextSource}, or a file for {@link DelimitedTextSource}
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
     * @param path a directory for {@link DirectoryTextSource}, or a file for {@link DelimitedTextSource}
     * @param pipeline turns a text into an example
     * @return the source, with all documents read
     * @throws IOException if the path does not exist or cannot be read
     * @throws IllegalArgumentException if the content is not as the source describes it
     */
    public static ConfigurableDataSource<Label> of(Path path, TextToExample pipeline) throws IOException {
        TextSource.requireExists(path);
        DocumentPreprocessor[] preprocessors = pipeline.preprocessors().toArray(DocumentPreprocessor[]::new);
        return Files.isDirectory(path)
                ? new DirectoryTextSource(path, pipeline.extractor(), preprocessors)
                : new DelimitedTextSource(path, pipeline.extractor(), preprocessors);
    }
}
