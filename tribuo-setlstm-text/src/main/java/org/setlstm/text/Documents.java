package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.CategoricalInfo;
import org.tribuo.Example;
import org.tribuo.MutableFeatureMap;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.data.text.DocumentPreprocessor;
import org.tribuo.data.text.TextFeatureExtractor;

/** What a source has read so far: its examples, what it skipped, and the digest of the bytes. */
final class Documents {

    private final Path path;
    private final TextToExample pipeline;
    private final LabelFactory labels = new LabelFactory();
    private final Names names = new Names();
    private final List<Example<Label>> examples = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();
    private final MessageDigest digest = ObjectProvenance.DEFAULT_HASH_TYPE.getDigest();
    private FileTime modified = FileTime.fromMillis(0);
    private int skipped;
    private String firstSkipped;

    /** @param path where they are, for errors */
    Documents(Path path, TextFeatureExtractor<Label> extractor, List<DocumentPreprocessor> preprocessors) {
        this.path = path;
        this.pipeline = new TextToExample(preprocessors, extractor);
    }

    /** @param where the document's place in the source, for what is said of it */
    void add(String label, String text, String where) {
        if (label.equals(Label.UNKNOWN)) {
            throw new IllegalArgumentException(path + ", " + where + ": '" + label
                    + "' is what Tribuo calls a document without a label, and so is no label");
        }
        Example<Label> example = pipeline.extract(labels.generateOutput(label), text);
        if (example.size() == 0) {
            if (skipped++ == 0) {
                firstSkipped = where;
            }
            return;
        }
        example.canonicalize(names);
        examples.add(example);
        origins.add(Origin.of(label, text, where));
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

    List<Example<Label>> examples() {
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

    /** Lets all examples share one string for each feature name, which is most of their memory. */
    private static final class Names extends MutableFeatureMap {
        private static final long serialVersionUID = 1L;

        @Override
        public VariableInfo get(String name) {
            // An example also asks for the nulls in the unused end of its array.
            return name == null ? null : m.computeIfAbsent(name, CategoricalInfo::new);
        }
    }
}
