package org.setlstm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.setlstm.dense.ND4J;
import org.setlstm.network.LSTMCell;
import org.setlstm.network.Network;
import org.setlstm.network.Predictor;
import org.setlstm.optional.Feature;
import org.setlstm.sequence.TokenFeatures;
import org.setlstm.sparse.SparseMatrix;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/**
 * What a model holds and computes, as ND4J arrays of floats, for notebooks. Each array is a copy of its own, where what a
 * sparse matrix doesn't store is 0.
 *
 * <p>A class apart, for it alone needs ND4J, which a model does without: add {@code org.nd4j:nd4j-native}, once plainly
 * and once with the platform's classifier.
 */
public final class ModelArrays {
    private final SETLSTMModel model;
    private final Map<String, SparseMatrix> matrices = new LinkedHashMap<>();
    private final Map<String, float[]> vectors = new LinkedHashMap<>();

    /**
     * Of a model.
     *
     * @param model The model.
     * @throws IllegalStateException If ND4J is missing; the message names what to add.
     */
    public ModelArrays(SETLSTMModel model) {
        ND4J.require(Feature.ARRAYS);
        this.model = model;
        Network network = model.network();
        network.sparseMatrices().forEach(m -> matrices.put(m.name(), m.matrix()));
        matrices.put("output", network.output());
        for (LSTMCell cell : network.cells()) {
            vectors.put(cell.name() + ".bias", cell.bias());
        }
        vectors.put("output.bias", network.outputBias());
    }

    /**
     * What {@link #matrix} and {@link #bias} know.
     *
     * @return The names: the matrices as in the sparsity report, then the biases.
     */
    public List<String> names() {
        List<String> names = new ArrayList<>(matrices.keySet());
        names.addAll(vectors.keySet());
        return names;
    }

    /**
     * A weight matrix.
     *
     * @param name As in {@code embedding}, {@code forward.1.input}, {@code backward.1.recurrent} or {@code output}.
     * @return For {@code embedding} {@code [vocabulary + 1][embeddingDimension]}, of which row 0 is that of all unknown
     *     tokens; for a cell's {@code input} {@code [4 * hiddenDimension][inputs]} and for its {@code recurrent}
     *     {@code [4 * hiddenDimension][hiddenDimension]}, the gates i, f, o and g above one another; for {@code output}
     *     {@code [labels][features]}.
     * @throws IllegalArgumentException If there is no such matrix.
     */
    public INDArray matrix(String name) {
        SparseMatrix matrix = named(matrices, name);
        float[][] rows = new float[matrix.rows()][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = row(matrix, r);
        }
        return array(rows, matrix.columns());
    }

    /**
     * A bias.
     *
     * @param name As in {@code forward.1.bias} or {@code output.bias}.
     * @return {@code [4 * hiddenDimension]}, the gates i, f, o and g after one another, or {@code [labels]}.
     * @throws IllegalArgumentException If there is no such bias.
     */
    public INDArray bias(String name) {
        return Nd4j.createFromArray(named(vectors, name).clone());
    }

    private static <T> T named(Map<String, T> all, String name) {
        T found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException("There is no '" + name + "', but " + String.join(", ", all.keySet()));
        }
        return found;
    }

    /**
     * The embedding of a word.
     *
     * @param token A token as the pipeline makes them, in lower case by default.
     * @return {@code [embeddingDimension]}; of an unknown token what all of them have.
     */
    public INDArray embedding(String token) {
        return Nd4j.createFromArray(
                row(model.network().embedding(), model.vocabulary().rows(new String[] {token})[0]));
    }

    /**
     * What the output layer reads of a document, see {@link SETLSTMModel#documentVector}.
     *
     * @param example An example with ordered tokens; its output is not looked at.
     * @return {@code [features]}.
     * @throws IllegalArgumentException If the example has no features or no token order.
     */
    public INDArray documentVector(Example<Label> example) {
        return Nd4j.createFromArray(model.documentVector(example));
    }

    /**
     * What the output layer reads of documents.
     *
     * @param examples Examples with ordered tokens; their outputs are not looked at.
     * @return {@code [examples][features]}.
     * @throws IllegalArgumentException If there are no examples, or one has no features or no token order.
     */
    public INDArray documentVectors(Iterable<Example<Label>> examples) {
        List<float[]> documents = model.documentVectors(examples);
        if (documents.isEmpty()) {
            throw new IllegalArgumentException("There are no examples, and ND4J has no arrays without rows");
        }
        return array(
                documents.toArray(float[][]::new),
                model.network().architecture().features());
    }

    /**
     * The top layer's hidden states along a text. Of a text that is cut into segments, each is read for itself.
     *
     * @param example An example with ordered tokens; its output is not looked at.
     * @return {@code [tokens][directions * hiddenDimension]}: of each token what the layer that reads forward knows when
     *     it has read up to it, then what the one that reads backward knows when it has read down to it.
     * @throws IllegalArgumentException If the example has no features or no token order.
     */
    public INDArray hiddenStates(Example<Label> example) {
        int[] document = model.vocabulary().rows(TokenFeatures.decode(example));
        float[][] states = new Predictor(model.network()).hiddenStates(document);
        return array(states, states[0].length);
    }

    private static float[] row(SparseMatrix matrix, int r) {
        float[] row = new float[matrix.columns()];
        for (int k = matrix.rowStart()[r]; k < matrix.rowStart()[r + 1]; k++) {
            row[matrix.columnIndices()[k]] = matrix.values()[k];
        }
        return row;
    }

    /** Row by row: one Java array of all could be longer than arrays are. */
    private static INDArray array(float[][] rows, int columns) {
        INDArray array = Nd4j.createUninitialized(DataType.FLOAT, rows.length, columns);
        for (int r = 0; r < rows.length; r++) {
            array.putRow(r, Nd4j.createFromArray(rows[r]));
        }
        return array;
    }
}
