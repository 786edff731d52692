package org.setlstm.sequence;

import com.oracle.labs.mlrg.olcut.util.MutableLong;
import java.util.Arrays;
import java.util.HashMap;
import org.tribuo.CategoricalInfo;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableFeatureMap;
import org.tribuo.RealInfo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;

/**
 * The features of documents as Tribuo's mutable data set observes them, example after example, but found by numbers: looking
 * names up was most of the time.
 */
final class ObservedFeatures {
    private final TokenExamples examples;
    private final TokenDocuments documents;

    /** Of each token how often the document at hand has held it so far. */
    private final int[] seen;

    ObservedFeatures(TokenExamples examples) {
        this.examples = examples;
        documents = examples.documents();
        seen = new int[documents.types()];
    }

    /** Is told of each token of each document. */
    private interface Observer {
        /** Both count from 1. */
        void observe(int token, int occurrence, int position);
    }

    private void observe(int index, Observer observer) {
        int[] document = documents.document(index);
        for (int i = 0; i < document.length; i++) {
            observer.observe(document[i], ++seen[document[i]], i + 1);
        }
        for (int token : document) {
            seen[token] = 0;
        }
    }

    /** How many there are. */
    int count() {
        if (!examples.areSequences()) {
            return map().size();
        }
        int[] most = new int[documents.types()];
        for (int index = 0; index < examples.size(); index++) {
            observe(index, (token, occurrence, position) -> most[token] = Math.max(most[token], occurrence));
        }
        return Arrays.stream(most).sum();
    }

    MutableFeatureMap map() {
        return examples.areSequences() ? ofDocuments() : ofExamples();
    }

    private MutableFeatureMap ofDocuments() {
        Observed[][] observed = new Observed[documents.types()][0];
        for (int index = 0; index < examples.size(); index++) {
            observe(index, (token, occurrence, position) -> {
                if (occurrence > observed[token].length) {
                    observed[token] = Arrays.copyOf(observed[token], occurrence);
                    observed[token][occurrence - 1] = new Histogram(examples.name(token, occurrence));
                }
                observed[token][occurrence - 1] = observed[token][occurrence - 1].with(position);
            });
        }
        MutableFeatureMap map = new MutableFeatureMap();
        for (int token = 0; token < observed.length; token++) {
            for (Observed feature : observed[token]) {
                map.put(feature.copy());
            }
            observed[token] = null;
        }
        return map;
    }

    /** Among them are some of other features. */
    private MutableFeatureMap ofExamples() {
        MutableFeatureMap map = new MutableFeatureMap();
        for (int index = 0; index < examples.size(); index++) {
            Example<Label> own = examples.kept(index);
            if (own == null) {
                observe(index, (token, occurrence, position) -> map.add(examples.name(token, occurrence), position));
            } else {
                for (Feature feature : own) {
                    map.add(feature.getName(), feature.getValue());
                }
            }
        }
        return map;
    }

    /** What a feature's values were so far. */
    private interface Observed {
        /** What it has become by another value. */
        Observed with(int position);

        VariableInfo copy();
    }

    /** The values of a feature that has few. */
    private static final class Histogram implements Observed {
        private final String name;
        private int[] positions = new int[1];
        private int[] counts = new int[1];
        private int size;

        Histogram(String name) {
            this.name = name;
        }

        /** As {@link MutableFeatureMap#add} has it. */
        @Override
        public Observed with(int position) {
            int i = 0;
            while (i < size && positions[i] != position) {
                i++;
            }
            if (i == size) {
                if (size == positions.length) {
                    positions = Arrays.copyOf(positions, 2 * size);
                    counts = Arrays.copyOf(counts, 2 * size);
                }
                positions[size++] = position;
            }
            counts[i]++;
            return size > CategoricalInfo.THRESHOLD ? new Real(new Categorical(this).generateRealInfo()) : this;
        }

        @Override
        public VariableInfo copy() {
            return new Categorical(this).copy();
        }
    }

    /** To get at what Tribuo keeps to itself and to its subclasses; only copies of Tribuo's own class leave from here. */
    private static final class Categorical extends CategoricalInfo {
        private static final long serialVersionUID = 1L;

        Categorical(Histogram histogram) {
            super(histogram.name);
            count = Arrays.stream(histogram.counts).sum();
            if (histogram.size == 1) {
                observedValue = histogram.positions[0];
                observedCount = count;
            } else {
                valueCounts = new HashMap<>(2 * histogram.size);
                for (int i = 0; i < histogram.size; i++) {
                    valueCounts.put((double) histogram.positions[i], new MutableLong(histogram.counts[i]));
                }
            }
        }
    }

    /** As the other. */
    private static final class Real extends RealInfo implements Observed {
        private static final long serialVersionUID = 1L;

        Real(RealInfo info) {
            super(info);
        }

        @Override
        public Observed with(int position) {
            observe(position);
            return this;
        }
    }
}
