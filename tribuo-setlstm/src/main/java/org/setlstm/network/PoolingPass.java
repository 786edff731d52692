package org.setlstm.network;

/**
 * Pools the hidden states of one direction, chunk by chunk, into its rows of the lanes' features. Where a mean is asked
 * for it only sums up: what to divide by is the document's length.
 */
final class PoolingPass {
    private final Pooling pooling;
    private final Timeline timeline;
    private final int units;
    private final int firstRow;

    PoolingPass(Pooling pooling, Timeline timeline, int units, int firstRow) {
        this.pooling = pooling;
        this.timeline = timeline;
        this.units = units;
        this.firstRow = firstRow;
    }

    private int row(Panel features, int unit, Pooling part) {
        int skipped = pooling == Pooling.MEAN_MAX && part == Pooling.MAX ? units : 0;
        return (firstRow + skipped + unit) * features.stride;
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
                int from = u * hidden.stride + (s + 1) * width;
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
        int first = timeline.firstStep(chunk);
        float[] g = featureGradient.values;
        hiddenGradient.clear(timeline.steps(chunk) * width);
        for (int u = 0; u < units; u++) {
            for (int s = timeline.steps(chunk) - 1; s >= 0; s--) {
                int step = first + s;
                int to = u * hiddenGradient.stride + s * width;
                if (pooling == Pooling.LAST) {
                    int row = row(features, u, pooling);
                    last(g, row, hiddenGradient.values, to, timeline.active(step + 1), timeline.active(step));
                }
                if (mean()) {
                    add(g, row(features, u, Pooling.MEAN), hiddenGradient.values, to, timeline.active(step));
                }
                if (max()) {
                    int row = row(features, u, Pooling.MAX);
                    int from = u * hidden.stride + (s + 1) * width;
                    for (int l = 0; l < timeline.active(step); l++) {
                        if (hidden.values[from + l] == features.values[row + l]) {
                            hiddenGradient.values[to + l] += g[row + l];
                            g[row + l] = 0.0f;
                        }
                    }
                }
            }
        }
    }
}
