package org.setlstm.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tribuo.ImmutableFeatureMap;

/**
 * Counts in how many documents each token stands, and numbers the most frequent. Only the documents that were added
 * count: a feature map may know more, such as the test half of a cross-validation.
 */
public final class VocabularyBuilder {
    private record Entry(String token, int provisional) {}

    private final Map<String, Integer> provisional = new HashMap<>();
    private final List<int[]> documents = new ArrayList<>();
    private final ImmutableFeatureMap features;
    private final int minDocuments;
    private final int maxTokens;
    private final int prefix;
    private int[] frequency = new int[1024];
    private int[] lastDocument = new int[1024];

    /**
     * Without documents, for unknown tokens that stay unknown.
     *
     * @param features The features that the model will know.
     * @param minDocuments A known token stands in at least so many documents.
     * @param maxTokens Known tokens at most; 0 for no bound.
     */
    public VocabularyBuilder(ImmutableFeatureMap features, int minDocuments, int maxTokens) {
        this(features, minDocuments, maxTokens, 0);
    }

    /**
     * Without documents.
     *
     * @param features The features that the model will know: a token whose first occurrence is none of them, because
     *     it was selected away, stays unknown.
     * @param minDocuments A known token stands in at least so many documents.
     * @param maxTokens Known tokens at most; 0 for no bound. Of equally frequent ones the first in the order of their
     *     characters stay.
     * @param prefix Letters that an unknown token shares at least with the known one that it counts as; 0 if it stays unknown.
     */
    public VocabularyBuilder(ImmutableFeatureMap features, int minDocuments, int maxTokens, int prefix) {
        this.features = features;
        this.minDocuments = minDocuments;
        this.maxTokens = maxTokens;
        this.prefix = prefix;
    }

    /**
     * Adds a document.
     *
     * @param tokens Its tokens in order.
     */
    public void add(String[] tokens) {
        int[] document = new int[tokens.length];
        int number = documents.size() + 1;
        for (int i = 0; i < tokens.length; i++) {
            int id = provisional.computeIfAbsent(tokens[i], t -> provisional.size());
            if (id >= frequency.length) {
                frequency = Arrays.copyOf(frequency, 2 * id);
                lastDocument = Arrays.copyOf(lastDocument, 2 * id);
            }
            if (lastDocument[id] != number) {
                lastDocument[id] = number;
                frequency[id]++;
            }
            document[i] = id;
        }
        documents.add(document);
    }

    /**
     * The known tokens.
     *
     * @return Rows by descending document frequency.
     */
    public Vocabulary vocabulary() {
        return new Vocabulary(features, known().mapToInt(e -> id(e.token)).toArray(), prefix);
    }

    private int id(String token) {
        return features.getID(TokenFeatures.name(token, 1));
    }

    private Stream<Entry> known() {
        return provisional.entrySet().stream()
                .map(e -> new Entry(e.getKey(), e.getValue()))
                .filter(e -> frequency[e.provisional] >= minDocuments && id(e.token) >= 0)
                .sorted(Comparator.comparingInt((Entry e) -> -frequency[e.provisional])
                        .thenComparing(Entry::token))
                .limit(maxTokens == 0 ? Long.MAX_VALUE : maxTokens);
    }

    /**
     * The documents.
     *
     * @param vocabulary What {@link #vocabulary()} gave.
     * @return In the order in which they were added, each token as its row.
     */
    public int[][] documents(Vocabulary vocabulary) {
        int[] row = new int[provisional.size()];
        List<Entry> known = known().toList();
        for (int i = 0; i < known.size(); i++) {
            row[known.get(i).provisional] = i + 1;
        }
        provisional.forEach((token, id) -> row[id] = row[id] == 0 ? vocabulary.backOff(token) : row[id]);
        return documents.stream()
                .map(d -> Arrays.stream(d).map(id -> row[id]).toArray())
                .toArray(int[][]::new);
    }
}
