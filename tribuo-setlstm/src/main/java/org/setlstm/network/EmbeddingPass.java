package org.setlstm.network;

import org.setlstm.kernel.Panel;
import org.setlstm.sparse.SparseMatrix;

/** Looks tokens up, and brings their gradients back to the entries that are stored. */
final class EmbeddingPass {
    private final SparseMatrix embedding;
    private final Timeline timeline;
    private final boolean reversed;

    EmbeddingPass(SparseMatrix embedding, Timeline timeline, boolean reversed) {
        this.embedding = embedding;
        this.timeline = timeline;
        this.reversed = reversed;
    }

    private int token(Lanes lanes, int lane, int step) {
        return lanes.token(lane, reversed ? lanes.length(lane) - 1 - step : step);
    }

    /** The embeddings of a chunk's tokens, {@code [embeddingDimension][steps * width]}. */
    void forward(int chunk, Lanes lanes, int first, Panel out) {
        int width = timeline.width(chunk);
        int steps = timeline.steps(chunk);
        out.clear(steps * width);
        for (int s = 0; s < steps; s++) {
            int step = timeline.firstStep(chunk) + s;
            for (int d = 0; d < timeline.active(step); d++) {
                lookUp(token(lanes, first + d, step), out, s * width + d);
            }
        }
    }

    private void lookUp(int token, Panel to, int lane) {
        float[] values = embedding.values();
        float[] out = to.values();
        int stride = to.stride();
        int start = to.at(0) + lane;
        int first = embedding.rowStart()[token];
        int end = embedding.rowStart()[token + 1];
        if (end - first == to.rows()) {
            // A full row's columns need not be read: half of the memory, and memory is what takes the time.
            for (int c = 0; c < to.rows(); c++) {
                out[start + c * stride] = values[first + c];
            }
            return;
        }
        int[] columns = embedding.columnIndices();
        for (int k = first; k < end; k++) {
            out[start + columns[k] * stride] = values[k];
        }
    }

    /** Adds the gradient of {@link #forward}'s panel to that of the stored entries. */
    void backward(int chunk, Lanes lanes, int first, Panel outGradient, float[] gradient) {
        int width = timeline.width(chunk);
        for (int s = 0; s < timeline.steps(chunk); s++) {
            int step = timeline.firstStep(chunk) + s;
            for (int d = 0; d < timeline.active(step); d++) {
                add(outGradient, s * width + d, token(lanes, first + d, step), gradient);
            }
        }
    }

    private void add(Panel from, int lane, int token, float[] gradient) {
        float[] in = from.values();
        int stride = from.stride();
        int start = from.at(0) + lane;
        int first = embedding.rowStart()[token];
        int end = embedding.rowStart()[token + 1];
        if (end - first == from.rows()) {
            for (int c = 0; c < from.rows(); c++) {
                gradient[first + c] += in[start + c * stride];
            }
            return;
        }
        int[] columns = embedding.columnIndices();
        for (int k = first; k < end; k++) {
            gradient[k] += in[start + columns[k] * stride];
        }
    }
}
