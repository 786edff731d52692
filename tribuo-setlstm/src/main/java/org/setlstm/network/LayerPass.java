package org.setlstm.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.setlstm.kernel.CompressedRows;
import org.setlstm.kernel.Kernel;
import org.setlstm.kernel.Panel;

/**
 * One LSTM layer in one direction over a shard. The products with the input weights, and all gradients of weights, run
 * over a whole chunk of steps; only what is recurrent goes step by step, on a state small enough for the cache.
 */
final class LayerPass {
    /**
     * What a state's gradient is bounded by before it goes on to an earlier chunk (Graves 2013, arXiv 1308.0850, section 2.1).
     * A sparse recurrent matrix is a graph of few circles, and round one of large weights a gradient grows step by step: after
     * hundreds of steps beyond what a float holds, and of that no norm is left to be clipped. Others never come near.
     */
    private static final float MOST = 10.0f;

    /**
     * What a chunk leaves behind. Step 0 of cells and hidden states is the state before the chunk; only hidden states have
     * that of its last step too.
     *
     * @param gates {@code [4H]}: activations, after the backward pass the gradient of what went into them.
     * @param cells {@code [H]}, for training only.
     * @param hidden {@code [H]}.
     */
    private record Chunk(Panel gates, Panel cells, Panel hidden) {}

    private final LSTMCell cell;
    private final MatrixProducts input;
    private final MatrixProducts recurrent;
    private final boolean training;
    private final int units;
    private final int documents;
    private final PanelMemory memory;
    private final Kernel kernel;
    private final List<Chunk> chunks = new ArrayList<>();
    private final VariationalMask inputMask;
    private final VariationalMask recurrentMask;
    private final Panel cellState;
    private final Panel hiddenState;
    private final Panel cellGradient;
    private final Panel hiddenGradient;
    private final Panel scratch;
    private final Panel ones;
    /** A matrix of one column, whose input is 1. */
    private final CompressedRows bias;

    /** With null for the transposed weights it can only go forward, and keeps no more than a chunk. */
    LayerPass(
            LSTMCell cell,
            GateTopology topology,
            TransposedWeights.Cell transposed,
            int documents,
            PanelMemory memory,
            Kernel kernel) {
        this.cell = cell;
        training = transposed != null;
        int lanes = Timeline.chunkLanes(documents);
        input = training
                ? transposed.input().products(kernel, lanes, memory)
                : MatrixProducts.forPrediction(cell.input(), topology, kernel, memory);
        recurrent = training
                ? transposed.recurrent().products(kernel, lanes, memory)
                : MatrixProducts.forPrediction(cell.recurrent(), topology, kernel, memory);
        this.units = cell.units();
        this.documents = documents;
        this.memory = memory;
        this.kernel = kernel;
        inputMask = new VariationalMask(cell.input().columns(), documents, memory);
        recurrentMask = new VariationalMask(units, documents, memory);
        cellState = memory.panel(units, documents);
        hiddenState = memory.panel(units, documents);
        cellGradient = training ? memory.panel(units, documents) : null;
        hiddenGradient = training ? memory.panel(units, documents) : null;
        scratch = training ? memory.panel(1, Kernel.LANES) : null;
        ones = training ? memory.panel(1, lanes) : null;
        bias = training ? column(cell.bias()) : null;
        if (training) {
            Arrays.fill(ones.values(), ones.at(0), ones.at(0) + lanes, 1.0f);
        }
    }

    private static CompressedRows column(float[] values) {
        int[] oneEach = new int[values.length + 1];
        Arrays.setAll(oneEach, i -> i);
        return new CompressedRows(oneEach, new int[values.length], values);
    }

    private Chunk chunk(int index) {
        int kept = training ? index : 0;
        while (chunks.size() <= kept) {
            int lanes = Timeline.chunkLanes(documents);
            chunks.add(new Chunk(
                    memory.panel(Architecture.GATES * units, lanes),
                    training ? memory.panel(units, lanes) : null,
                    memory.panel(units, lanesAndBefore(documents))));
        }
        return chunks.get(kept);
    }

    /** Lanes of a chunk and of the step before. */
    static int lanesAndBefore(int documents) {
        return Timeline.chunkLanes(documents) + Panel.wide(documents);
    }

    void drawMasks(Dropout dropout, int lanes, RandomGenerator random) {
        inputMask.draw(dropout.inputs(), lanes, random);
        recurrentMask.draw(dropout.recurrent(), lanes, random);
    }

    void start() {
        cellState.clear();
        hiddenState.clear();
    }

    /** The hidden states of a chunk that has gone forward: {@code [H]}, its first step from lane {@code width} on. */
    Panel hidden(int chunk) {
        return chunk(chunk).hidden;
    }

    void forward(int index, int steps, int width, Panel in, int inLane) {
        Chunk chunk = chunk(index);
        Panel gates = chunk.gates;
        input.multiply(cell.bias(), inputMask.ofChunk(in, inLane, steps, width), inLane, gates, steps * width);
        hiddenState.copy(chunk.hidden, 0, width);
        for (int s = 0; s < steps; s++) {
            if (training) {
                cellState.copy(chunk.cells, s * width, width);
            }
            recurrent.multiply(recurrentMask.ofState(hiddenState, width), 0, gates, s * width, width);
            kernel.lstmForward(gates, s * width, cellState, hiddenState, width);
            hiddenState.copy(chunk.hidden, (s + 1) * width, width);
        }
    }

    void startBackward() {
        cellGradient.clear();
        hiddenGradient.clear();
    }

    /**
     * Chunks come in descending order, each after its forward pass.
     *
     * @param in What {@link #forward} read.
     * @param outGradient The gradient of the hidden states, its first step from lane 0 on; zero in lanes that have ended.
     * @param inGradient Overwritten with the gradient of {@code in}, its first step from lane 0 on.
     * @param gradients Added to: of the input weights, the recurrent weights and the bias, from {@code first} on.
     */
    void backward(
            int index,
            int steps,
            int width,
            Panel in,
            int inLane,
            Panel outGradient,
            Panel inGradient,
            float[][] gradients,
            int first) {
        Chunk chunk = chunk(index);
        Panel gates = chunk.gates;
        cellGradient.bound(MOST);
        hiddenGradient.bound(MOST);
        for (int s = steps - 1; s >= 0; s--) {
            kernel.add(outGradient, s * width, hiddenGradient, 0, width);
            kernel.lstmBackward(gates, chunk.cells, s * width, hiddenGradient, cellGradient, width);
            recurrent.multiplyTransposed(gates, s * width, hiddenGradient, 0, width);
            recurrentMask.backward(hiddenGradient, 1, width);
        }
        int lanes = steps * width;
        input.gradient(gates, inputMask.ofChunk(in, inLane, steps, width), inLane, lanes, gradients[first]);
        Panel before = recurrentMask.ofChunk(chunk.hidden, 0, steps, width);
        recurrent.gradient(gates, before, 0, lanes, gradients[first + 1]);
        kernel.gradient(bias, gates, ones, 0, lanes, scratch, gradients[first + 2]);
        input.multiplyTransposed(gates, 0, inGradient, 0, lanes);
        inputMask.backward(inGradient, steps, width);
    }
}
