package org.setlstm.network;

import org.setlstm.kernel.Kernel;
import org.setlstm.kernel.Panel;

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

    /** The features' rows of what is no maximum. */
    private Panel other(Panel features) {
        return features.rows(firstRow, units);
    }

    private Panel maximum(Panel features) {
        return features.rows(pooling == Pooling.MEAN_MAX ? firstRow + units : firstRow, units);
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
        Panel other = other(features);
        Panel maximum = maximum(features);
        for (int s = 0; s < timeline.steps(chunk); s++) {
            int step = timeline.firstStep(chunk) + s;
            int lane = (s + 1) * width;
            if (pooling == Pooling.LAST) {
                last(hidden, lane, other, 0, step);
            }
            if (mean()) {
                kernel.add(hidden, lane, other, 0, timeline.active(step));
            }
            if (max()) {
                max(hidden, lane, maximum, step);
            }
        }
    }

    /** Documents that end at this step. */
    private void last(Panel from, int fromLane, Panel to, int toLane, int step) {
        int start = timeline.active(step + 1);
        for (int u = 0; u < units; u++) {
            System.arraycopy(
                    from.values(),
                    from.at(u) + fromLane + start,
                    to.values(),
                    to.at(u) + toLane + start,
                    timeline.active(step) - start);
        }
    }

    private void max(Panel hidden, int lane, Panel max, int step) {
        int lanes = timeline.active(step);
        if (step > 0) {
            kernel.max(hidden, lane, max, lanes);
            return;
        }
        for (int u = 0; u < units; u++) {
            System.arraycopy(hidden.values(), hidden.at(u) + lane, max.values(), max.at(u), lanes);
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
        Panel other = other(featureGradient);
        Panel max = maximum(features);
        Panel maxGradient = maximum(featureGradient);
        for (int s = timeline.steps(chunk) - 1; s >= 0; s--) {
            int active = timeline.active(timeline.firstStep(chunk) + s);
            int lane = s * width;
            if (max()) {
                kernel.maxBackward(hidden, lane + width, max, maxGradient, hiddenGradient, lane, active, width);
            }
            if (pooling == Pooling.LAST) {
                last(other, 0, hiddenGradient, lane, timeline.firstStep(chunk) + s);
            }
            if (mean()) {
                kernel.add(other, 0, hiddenGradient, lane, active);
            }
        }
    }
}
