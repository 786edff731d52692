package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.setlstm.parallel.ParallelLoop;
import org.setlstm.sequence.TokenExamples;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.data.text.DocumentPreprocessor;
import org.tribuo.data.text.TextFeatureExtractor;

/**
 * What a source has read so far: its examples, what it skipped, and the digest of the bytes. Texts are cut into tokens on all
 * cores, some at once, if that is all that the extractor does; others than our pipeline may not be made for several threads.
 */
final class Documents {
    private static final int MOST_TEXTS = 1 << 10;
    private static final int MOST_CHARACTERS = 1 << 20;

    /** What was read, and what has become of it so far. */
    private static final class Text {
        private final Label label;
        private final String written;
        private final String file;
        private final long line;
        private String document;
        private List<String> tokens;
        private int[] ids;
        private Origin origin;

        Text(Label label, String written, String file, long line) {
            this.label = label;
            this.written = written;
            this.file = file;
            this.line = line;
        }

        String where() {
            return file == null ? "line " + line : file;
        }
    }

    private final Path path;
    private final TextToExample pipeline;

    /** Null if the extractor does something else. */
    private final TokenSequencePipeline sequences;

    private final LabelFactory factory = new LabelFactory();
    private final Map<String, Label> labels = new HashMap<>();
    private final List<Text> texts = new ArrayList<>();
    private int characters;
    private final TokenExamples examples = new TokenExamples();
    private final List<Origin> origins = new ArrayList<>();
    private final MessageDigest digest = ObjectProvenance.DEFAULT_HASH_TYPE.getDigest();
    private FileTime modified = FileTime.fromMillis(0);
    private int skipped;
    private String firstSkipped;

    /** @param path where they are, for errors */
    Documents(Path path, TextFeatureExtractor<Label> extractor, List<DocumentPreprocessor> preprocessors) {
        this.path = path;
        this.pipeline = new TextToExample(preprocessors, extractor);
        this.sequences = pipeline.sequences().orElse(null);
    }

    /** @param line where in the source the document begins, for what is said of it */
    void add(String label, String text, long line) {
        add(new Text(label(label), text, null, line));
    }

    /** @param file the document's own, by its name within the source */
    void add(String label, String text, String file) {
        add(new Text(label(label), text, file, 0));
    }

    private Label label(String name) {
        return labels.computeIfAbsent(name, factory::generateOutput);
    }

    private void add(Text text) {
        if (text.label.getLabel().equals(Label.UNKNOWN)) {
            throw new IllegalArgumentException(path + ", " + text.where() + ": '" + Label.UNKNOWN
                    + "' is what Tribuo calls a document without a label, and so is no label");
        }
        texts.add(text);
        characters += text.written.length();
        if (texts.size() >= MOST_TEXTS || characters >= MOST_CHARACTERS) {
            extract();
        }
    }

    private void extract() {
        if (sequences != null) {
            texts.forEach(text -> text.document = pipeline.preprocess(text.written));
            // Nothing is added meanwhile, so ids can be looked up.
            ParallelLoop.forEach(texts.size(), i -> tokenize(texts.get(i)));
        }
        for (Text text : texts) {
            if (!(sequences == null ? addExample(text) : addTokens(text)) && skipped++ == 0) {
                firstSkipped = text.where();
            }
        }
        texts.clear();
        characters = 0;
    }

    private void tokenize(Text text) {
        text.tokens = text.document == null ? List.of() : sequences.tokenize(text.document);
        text.ids = examples.documents().ids(text.tokens);
        text.origin = origin(text);
    }

    private static Origin origin(Text text) {
        return Origin.of(text.label.getLabel(), text.file, text.line, text.written);
    }

    private boolean addTokens(Text text) {
        if (text.tokens.isEmpty()) {
            return false;
        }
        examples.add(text.label, text.tokens, text.ids);
        origins.add(text.origin);
        return true;
    }

    private boolean addExample(Text text) {
        Example<Label> example = pipeline.extract(text.label, text.written);
        if (example.size() == 0) {
            return false;
        }
        examples.add(example);
        origins.add(origin(text));
        return true;
    }

    /** Must be fed all that the examples depend on. */
    MessageDigest digest() {
        return digest;
    }

    /** Ends the digest. */
    String hash() {
        return ProvenanceUtil.bytesToHexString(digest.digest());
    }

    void modifiedAt(FileTime time) {
        if (time.compareTo(modified) > 0) {
            modified = time;
        }
    }

    /** The latest time at which a part of the source was modified. */
    FileTime modified() {
        return modified;
    }

    /** Of all that was added. */
    TokenExamples examples() {
        extract();
        return examples;
    }

    /** Of each example. */
    List<Origin> origins() {
        return origins;
    }

    int skipped() {
        return skipped;
    }

    String firstSkipped() {
        return firstSkipped;
    }
}
