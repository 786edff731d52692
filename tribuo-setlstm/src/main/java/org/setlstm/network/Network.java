package org.setlstm.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.setlstm.checkpoint.State;
import org.setlstm.ngram.NGramLayer;
import org.setlstm.sparse.ErdosRenyi;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.Sparsity;
import org.setlstm.sparse.Uniform;

/**
 * All weights of a network: a sparse embedding, sparse LSTM cells, a dense output layer, and perhaps an n-gram layer, which
 * doesn't change while the others learn. It is state only; the arithmetic is {@link NetworkPass}'s.
 */
public final class Network {
    private final Architecture architecture;
    private final SparseMatrix embedding;
    private final List<LSTMCell> cells;
    private final SparseMatrix output;
    private final float[] outputBias;
    private final NGramLayer ngrams;

    /**
     * Puts a network together.
     *
     * @param architecture Its shape.
     * @param embedding {@code [vocabulary + 1][embeddingDimension]}.
     * @param cells For each direction its layers from the bottom up.
     * @param output {@code [classes][features]}, every position stored.
     * @param outputBias {@code [classes]}.
     * @throws IllegalArgumentException If a part doesn't fit the shape.
     */
    public Network(
            Architecture architecture,
            SparseMatrix embedding,
            List<LSTMCell> cells,
            SparseMatrix output,
            float[] outputBias) {
        this(architecture, embedding, cells, output, outputBias, null);
    }

    private Network(
            Architecture architecture,
            SparseMatrix embedding,
            List<LSTMCell> cells,
            SparseMatrix output,
            float[] outputBias,
            NGramLayer ngrams) {
        this.architecture = architecture;
        this.embedding = embedding;
        this.cells = List.copyOf(cells);
        this.output = output;
        this.outputBias = outputBias;
        this.ngrams = ngrams;
        check(
                embedding.rows() == architecture.embeddingRows()
                        && embedding.columns() == architecture.embeddingDimension(),
                "embedding");
        check(cells.size() == architecture.directions() * architecture.layers(), "number of cells");
        for (int c = 0; c < cells.size(); c++) {
            LSTMCell cell = cells.get(c);
            check(
                    cell.units() == architecture.hiddenDimension()
                            && cell.input().columns() == architecture.inputs(c % architecture.layers()),
                    "cell " + cell.name());
        }
        checkGates();
        check(
                output.rows() == architecture.classes()
                        && output.columns() == architecture.features()
                        && output.stored() == (long) architecture.classes() * architecture.features()
                        && outputBias.length == architecture.classes(),
                "output layer");
        check(ngrams == null || fits(ngrams), "n-gram layer");
    }

    private void checkGates() {
        for (WeightMatrix m : sparseMatrices()) {
            if (m.shared() && !m.matrix().sharesPositions(m.blocks())) {
                throw new IllegalArgumentException("The gates of " + m.name() + " don't share their positions");
            }
        }
    }

    private boolean fits(NGramLayer layer) {
        return layer.bias().length == architecture.classes()
                && layer.ngrams().largestRow() <= architecture.vocabulary();
    }

    /**
     * The same network with an n-gram layer beside it.
     *
     * @param layer The layer, of this network's classes and tokens.
     * @return A network that shares all else with this one.
     * @throws IllegalArgumentException If the layer doesn't fit.
     */
    public Network with(NGramLayer layer) {
        return new Network(architecture, embedding, cells, output, outputBias, layer);
    }

    private static void check(boolean fits, String part) {
        if (!fits) {
            throw new IllegalArgumentException("The " + part + " doesn't fit the network's shape");
        }
    }

    /**
     * A new network. Each matrix is drawn as an Erdos-Renyi graph, unless words differ in weight, and starts with uniform
     * values: in the cells their variance is one over the mean number of entries in a row, so that sparse and dense cells
     * start alike. The forget gate's bias is 1.
     *
     * @param architecture Its shape.
     * @param embeddingSparsity How many entries the embedding stores.
     * @param cellSparsity How many entries each gate's matrices store.
     * @param words How the embedding's entries share out among the words.
     * @param embeddingScale Standard deviation of the embedding's entries.
     * @param random Where chance comes from.
     * @return The network.
     */
    public static Network create(
            Architecture architecture,
            Sparsity embeddingSparsity,
            Sparsity cellSparsity,
            RowWeights words,
            double embeddingScale,
            SplittableRandom random) {
        SparseMatrix embedding = ErdosRenyi.draw(
                architecture.embeddingRows(), architecture.embeddingDimension(), embeddingSparsity, words, random);
        Uniform.fill(embedding.values(), embeddingScale, random);
        return create(architecture, embedding, cellSparsity, random);
    }

    /**
     * A new network around an embedding; all else starts as in the other {@code create}.
     *
     * @param architecture Its shape.
     * @param embedding {@code [vocabulary + 1][embeddingDimension]}.
     * @param cellSparsity How many entries each gate's matrices store.
     * @param random Where chance comes from.
     * @return The network.
     */
    public static Network create(
            Architecture architecture, SparseMatrix embedding, Sparsity cellSparsity, SplittableRandom random) {
        int units = architecture.hiddenDimension();
        List<LSTMCell> cells = new ArrayList<>();
        for (int direction = 0; direction < architecture.directions(); direction++) {
            for (int layer = 0; layer < architecture.layers(); layer++) {
                float[] bias = new float[Architecture.GATES * units];
                Arrays.fill(bias, units, 2 * units, 1.0f);
                cells.add(new LSTMCell(
                        cellName(direction, layer),
                        gates(architecture, architecture.inputs(layer), cellSparsity, random),
                        gates(architecture, units, cellSparsity, random),
                        bias));
            }
        }
        float[] weights = new float[Math.multiplyExact(architecture.classes(), architecture.features())];
        Uniform.fill(weights, 1.0 / StrictMath.sqrt(architecture.features()), random);
        SparseMatrix output = SparseMatrix.full(architecture.classes(), architecture.features(), weights);
        return new Network(architecture, embedding, cells, output, new float[architecture.classes()]);
    }

    /**
     * What a cell is called.
     *
     * @param direction 0 or 1.
     * @param layer From 0.
     * @return As in {@code backward.1}.
     */
    public static String cellName(int direction, int layer) {
        return (direction == 0 ? "forward." : "backward.") + (layer + 1);
    }

    private static SparseMatrix gates(Architecture a, int inputs, Sparsity sparsity, SplittableRandom random) {
        int units = a.hiddenDimension();
        // Gates that store everything share it anyway: so a dense network is the same under both.
        boolean full = sparsity.count(units, inputs) == (long) units * inputs;
        SparseMatrix gates = a.sharesGates() && !full
                ? ErdosRenyi.drawShared(Architecture.GATES, units, inputs, sparsity, random)
                : ErdosRenyi.draw(Architecture.GATES, units, inputs, sparsity, random);
        Uniform.fill(gates.values(), StrictMath.sqrt((double) gates.rows() / gates.stored()), random);
        return gates;
    }

    /**
     * The shape.
     *
     * @return The architecture.
     */
    public Architecture architecture() {
        return architecture;
    }

    /**
     * The embedding.
     *
     * @return {@code [vocabulary + 1][embeddingDimension]}, the network's own.
     */
    public SparseMatrix embedding() {
        return embedding;
    }

    /**
     * The cells.
     *
     * @return For each direction its layers from the bottom up.
     */
    public List<LSTMCell> cells() {
        return cells;
    }

    /**
     * The output layer's weights.
     *
     * @return {@code [classes][features]}, every position stored.
     */
    public SparseMatrix output() {
        return output;
    }

    /**
     * The output layer's bias.
     *
     * @return {@code [classes]}, the network's own.
     */
    public float[] outputBias() {
        return outputBias;
    }

    /**
     * The n-gram layer.
     *
     * @return The layer; null if there is none.
     */
    public NGramLayer ngrams() {
        return ngrams;
    }

    /**
     * Everything that is learned step by step: all but the n-gram layer.
     *
     * @return The embedding, then for each cell input weights, recurrent weights and bias, then output weights and bias.
     */
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter("embedding", embedding.values(), false));
        for (LSTMCell cell : cells) {
            parameters.add(new Parameter(cell.name() + ".input", cell.input().values(), false));
            parameters.add(
                    new Parameter(cell.name() + ".recurrent", cell.recurrent().values(), false));
            parameters.add(new Parameter(cell.name() + ".bias", cell.bias(), true));
        }
        parameters.add(new Parameter("output", output.values(), false));
        parameters.add(new Parameter("output.bias", outputBias, true));
        return parameters;
    }

    /**
     * Tells positions and values of everything that is learned.
     *
     * @param state Is told.
     * @throws IllegalArgumentException If it fills in what is no network of this shape; then this is none either.
     */
    public void state(State state) {
        embedding.state(state);
        for (LSTMCell cell : cells) {
            cell.input().state(state);
            cell.recurrent().state(state);
            state.floats(cell.bias());
        }
        checkGates();
        // Its positions are all there are.
        state.floats(output.values());
        state.floats(outputBias);
        for (Parameter p : parameters()) {
            if (!p.isFinite()) {
                throw new IllegalArgumentException("a weight of " + p.name() + " is not finite");
            }
        }
    }

    /** The index in {@link #parameters()} of a cell's input weights; its recurrent weights and bias follow. */
    static int cellParameter(int cell) {
        return 1 + 3 * cell;
    }

    /** The index in {@link #parameters()} of the output weights; the output bias follows. */
    int outputParameter() {
        return cellParameter(cells.size());
    }

    /**
     * The matrices that are sparse and evolve: all but the output layer's.
     *
     * @return The embedding, then for each cell input and recurrent weights.
     */
    public List<WeightMatrix> sparseMatrices() {
        List<WeightMatrix> matrices = new ArrayList<>();
        matrices.add(new WeightMatrix("embedding", 1, false, 0, embedding));
        for (int c = 0; c < cells.size(); c++) {
            LSTMCell cell = cells.get(c);
            int parameter = cellParameter(c);
            matrices.add(gates(cell.name() + ".input", parameter, cell.input()));
            matrices.add(gates(cell.name() + ".recurrent", parameter + 1, cell.recurrent()));
        }
        return matrices;
    }

    private WeightMatrix gates(String name, int parameter, SparseMatrix matrix) {
        return new WeightMatrix(name, Architecture.GATES, architecture.sharesGates(), parameter, matrix);
    }

    /**
     * Parameters that are stored, biases, output layer and n-gram layer included.
     *
     * @return How many.
     */
    public long storedParameters() {
        long layer = ngrams == null ? 0 : ngrams.storedParameters();
        return layer + parameters().stream().mapToLong(p -> p.values().length).sum();
    }
}
