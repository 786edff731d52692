package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.logging.Logger;
import org.setlstm.sequence.TokenExamples;
import org.setlstm.sequence.TokenSource;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Example;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.data.text.DocumentPreprocessor;
import org.tribuo.data.text.TextFeatureExtractor;
import org.tribuo.provenance.ConfiguredDataSourceProvenance;

/** What the text sources have in common: all is read and extracted at once, and then can be iterated many times. */
abstract class TextSource implements ConfigurableDataSource<Label>, TokenSource {

    @Config(mandatory = true, description = "Where the documents are.")
    private Path path;

    @Config(mandatory = true, description = "Turns a document into an example.")
    private TextFeatureExtractor<Label> extractor;

    @Config(description = "Applied in order to each document before it is extracted.")
    private List<DocumentPreprocessor> preprocessors = new ArrayList<>();

    private TokenExamples examples;
    private List<Origin> origins;

    private TextSourceProvenance provenance;

    /** For OLCUT. */
    TextSource() {}

    /** The subclass's constructor must call {@link #postConfig} when its own fields are set. */
    TextSource(Path path, TextFeatureExtractor<Label> extractor, DocumentPreprocessor... preprocessors) {
        this.path = path;
        this.extractor = extractor;
        this.preprocessors = List.of(preprocessors);
    }

    /** Reads all documents in their order, and feeds their bytes to the digest. */
    abstract void read(Path path, Documents documents) throws IOException;

    abstract TextSourceProvenance createProvenance(FileTime modified, String hash);

    /**
     * Used by the OLCUT configuration system, and should not be called by external code.
     *
     * @throws IOException if the documents cannot be read
     */
    @Override
    public final void postConfig() throws IOException {
        if (path == null || extractor == null) {
            throw new PropertyException("", path == null ? "path" : "extractor", "a value is needed");
        }
        requireExists(path);
        Documents documents = new Documents(path, extractor, preprocessors);
        read(path, documents);
        examples = documents.examples();
        origins = documents.origins();
        int skipped = documents.skipped();
        if (examples.isEmpty()) {
            throw new IllegalArgumentException(
                    path + ": no documents found" + (skipped == 0 ? "" : ", but " + skipped + " without any tokens"));
        }
        if (skipped > 0) {
            Logger.getLogger(getClass().getName())
                    .warning(() -> path + ": skipped " + skipped + " of " + (skipped + examples.size())
                            + " documents, which have no tokens; the first is " + documents.firstSkipped()
                            + (skipped > examples.size()
                                    ? ". That is most of them: do the texts stand somewhere else, or take another"
                                            + " tokenizer?"
                                    : ""));
        }
        provenance = createProvenance(documents.modified(), documents.hash());
    }

    static void requireExists(Path path) throws NoSuchFileException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(
                    path.toString(),
                    null,
                    "no such file or directory (from " + Path.of("").toAbsolutePath() + ")");
        }
    }

    /** Where each example comes from. */
    final List<Origin> origins() {
        return origins;
    }

    /** What a text goes through. */
    final List<ConfiguredObjectProvenance> pipelineProvenance() {
        List<ConfiguredObjectProvenance> pipeline = new ArrayList<>(List.of(extractor.getProvenance()));
        preprocessors.forEach(p -> pipeline.add(p.getProvenance()));
        return pipeline;
    }

    final Path path() {
        return path;
    }

    /**
     * Iterates over new examples each time: an {@code ImmutableDataset} cuts the features that it does not know out of the
     * examples it is given, and the next user of this source must not miss them.
     */
    @Override
    public final Iterator<Example<Label>> iterator() {
        return examples.stream().iterator();
    }

    @Override
    public final TokenExamples tokenExamples() {
        return examples;
    }

    @Override
    public final OutputFactory<Label> getOutputFactory() {
        return new LabelFactory();
    }

    @Override
    public final ConfiguredDataSourceProvenance getProvenance() {
        return provenance;
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(path=" + path + ",extractor=" + extractor + ",preprocessors="
                + preprocessors + ")";
    }
}
