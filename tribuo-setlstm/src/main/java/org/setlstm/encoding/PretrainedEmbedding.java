package org.setlstm.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.logging.Logger;
import org.setlstm.network.Architecture;
import org.setlstm.sequence.Vocabulary;
import org.setlstm.sparse.LargestEntries;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.Sparsity;

/**
 * The start of an embedding from word vectors. Vectors as long as its rows give rows their largest entries; others are coded by
 * a {@link VectorDictionary} of as many atoms as rows have positions, or fewer. The unknown token starts by chance, as tokens without a
 * vector do.
 */
public final class PretrainedEmbedding {
    /** The trainer's, above: who listens to a training listens there. */
    private static final Logger logger = Logger.getLogger("org.setlstm.SETLSTMTrainer");

    private static final int NAMED = 5;

    private PretrainedEmbedding() {}

    /**
     * Makes an embedding. The same bits for any number of threads.
     *
     * @param dimension The length of all vectors.
     * @param vectors Looks a token's vector up; null for a token without one.
     * @param vocabulary The known tokens.
     * @param columns Values of a row.
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
            int columns,
            Sparsity sparsity,
            RowWeights words,
            double scale,
            SplittableRandom random) {
        List<String> tokens = vocabulary.tokens();
        float[][] found = new float[tokens.size() + 1][];
        for (int row = Architecture.UNKNOWN + 1; row < found.length; row++) {
            found[row] = vector(tokens.get(row - 1), dimension, vectors);
        }
        report(found, tokens);
        return LargestEntries.of(
                found.length,
                columns,
                columns == dimension
                        ? (row, entries) -> found[row]
                        : coded(found, columns, sparsity.count(found.length, columns)),
                sparsity,
                words,
                scale,
                random);
    }

    private static float[] vector(String token, int dimension, Function<String, float[]> vectors) {
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
        return zero ? null : vector;
    }

    private static void report(float[][] found, List<String> tokens) {
        long count = Arrays.stream(found).filter(Objects::nonNull).count();
        if (count == 0) {
            throw new IllegalArgumentException("None of the " + tokens.size() + " known tokens has a word vector. They"
                    + " were looked up as they are: '"
                    + String.join("', '", tokens.subList(0, Math.min(NAMED, tokens.size())))
                    + "'. Are the word vectors of another language, or of tokens in another case?");
        }
        logger.info(() -> count + " of " + tokens.size() + " known tokens start from word vectors");
    }

    private static LargestEntries.Vectors coded(float[][] found, int columns, int stored) {
        float[][] vectors = Arrays.stream(found).filter(Objects::nonNull).toArray(float[][]::new);
        int entries = Math.max(1, Math.round((float) stored / found.length));
        VectorDictionary dictionary = VectorDictionary.learn(vectors, columns, entries);
        return (row, size) -> found[row] == null ? null : Arrays.copyOf(dictionary.code(found[row], size), columns);
    }
}
