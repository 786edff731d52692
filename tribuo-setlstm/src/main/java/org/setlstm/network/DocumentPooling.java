package org.setlstm.network;

import java.util.Arrays;
import org.setlstm.kernel.Panel;

/**
 * From the features of lanes to those of documents: means over all of a document's tokens, maxima over all segments. The
 * shortcut's sums are divided by the square root of the number of tokens, which neither drowns a word of a long document
 * nor lets long documents shout.
 */
final class DocumentPooling {
    private final Pooling pooling;
    private final int units;
    private final int pooled;

    DocumentPooling(Architecture a) {
        pooling = a.pooling();
        units = a.hiddenDimension();
        pooled = a.pooledFeatures();
    }

    private boolean isMean(int row) {
        return row < pooled && (pooling == Pooling.MEAN || pooling == Pooling.MEAN_MAX && row / units % 2 == 0);
    }

    private boolean isMax(int row) {
        return row < pooled && (pooling == Pooling.MAX || pooling == Pooling.MEAN_MAX && row / units % 2 == 1);
    }

    void start(Panel features, int documents) {
        features.clear();
        for (int r = 0; r < features.rows(); r++) {
            if (isMax(r)) {
                int row = features.at(r);
                Arrays.fill(features.values(), row, row + documents, Float.NEGATIVE_INFINITY);
            }
        }
    }

    void add(LaneBlock block, Panel features) {
        Panel lanes = block.features();
        for (int r = 0; r < features.rows(); r++) {
            boolean max = isMax(r);
            for (int l = 0; l < block.count(); l++) {
                float value = lanes.values()[lanes.at(r) + l];
                int i = features.at(r) + block.document(l);
                features.values()[i] = max ? Math.max(features.values()[i], value) : features.values()[i] + value;
            }
        }
    }

    /** One step of one document's hidden state, {@code [H]}, into one direction's features, from the first on. */
    void addStep(float[] hidden, float[] features, int first, boolean last) {
        if (pooling == Pooling.LAST) {
            if (last) {
                System.arraycopy(hidden, 0, features, first, units);
            }
            return;
        }
        if (pooling != Pooling.MAX) {
            for (int u = 0; u < units; u++) {
                features[first + u] += hidden[u];
            }
        }
        int max = pooling == Pooling.MEAN_MAX ? first + units : first;
        if (pooling != Pooling.MEAN) {
            for (int u = 0; u < units; u++) {
                features[max + u] = Math.max(features[max + u], hidden[u]);
            }
        }
    }

    /** Divides sums: of the features, and in the same way of their gradient. */
    void divide(int[][] documents, int count, Panel features) {
        for (int r = 0; r < features.rows(); r++) {
            for (int d = 0; d < count; d++) {
                if (isMean(r)) {
                    features.values()[features.at(r) + d] /= documents[d].length;
                } else if (r >= pooled) {
                    features.values()[features.at(r) + d] /= (float) Math.sqrt(documents[d].length);
                }
            }
        }
    }

    /** Of equal maxima one lane takes the gradient: what it takes is struck from {@code gradient}. */
    void backward(LaneBlock block, Panel features, Panel gradient) {
        Panel lanes = block.features();
        Panel to = block.featureGradient();
        to.clear();
        for (int r = 0; r < features.rows(); r++) {
            boolean max = isMax(r);
            for (int l = 0; l < block.count(); l++) {
                int g = gradient.at(r) + block.document(l);
                int f = features.at(r) + block.document(l);
                if (!max) {
                    to.values()[to.at(r) + l] = gradient.values()[g];
                } else if (lanes.values()[lanes.at(r) + l] == features.values()[f]) {
                    to.values()[to.at(r) + l] = gradient.values()[g];
                    gradient.values()[g] = 0.0f;
                }
            }
        }
    }
}
