package org.setlstm.network;

import org.setlstm.kernel.Panel;
import org.setlstm.sparse.SparseMatrix;

/**
 * The way around the LSTM: sums the embeddings of each lane's tokens into features of their own, for the output layer. A
 * bag of words beside the sequence, as in the averaged embeddings of Joulin et al. (arXiv 1607.01759).
 */
final class Shortcut {
    private final SparseMatrix embedding;
    private final int firstRow;

    Shortcut(Network network) {
        embedding = network.embedding();
        firstRow = network.architecture().pooledFeatures();
    }

    void forward(Lanes lanes, int first, int count, Panel features) {
        int[] rowStart = embedding.rowStart();
        int[] columns = embedding.columnIndices();
        float[] values = embedding.values();
        for (int l = 0; l < count; l++) {
            int at = features.at(firstRow) + l;
            for (int step = 0; step < lanes.length(first + l); step++) {
                int token = lanes.token(first + l, step);
                for (int k = rowStart[token]; k < rowStart[token + 1]; k++) {
                    features.values()[at + columns[k] * features.stride()] += values[k];
                }
            }
        }
    }

    void backward(Lanes lanes, int first, int count, Panel featureGradient, float[] gradient) {
        int[] rowStart = embedding.rowStart();
        int[] columns = embedding.columnIndices();
        for (int l = 0; l < count; l++) {
            int at = featureGradient.at(firstRow) + l;
            for (int step = 0; step < lanes.length(first + l); step++) {
                int token = lanes.token(first + l, step);
                for (int k = rowStart[token]; k < rowStart[token + 1]; k++) {
                    gradient[k] += featureGradient.values()[at + columns[k] * featureGradient.stride()];
                }
            }
        }
    }
}
