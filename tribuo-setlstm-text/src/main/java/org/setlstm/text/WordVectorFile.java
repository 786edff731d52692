package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.setlstm.WordVectors;
import org.setlstm.dense.ND4J;
import org.setlstm.file.StoredFiles;
import org.setlstm.optional.Feature;

/**
 * Word vectors from a text file of GloVe, word2vec or fastText, in UTF-8.
 *
 * <p>The file may be gzipped, whatever its name. A token may contain spaces: the values are what a line ends in. If it
 * stands twice its first vector counts. Blank lines are ignored. Anything else that is not as described is an error that
 * names the line; so is a header that announces another number of vectors than follow, unless {@code maxTokens} ends
 * reading before. The whole file is read at once. The hash in the provenance is the SHA-256 of the file as it is stored.
 *
 * <p>ND4J holds the values, outside of the Java heap; reading needs them twice for a moment.
 */
public final class WordVectorFile implements WordVectors {
    @Config(mandatory = true, description = "The file, plain or gzipped.")
    private Path path;

    @Config(description = "How the file is laid out: AUTO, GLOVE, WORD2VEC or FASTTEXT.")
    private WordVectorFormat format = WordVectorFormat.AUTO;

    @Config(
            description =
                    "Tokens at most, the first of the file, which are the most frequent in all common ones; 0 for all.")
    private int maxTokens = 0;

    private Map<String, Integer> rows;
    private Matrix matrix;
    private WordVectorFileProvenance provenance;

    /** Apart, so that OLCUT can look at the fields of this class, and this class say that ND4J is missing. */
    private record Matrix(INDArray array) {}

    /** For OLCUT. */
    private WordVectorFile() {}

    /**
     * Reads a file of any of the formats.
     *
     * @param path the file
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the content is not as described; the message names file and line
     * @throws IllegalStateException if ND4J is missing; the message names what to add
     */
    public WordVectorFile(Path path) throws IOException {
        this(path, WordVectorFormat.AUTO, 0);
    }

    /**
     * Reads a file.
     *
     * @param path the file
     * @param format how it is laid out
     * @param maxTokens how many tokens to read at most, 0 for all
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the content is not as described; the message names file and line
     * @throws IllegalStateException if ND4J is missing; the message names what to add
     * @throws PropertyException if {@code maxTokens} is negative
     */
    public WordVectorFile(Path path, WordVectorFormat format, int maxTokens) throws IOException {
        this.path = path;
        this.format = format;
        this.maxTokens = maxTokens;
        postConfig();
    }

    /**
     * Used by the OLCUT configuration system, and should not be called by external code.
     *
     * @throws IOException if the file cannot be read
     */
    @Override
    public void postConfig() throws IOException {
        if (maxTokens < 0) {
            throw new PropertyException("", "maxTokens", "maxTokens is " + maxTokens + ", and must be at least 0");
        }
        ND4J.require(Feature.WORD_VECTORS);
        TextSource.requireExists(path);
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException(path + " is a directory, and word vectors are a file");
        }
        WordVectorReader reader = new WordVectorReader(path, format, maxTokens);
        MessageDigest digest = ObjectProvenance.DEFAULT_HASH_TYPE.getDigest();
        StoredFiles.read(path, digest, reader::read);
        rows = reader.rows();
        matrix = new Matrix(reader.takeMatrix());
        provenance = new WordVectorFileProvenance(this, ProvenanceUtil.bytesToHexString(digest.digest()));
    }

    /**
     * The tokens.
     *
     * @return In the order of the file, each once
     */
    public List<String> tokens() {
        return List.copyOf(rows.keySet());
    }

    /**
     * All vectors.
     *
     * @return {@code [tokens][dimension]}, the vectors' own: change a copy
     */
    public INDArray matrix() {
        return matrix.array();
    }

    @Override
    public int dimension() {
        return matrix.array().columns();
    }

    @Override
    public float[] vector(String token) {
        Integer row = rows.get(token);
        return row == null ? null : matrix.array().data().getFloatsAt((long) row * dimension(), dimension());
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return provenance;
    }

    @Override
    public String toString() {
        return "WordVectorFile(path=" + path + ",format=" + format + ",maxTokens=" + maxTokens + ")";
    }
}
