package org.setlstm.sequence;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.tribuo.ImmutableFeatureMap;

/**
 * Counts in how many documents each token stands, and numbers the most frequent. Only the documents that were counted
 * count: a feature map may know more, such as the test half of a cross-validation.
 */
public final class VocabularyBuilder {
    private final TokenDocuments documents;
    private final ImmutableFeatureMap features;
    private final int minDocuments;
    private final int maxTokens;
    private final int prefix;

    /** Of each token the documents that hold it. */
    private final int[] frequency;

    /** Of each token the number of the last of them. */
    private final int[] last;

    private int counted;

    /**
     * With nothing counted.
     *
     * @param documents The documents, to which none are added any more.
     * @param features The features that the model will know: a token whose first occurrence is none of them, because
     *     it was selected away, stays unknown.
     * @param minDocuments A known token stands in at least so many documents.
     * @param maxTokens Known tokens at most; 0 for no bound. Of equally frequent ones the first in the order of their
     *     characters stay.
     * @param prefix Letters that an unknown token shares at least with the known one that it counts as; 0 if it stays unknown.
     */
    public VocabularyBuilder(
            TokenDocuments documents, ImmutableFeatureMap features, int minDocuments, int maxTokens, int prefix) {
        this.documents = documents;
        this.features = features;
        this.minDocuments = minDocuments;
        this.maxTokens = maxTokens;
        this.prefix = prefix;
        frequency = new int[documents.types()];
        last = new int[documents.types()];
    }

    /**
     * Counts a document.
     *
     * @param index Which.
     */
    public void count(int index) {
        counted++;
        for (int id : documents.document(index)) {
            if (last[id] != counted) {
                last[id] = counted;
                frequency[id]++;
            }
        }
    }

    /**
     * The known tokens.
     *
     * @return Rows by descending document frequency.
     */
    public Vocabulary vocabulary() {
        return new Vocabulary(features, known().map(this::featureId).toArray(), prefix);
    }

    private int featureId(int token) {
        return features.getID(TokenFeatures.name(documents.token(token), 1));
    }

    private IntStream known() {
        return IntStream.range(0, documents.types())
                .filter(id -> frequency[id] > 0 && frequency[id] >= minDocuments && featureId(id) >= 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer id) -> -frequency[id]).thenComparing(documents::token))
                .mapToInt(id -> id)
                .limit(maxTokens == 0 ? Long.MAX_VALUE : maxTokens);
    }

    /**
     * What tokens count as.
     *
     * @param vocabulary What {@link #vocabulary()} gave.
     * @return Of each token of the documents, counted or not, its row.
     */
    public int[] rows(Vocabulary vocabulary) {
        int[] rows = new int[documents.types()];
        int[] known = known().toArray();
        for (int i = 0; i < known.length; i++) {
            rows[known[i]] = i + 1;
        }
        for (int id = 0; id < rows.length; id++) {
            rows[id] = rows[id] == 0 ? vocabulary.backOff(documents.token(id)) : rows[id];
        }
        return rows;
    }
}
