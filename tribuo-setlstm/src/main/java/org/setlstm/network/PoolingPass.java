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

    /** Where the features of a part start. */
    private int row(Panel features, Pooling part) {
        return features.at(firstRow + (pooling == Pooling.MEAN_MAX && part == Pooling.MAX ? units : 0));
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
        for (int s = 0; s < timeline.steps(chunk); s++) {
            int step = timeline.firstStep(chunk) + s;
            int from = hidden.at(0) + (s + 1) * width;
            if (pooling == Pooling.LAST) {
                last(hidden, from, features, row(features, Pooling.LAST), step);
            }
            if (mean()) {
                add(hidden, from, features, row(features, Pooling.MEAN), timeline.active(step));
            }
            if (max()) {
                max(hidden, from, features, row(features, Pooling.MAX), step);
            }
        }
    }

    /** Documents that end at this step. */
    private void last(Panel from, int first, Panel to, int firstTo, int step) {
        int start = timeline.active(step + 1);
        for (int u = 0; u < units; u++) {
            System.arraycopy(
                    from.values,
                    first + u * from.stride + start,
                    to.values,
                    firstTo + u * to.stride + start,
                    timeline.active(step) - start);
        }
    }

    private void add(Panel from, int first, Panel to, int firstTo, int lanes) {
        kernel.add(units, from.values, first, from.stride, to.values, firstTo, to.stride, lanes);
    }

    private void max(Panel from, int first, Panel to, int firstTo, int step) {
        int lanes = timeline.active(step);
        if (step > 0) {
            kernel.max(units, from.values, first, from.stride, to.values, firstTo, to.stride, lanes);
            return;
        }
        for (int u = 0; u < units; u++) {
            System.arraycopy(from.values, first + u * from.stride, to.values, firstTo + u * to.stride, lanes);
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
            int to = hiddenGradient.at(0) + s * width;
            if (max()) {
                maxBackward(hidden, (s + 1) * width, features, featureGradient, hiddenGradient, s * width, step, width);
            }
            if (pooling == Pooling.LAST) {
                last(featureGradient, row(featureGradient, Pooling.LAST), hiddenGradient, to, step);
            }
            if (mean()) {
                add(featureGradient, row(featureGradient, Pooling.MEAN), hiddenGradient, to, timeline.active(step));
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
                row(features, Pooling.MAX),
                featureGradient.values,
                row(featureGradient, Pooling.MAX),
                features.stride,
                hiddenGradient.values,
                hiddenGradient.at(0) + gradientLane,
                hiddenGradient.stride,
                timeline.active(step),
                width);
    }
}
