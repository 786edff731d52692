package org.setlstm.network;

import org.setlstm.kernel.Kernel;

/**
 * Pools the hidden states of one direction, chunk by chunk, into its rows of the lanes' features. Where a mean is asked
 * for it only sums up: what to divide by is the document's length.
 */
final class PoolingPass {
    private final Pooling pooling;
    private final Timeline timeline;
    private final int units;
    private final int firstRow;
    private final Kernel kernel;

    PoolingPass(Pooling pooling, Timeline timeline, int units, int firstRow, Kernel kernel) {
        this.pooling = pooling;
        this.timeline = timeline;
        this.units = units;
        this.firstRow = firstRow;
        this.kernel = kernel;
    }

    private int row(Panel features, int unit, Pooling part) {
        int skipped = pooling == Pooling.MEAN_MAX && part == Pooling.MAX ? units : 0;
        return features.at(firstRow + skipped + unit);
    }

    private boolean mean() {
        return pooling == Pooling.MEAN || pooling == Pooling.MEAN_MAX;
    }

    private boolean max() {
        return pooling == Pooling.MAX || pooling == Pooling.MEAN_MAX;
    }

    /** Hidden states from lane {@code width} on; features are zero before the first chunk. */
    void forward(int chunk, Panel hidden, Panel features) {
        int width = timeline.width(chunk);
        int first = timeline.firstStep(chunk);
        float[] h = hidden.values;
        float[] f = features.values;
        for (int u = 0; u < units; u++) {
            for (int s = 0; s < timeline.steps(chunk); s++) {
                int step = first + s;
                int from = hidden.at(u) + (s + 1) * width;
                if (pooling == Pooling.LAST) {
                    last(h, from, f, row(features, u, pooling), timeline.active(step + 1), timeline.active(step));
                }
                if (mean()) {
                    add(h, from, f, row(features, u, Pooling.MEAN), timeline.active(step));
                }
                if (max()) {
                    max(h, from, f, row(features, u, Pooling.MAX), timeline.active(step), step == 0);
                }
            }
        }
    }

    /** Documents that end at this step. */
    private static void last(float[] h, int from, float[] f, int to, int start, int end) {
        for (int l = start; l < end; l++) {
            f[to + l] = h[from + l];
        }
    }

    private static void add(float[] h, int from, float[] f, int to, int lanes) {
        for (int l = 0; l < lanes; l++) {
            f[to + l] += h[from + l];
        }
    }

    private static void max(float[] h, int from, float[] f, int to, int lanes, boolean first) {
        if (first) {
            System.arraycopy(h, from, f, to, lanes);
            return;
        }
        for (int l = 0; l < lanes; l++) {
            f[to + l] = Math.max(f[to + l], h[from + l]);
        }
    }

    /**
     * Chunks come in descending order. Of equal maxima the last takes the gradient, and is struck from
     * {@code featureGradient}.
     *
     * @param hiddenGradient Overwritten; its first step from lane 0 on.
     */
    void backward(int chunk, Panel hidden, Panel features, Panel featureGradient, Panel hiddenGradient) {
        int width = timeline.width(chunk);
        if (!max()) {
            hiddenGradient.clear(timeline.steps(chunk) * width);
        }
        for (int s = timeline.steps(chunk) - 1; s >= 0; s--) {
            int step = timeline.firstStep(chunk) + s;
            if (max()) {
                maxBackward(hidden, (s + 1) * width, features, featureGradient, hiddenGradient, s * width, step, width);
            }
            for (int u = 0; u < units; u++) {
                int to = hiddenGradient.at(u) + s * width;
                float[] g = featureGradient.values;
                if (pooling == Pooling.LAST) {
                    int row = row(featureGradient, u, pooling);
                    last(g, row, hiddenGradient.values, to, timeline.active(step + 1), timeline.active(step));
                }
                if (mean()) {
                    int row = row(featureGradient, u, Pooling.MEAN);
                    add(g, row, hiddenGradient.values, to, timeline.active(step));
                }
            }
        }
    }

    private void maxBackward(
            Panel hidden,
            int hiddenLane,
            Panel features,
            Panel featureGradient,
            Panel hiddenGradient,
            int gradientLane,
            int step,
            int width) {
        kernel.maxBackward(
                units,
                hidden.values,
                hidden.at(0) + hiddenLane,
                hidden.stride,
                features.values,
                row(features, 0, Pooling.MAX),
                featureGradient.values,
                row(featureGradient, 0, Pooling.MAX),
                features.stride,
                hiddenGradient.values,
                hiddenGradient.at(0) + gradientLane,
                hiddenGradient.stride,
                timeline.active(step),
                width);
    }
}
