package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.setlstm.file.StrictDecoder;
import org.tribuo.classification.Label;
import org.tribuo.data.text.DocumentPreprocessor;
import org.tribuo.data.text.TextFeatureExtractor;

/**
 * Reads labelled documents from a directory for each label, with a file for each document: {@code root/label/document}.
 *
 * <p>Labels come in the order of their names, and so do the documents of a label, on every operating system. Read are
 * the regular files directly in a label's directory; ignored are files directly in the root, directories further down,
 * and everything whose name starts with a dot. A directory of a label without documents is an error. Documents without
 * any tokens are left out, and one warning says how many. All is read by the constructor. The hash in the provenance is
 * a SHA-256 over the relative names, lengths and bytes of the documents in their order.
 */
public final class DirectoryTextSource extends TextSource {

    @Config(description = "The charset of the documents.")
    private String charset = StandardCharsets.UTF_8.name();

    /** For OLCUT. */
    private DirectoryTextSource() {}

    /**
     * Reads documents in UTF-8.
     *
     * @param root the directory that holds a directory for each label
     * @param extractor turns a text into an example
     * @param preprocessors applied in order to each text before it is extracted
     * @throws IOException if something cannot be read, or {@code root} is no directory
     * @throws IllegalArgumentException if there are no labels, a label has no documents, or a document is not in UTF-8;
     *     the message names the file
     */
    public DirectoryTextSource(Path root, TextFeatureExtractor<Label> extractor, DocumentPreprocessor... preprocessors)
            throws IOException {
        this(root, extractor, StandardCharsets.UTF_8, preprocessors);
    }

    /**
     * Reads documents in a charset of your choice.
     *
     * @param root the directory that holds a directory for each label
     * @param extractor turns a text into an example
     * @param charset the charset of the documents
     * @param preprocessors applied in order to each text before it is extracted
     * @throws IOException if something cannot be read, or {@code root} is no directory
     * @throws IllegalArgumentException if there are no labels, a label has no documents, or a document is not in the
     *     charset; the message names the file
     */
    public DirectoryTextSource(
            Path root, TextFeatureExtractor<Label> extractor, Charset charset, DocumentPreprocessor... preprocessors)
            throws IOException {
        super(root, extractor, preprocessors);
        this.charset = charset.name();
        postConfig();
    }

    @Override
    void read(Path root, Documents documents) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(root + ": a directory is needed, DelimitedTextSource reads single files");
        }
        StrictDecoder decoder = new StrictDecoder(charset(), "Give the right one as the source's charset.");
        List<Path> labels = list(root, Files::isDirectory);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException(
                    root + ": no directories found. There must be one for each label, which holds its documents.");
        }
        for (Path label : labels) {
            List<Path> files = list(label, Files::isRegularFile);
            if (files.isEmpty()) {
                throw new IllegalArgumentException(label + ": no documents found in the directory of this label."
                        + " Remove it if it is no label, or give the directory right above the labels.");
            }
            for (Path file : files) {
                read(name(label), file, decoder, documents);
            }
        }
    }

    private Charset charset() {
        try {
            return Charset.forName(charset);
        } catch (IllegalArgumentException e) {
            throw new PropertyException("", "charset", "'" + charset + "' is no charset of this Java");
        }
    }

    private static List<Path> list(Path directory, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !name(entry).startsWith("."))
                    .filter(wanted)
                    .sorted(Comparator.comparing(DirectoryTextSource::name))
                    .toList();
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static void read(String label, Path file, StrictDecoder decoder, Documents documents) throws IOException {
        byte[] content = Files.readAllBytes(file);
        documents.modifiedAt(Files.getLastModifiedTime(file));
        String relative = label + "/" + name(file);
        // With a terminated name and a length in front no two different trees feed the digest the same bytes.
        MessageDigest digest = documents.digest();
        digest.update((relative + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(content.length).array());
        digest.update(content);
        String text = decoder.decode(ByteBuffer.wrap(content), file::toString);
        documents.add(label, StrictDecoder.withoutByteOrderMark(text), relative);
    }

    @Override
    TextSourceProvenance createProvenance(FileTime modified, String hash) {
        return new DirectoryTextSourceProvenance(this, modified, hash);
    }

    /** Provenance of a {@link DirectoryTextSource}. */
    public static final class DirectoryTextSourceProvenance extends TextSourceProvenance {
        private static final long serialVersionUID = 1L;

        DirectoryTextSourceProvenance(DirectoryTextSource host, FileTime modified, String hash) {
            super(host, modified, hash);
        }

        /**
         * Used by the OLCUT provenance system to read a stored provenance.
         *
         * @param map the stored values
         */
        public DirectoryTextSourceProvenance(Map<String, Provenance> map) {
            super(map);
        }
    }
}
