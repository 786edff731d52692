package org.setlstm.network;

import java.util.Arrays;
import java.util.BitSet;
import org.setlstm.kernel.Panel;

/** Softmax and cross-entropy, a document to a lane. In double precision and StrictMath: few values, the same bits. */
final class Softmax {
    private Softmax() {}

    /** Logits in, probabilities out. */
    static void apply(Panel logits, int documents) {
        for (int d = 0; d < documents; d++) {
            float max = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < logits.rows(); c++) {
                max = Math.max(max, logits.values()[logits.at(c) + d]);
            }
            double sum = 0.0;
            for (int c = 0; c < logits.rows(); c++) {
                sum += StrictMath.exp((double) logits.values()[logits.at(c) + d] - max);
            }
            for (int c = 0; c < logits.rows(); c++) {
                int i = logits.at(c) + d;
                logits.values()[i] = (float) (StrictMath.exp((double) logits.values()[i] - max) / sum);
            }
        }
    }

    /** Adds each document's most probable class. */
    static void predicted(Panel probabilities, int documents, BitSet classes) {
        for (int d = 0; d < documents; d++) {
            int best = 0;
            for (int c = 1; c < probabilities.rows(); c++) {
                if (probabilities.values()[probabilities.at(c) + d]
                        > probabilities.values()[probabilities.at(best) + d]) {
                    best = c;
                }
            }
            classes.set(best);
        }
    }

    /** Probabilities in, the gradient of the logits out, zero in lanes without a document; returns the loss. */
    static double gradient(Panel probabilities, int documents, int[] labels, float[] weights) {
        double loss = 0.0;
        for (int c = 0; c < probabilities.rows(); c++) {
            int row = probabilities.at(c);
            for (int d = 0; d < documents; d++) {
                float p = probabilities.values()[row + d];
                if (c == labels[d]) {
                    loss -= weights[d] * StrictMath.log(Math.max(p, Float.MIN_NORMAL));
                    p -= 1.0f;
                }
                probabilities.values()[row + d] = weights[d] * p;
            }
            Arrays.fill(probabilities.values(), row + documents, row + probabilities.stride(), 0.0f);
        }
        return loss;
    }

    /**
     * Logits in, the gradient of a class's log odds out, zero in lanes without a document. From the logits, for where a
     * class is sure the probabilities of the others round to nothing.
     */
    static void logOddsGradient(Panel logits, int documents, int label) {
        for (int d = 0; d < documents; d++) {
            float max = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < logits.rows(); c++) {
                max = c == label ? max : Math.max(max, logits.values()[logits.at(c) + d]);
            }
            double sum = 0.0;
            for (int c = 0; c < logits.rows(); c++) {
                sum += c == label ? 0.0 : StrictMath.exp((double) logits.values()[logits.at(c) + d] - max);
            }
            for (int c = 0; c < logits.rows(); c++) {
                int i = logits.at(c) + d;
                logits.values()[i] =
                        c == label ? 1.0f : (float) (-StrictMath.exp((double) logits.values()[i] - max) / sum);
            }
        }
        for (int c = 0; c < logits.rows(); c++) {
            int row = logits.at(c);
            Arrays.fill(logits.values(), row + documents, row + logits.stride(), 0.0f);
        }
    }
}
