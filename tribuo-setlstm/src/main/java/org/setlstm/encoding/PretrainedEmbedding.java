package org.setlstm.encoding;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.logging.Logger;
import org.setlstm.network.Architecture;
import org.setlstm.sequence.Vocabulary;
import org.setlstm.sparse.LargestEntries;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.Sparsity;

/** The start of an embedding from word vectors. The unknown token starts by chance, as tokens without a vector do. */
public final class PretrainedEmbedding {
    /** The trainer's, above: who listens to a training listens there. */
    private static final Logger logger = Logger.getLogger("org.setlstm.SETLSTMTrainer");

    private static final int NAMED = 5;

    private final int dimension;
    private final Function<String, float[]> vectors;
    private final List<String> tokens;
    private int found;

    private PretrainedEmbedding(int dimension, Function<String, float[]> vectors, List<String> tokens) {
        this.dimension = dimension;
        this.vectors = vectors;
        this.tokens = tokens;
    }

    /**
     * Makes an embedding of the largest entries of each token's vector.
     *
     * @param dimension The length of all vectors.
     * @param vectors Looks a token's vector up; null for a token without one.
     * @param vocabulary The known tokens.
     * @param sparsity Says how many entries the embedding stores.
     * @param words Says how many of them each token gets.
     * @param scale Standard deviation of the entries.
     * @param random Where chance comes from.
     * @return A row for the unknown token and one for each known token.
     * @throws IllegalArgumentException If no known token has a vector, or one has another length or a value that is not
     *     finite.
     */
    public static SparseMatrix of(
            int dimension,
            Function<String, float[]> vectors,
            Vocabulary vocabulary,
            Sparsity sparsity,
            RowWeights words,
            double scale,
            SplittableRandom random) {
        PretrainedEmbedding pretrained = new PretrainedEmbedding(dimension, vectors, vocabulary.tokens());
        SparseMatrix embedding =
                LargestEntries.of(vocabulary.size() + 1, dimension, pretrained::row, sparsity, words, scale, random);
        pretrained.report();
        return embedding;
    }

    private float[] row(int row) {
        if (row == Architecture.UNKNOWN) {
            return null;
        }
        String token = tokens.get(row - 1);
        float[] vector = vectors.apply(token);
        if (vector == null) {
            return null;
        }
        if (vector.length != dimension) {
            throw new IllegalArgumentException("The word vector of '" + token + "' has " + vector.length
                    + " values, and the others have " + dimension);
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
