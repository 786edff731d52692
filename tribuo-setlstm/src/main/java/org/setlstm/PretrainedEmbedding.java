package org.setlstm;

import java.util.List;
import java.util.SplittableRandom;
import java.util.logging.Logger;
import org.setlstm.network.Architecture;
import org.setlstm.sequence.Vocabulary;
import org.setlstm.sparse.LargestEntries;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.Sparsity;

/** The start of an embedding from word vectors. The unknown token starts by chance, as tokens without a vector do. */
final class PretrainedEmbedding {
    private static final Logger logger = Logger.getLogger(SETLSTMTrainer.class.getName());
    private static final int NAMED = 5;

    private final WordVectors vectors;
    private final List<String> tokens;
    private int found;

    private PretrainedEmbedding(WordVectors vectors, List<String> tokens) {
        this.vectors = vectors;
        this.tokens = tokens;
    }

    static SparseMatrix of(
            WordVectors vectors,
            Vocabulary vocabulary,
            Sparsity sparsity,
            RowWeights words,
            double scale,
            SplittableRandom random) {
        PretrainedEmbedding pretrained = new PretrainedEmbedding(vectors, vocabulary.tokens());
        SparseMatrix embedding = LargestEntries.of(
                vocabulary.size() + 1, vectors.dimension(), pretrained::row, sparsity, words, scale, random);
        pretrained.report();
        return embedding;
    }

    private float[] row(int row) {
        if (row == Architecture.UNKNOWN) {
            return null;
        }
        String token = tokens.get(row - 1);
        float[] vector = vectors.vector(token);
        if (vector == null) {
            return null;
        }
        if (vector.length != vectors.dimension()) {
            throw new IllegalArgumentException("The word vector of '" + token + "' has " + vector.length
                    + " values, and the others have " + vectors.dimension());
        }
        boolean zero = true;
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(
                        "The word vector of '" + token + "' has the value " + value + ", which is not finite");
            }
            zero &= value == 0.0f;
        }
        // A vector of zeros says nothing of its word, and evolution would remove all its entries.
        if (zero) {
            return null;
        }
        found++;
        return vector;
    }

    private void report() {
        if (found == 0) {
            throw new IllegalArgumentException("None of the " + tokens.size() + " known tokens has a word vector. They"
                    + " were looked up as they are: '"
                    + String.join("', '", tokens.subList(0, Math.min(NAMED, tokens.size())))
                    + "'. Are the word vectors of another language, or of tokens in another case?");
        }
        logger.info(() -> found + " of " + tokens.size() + " known tokens start from word vectors");
    }
}
