package org.setlstm.network;

import java.util.Arrays;
import java.util.List;
import org.setlstm.kernel.Kernel;
import org.setlstm.kernel.Panel;
import org.setlstm.sparse.SparseMatrix;

/**
 * Prediction of one document alone, where a vector's lanes would be empty but for one: lanes are units here, products
 * are those of sparse matrices with vectors, and of the input weights only the columns that a word's stored embedding
 * entries meet are read. Each sum is the same, in the same order, as {@link NetworkPass}'s, and so are the bits.
 *
 * <p>One thread at a time. It takes {@code O(layers * units)} memory whatever the document's length, and leaves hardly any
 * garbage but its results.
 */
final class SingleDocument {
    /**
     * One cell's state, its units side by side: {@code [H]}, the gates {@code [4H]}, in whole vectors each. To the kernel it
     * is a single unit, of as many lanes as there are units.
     */
    private static final class State {
        final Panel gates;
        final Panel cell;
        final Panel hidden;

        State(int stride) {
            gates = panel(Architecture.GATES, stride);
            cell = panel(1, stride);
            hidden = panel(1, stride);
        }
    }

    private final Network network;
    private final List<VectorWeights> cells;
    private final Kernel kernel;
    private final int units;
    private final int stride;
    private final State[] states;
    private final DocumentPooling pooling;
    private final Panel features;
    private final Panel logits;
    private final int[][] documents = new int[1][];

    /**
     * For this network.
     *
     * @param network Must not change any more.
     * @param cells Of the network, which any number of these may share.
     */
    SingleDocument(Network network, List<VectorWeights> cells, Kernel kernel) {
        this.network = network;
        this.cells = cells;
        this.kernel = kernel;
        Architecture a = network.architecture();
        units = a.hiddenDimension();
        stride = Panel.wide(units);
        states = new State[a.layers()];
        Arrays.setAll(states, layer -> new State(stride));
        pooling = new DocumentPooling(a);
        features = panel(a.features(), 1);
        logits = panel(a.classes(), 1);
    }

    /** {@code [classes]}. */
    float[] probabilities(int[] document) {
        pool(document);
        System.arraycopy(network.outputBias(), 0, logits.values(), 0, logits.rows());
        VectorWeights.addProduct(network.output(), 0, logits.rows(), features.values(), logits.values(), 0);
        if (network.ngrams() != null) {
            float[] offset = network.ngrams().logits(document);
            for (int c = 0; c < offset.length; c++) {
                logits.values()[c] += offset[c];
            }
        }
        Softmax.apply(logits, 1);
        return logits.values().clone();
    }

    /** {@code [features]}. */
    float[] features(int[] document) {
        pool(document);
        return features.values().clone();
    }

    /** The top layer's states as it reads a document from this direction, {@code [tokens][H]} in the document's order. */
    float[][] hiddenStates(int[] document, int direction) {
        float[][] states = new float[document.length][];
        read(document, direction, (place, hidden) -> states[place] = Arrays.copyOf(hidden, units));
        return states;
    }

    private void pool(int[] document) {
        if (document.length == 0) {
            throw new IllegalArgumentException("The document is empty");
        }
        Architecture a = network.architecture();
        documents[0] = document;
        pooling.start(features, 1);
        for (int direction = 0; direction < a.directions(); direction++) {
            int first = direction * a.pooling().features(units);
            int end = direction == 0 ? document.length - 1 : 0;
            read(document, direction, (place, top) -> pooling.addStep(top, features.values(), first, place == end));
        }
        if (a.shortcut()) {
            for (int token : document) {
                addEmbedding(token, a.pooledFeatures());
            }
        }
        pooling.divide(documents, 1, features);
        documents[0] = null;
    }

    private void addEmbedding(int token, int firstFeature) {
        SparseMatrix embedding = network.embedding();
        for (int k = embedding.rowStart()[token]; k < embedding.rowStart()[token + 1]; k++) {
            features.values()[firstFeature + embedding.columnIndices()[k]] +=
                    embedding.values()[k];
        }
    }

    /** Is told the top layer's state at each place, an array that changes. */
    private interface Reader {
        void at(int place, float[] hidden);
    }

    private void read(int[] document, int direction, Reader reader) {
        for (State state : states) {
            state.cell.clear();
            state.hidden.clear();
        }
        float[] top = states[states.length - 1].hidden.values();
        for (int step = 0; step < document.length; step++) {
            int place = direction == 0 ? step : document.length - 1 - step;
            for (int layer = 0; layer < states.length; layer++) {
                step(cells.get(direction * states.length + layer), layer, document[place]);
            }
            reader.at(place, top);
        }
    }

    private void step(VectorWeights cell, int layer, int token) {
        State state = states[layer];
        float[] gates = state.gates.values();
        cell.start(gates);
        if (layer == 0) {
            cell.addInput(network.embedding(), token, gates);
        } else {
            cell.addInput(states[layer - 1].hidden.values(), gates);
        }
        cell.addRecurrent(state.hidden.values(), gates);
        kernel.lstmForward(state.gates, 0, state.cell, state.hidden, stride);
    }

    private static Panel panel(int rows, int lanes) {
        return new Panel(new float[rows * lanes], 0, rows, lanes);
    }
}
