package org.setlstm.sequence;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.tribuo.CategoricalInfo;
import org.tribuo.Example;
import org.tribuo.MutableFeatureMap;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;

/**
 * Labelled documents as the ids of their tokens, and the examples that they stand for, which are made when somebody asks, at each
 * call anew: what is changed in one is changed there alone.
 *
 * <p>Any example can be added. One that is more or less than {@link TokenFeatures#encode} would make of a label and some tokens,
 * as with features of its own, gaps or metadata, is kept as it is.
 *
 * <p>For one thread while examples are added, then for any number.
 */
public final class TokenExamples extends AbstractList<Example<Label>> implements RandomAccess {
    private final TokenDocuments documents = new TokenDocuments();
    private final Map<String, Integer> labelIds = new HashMap<>();
    private final List<Label> labels = new ArrayList<>();

    /** By their indices, where the document is empty. */
    private final Map<Integer, Example<Label>> kept = new HashMap<>();

    private final Names keptNames = new Names();
    private int[] labelOf = new int[16];

    /** Null if all are 1. */
    private float[] weights;

    /** By token and occurrence. Threads may lose each other's names, which are then made again. */
    private String[][] names = new String[16][];

    /** Without examples. */
    public TokenExamples() {}

    /**
     * Adds an example.
     *
     * @param example The example, which must not be changed if it is to be kept.
     * @return True.
     */
    @Override
    public boolean add(Example<Label> example) {
        List<String> tokens = isPlain(example) ? TokenFeatures.sequence(example) : null;
        if (tokens == null) {
            example.canonicalize(keptNames);
            kept.put(size(), example);
            addLabel(-1);
            documents.add(List.of());
        } else {
            add(example.getOutput(), tokens, documents.ids(tokens));
            setWeight(size() - 1, example.getWeight());
        }
        return true;
    }

    /** Of Tribuo's own class and without anything that a label and tokens don't say. */
    private static boolean isPlain(Example<Label> example) {
        return example.getClass() == ArrayExample.class
                && example.getMetadata().isEmpty()
                && isPlain(example.getOutput());
    }

    /** Tribuo knows the label of those who have none by its identity. */
    private static boolean isPlain(Label label) {
        return label.getClass() == Label.class && label != LabelFactory.UNKNOWN_LABEL && Double.isNaN(label.getScore());
    }

    /**
     * Adds a document.
     *
     * @param label Its label, without a score, and not Tribuo's unknown one.
     * @param tokens Its tokens in order, at least one.
     * @param found What {@link TokenDocuments#ids(List)} gave for them. It is changed.
     * @throws IllegalArgumentException If the label or the tokens are not as they should be.
     */
    public void add(Label label, List<String> tokens, int[] found) {
        if (!isPlain(label) || tokens.isEmpty()) {
            throw new IllegalArgumentException("Can't add " + tokens.size() + " tokens of '" + label
                    + "': at least one and a plain label are needed");
        }
        TokenFeatures.requirePositions(tokens.size());
        Integer id = labelIds.computeIfAbsent(label.getLabel(), name -> {
            labels.add(label);
            return labels.size() - 1;
        });
        addLabel(id);
        documents.add(tokens, found);
    }

    private void addLabel(int label) {
        int size = size();
        if (size == labelOf.length) {
            labelOf = Arrays.copyOf(labelOf, 2 * size);
        }
        labelOf[size] = label;
        if (weights != null) {
            setWeight(size, 1.0f);
        }
    }

    private void setWeight(int index, float weight) {
        if (weights == null && weight == 1.0f) {
            return;
        }
        if (weights == null) {
            weights = new float[labelOf.length];
            Arrays.fill(weights, 1.0f);
        }
        if (index >= weights.length) {
            weights = Arrays.copyOf(weights, labelOf.length);
        }
        weights[index] = weight;
    }

    /**
     * Makes an example.
     *
     * @param index Which, from 0.
     * @return The example, the caller's own.
     */
    @Override
    public Example<Label> get(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("There is no example " + index + " of " + size());
        }
        Example<Label> own = kept.get(index);
        return own == null ? example(index) : own.copy();
    }

    private Example<Label> example(int index) {
        int[] document = documents.document(index);
        int[] occurrences = TokenDocuments.occurrences(document);
        String[] featureNames = new String[document.length];
        double[] positions = new double[document.length];
        for (int i = 0; i < document.length; i++) {
            featureNames[i] = name(document[i], occurrences[i]);
            positions[i] = i + 1;
        }
        Example<Label> example = new ArrayExample<>(label(index), featureNames, positions);
        example.setWeight(weight(index));
        return example;
    }

    /** A feature's name, the same object for all examples. */
    String name(int token, int occurrence) {
        String[][] all = names;
        if (token >= all.length) {
            all = Arrays.copyOf(all, Math.max(documents.types(), 2 * all.length));
            names = all;
        }
        String[] ofToken = all[token];
        if (ofToken == null || occurrence > ofToken.length) {
            ofToken = ofToken == null
                    ? new String[occurrence]
                    : Arrays.copyOf(ofToken, Math.max(occurrence, 2 * ofToken.length));
            all[token] = ofToken;
        }
        String name = ofToken[occurrence - 1];
        if (name == null) {
            name = TokenFeatures.name(documents.token(token), occurrence);
            ofToken[occurrence - 1] = name;
        }
        return name;
    }

    @Override
    public int size() {
        return documents.size();
    }

    /**
     * Whether {@link #documents()} say all there is of the examples but for labels and weights.
     *
     * @return True if no example is kept as it is.
     */
    public boolean areSequences() {
        return kept.isEmpty();
    }

    /**
     * The documents.
     *
     * @return As many as there are examples; empty is that of an example that is kept as it is.
     */
    public TokenDocuments documents() {
        return documents;
    }

    /**
     * The label of an example.
     *
     * @param index Which, from 0.
     * @return The label.
     */
    public Label label(int index) {
        return labelOf[index] < 0 ? kept.get(index).getOutput() : labels.get(labelOf[index]);
    }

    /**
     * The weight of an example.
     *
     * @param index Which, from 0.
     * @return The weight, 1 if none was set.
     */
    public float weight(int index) {
        Example<Label> own = kept.get(index);
        if (own != null) {
            return own.getWeight();
        }
        return weights == null ? 1.0f : weights[index];
    }

    /** Of those kept as they are, the first that Tribuo's data sets refuse; -1 if there is none. */
    int firstInvalid() {
        return kept.entrySet().stream()
                .filter(e -> !e.getValue().validateExample())
                .mapToInt(Map.Entry::getKey)
                .min()
                .orElse(-1);
    }

    /** The example that is kept as it is; null if its document says all. */
    Example<Label> kept(int index) {
        return kept.get(index);
    }

    /** Lets the examples that are kept share one string for each feature name, which is most of their memory. */
    private static final class Names extends MutableFeatureMap {
        private static final long serialVersionUID = 1L;

        @Override
        public VariableInfo get(String name) {
            // An example also asks for the nulls in the unused end of its array.
            return name == null ? null : m.computeIfAbsent(name, CategoricalInfo::new);
        }
    }
}
