package org.setlstm.network;

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
        int[] rowStart = embedding.rowStart();
        int[] columns = embedding.columnIndices();
        float[] values = embedding.values();
        for (int s = 0; s < steps; s++) {
            int step = timeline.firstStep(chunk) + s;
            for (int d = 0; d < timeline.active(step); d++) {
                int token = token(lanes, first + d, step);
                for (int k = rowStart[token]; k < rowStart[token + 1]; k++) {
                    out.values[columns[k] * out.stride + s * width + d] = values[k];
                }
            }
        }
    }

    /** Adds the gradient of {@link #forward}'s panel to that of the stored entries. */
    void backward(int chunk, Lanes lanes, int first, Panel outGradient, float[] gradient) {
        int width = timeline.width(chunk);
        int[] rowStart = embedding.rowStart();
        int[] columns = embedding.columnIndices();
        for (int s = 0; s < timeline.steps(chunk); s++) {
            int step = timeline.firstStep(chunk) + s;
            for (int d = 0; d < timeline.active(step); d++) {
                int token = token(lanes, first + d, step);
                for (int k = rowStart[token]; k < rowStart[token + 1]; k++) {
                    gradient[k] += outGradient.values[columns[k] * outGradient.stride + s * width + d];
                }
            }
        }
    }
}
