package org.setlstm;

import com.oracle.labs.mlrg.olcut.config.PropertyException;

/** Ranges of settings. What is outside is a PropertyException that names the setting, its value and its range. */
final class Settings {
    private Settings() {}

    static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new PropertyException("", name, name + " is " + value + ", and must be at least " + least);
        }
    }

    /** Nothing to fit is fine. */
    static void fits(WordVectors vectors, int embeddingDimension) {
        if (vectors != null && vectors.dimension() != embeddingDimension) {
            throw new PropertyException(
                    "",
                    "embeddingDimension",
                    "embeddingDimension is " + embeddingDimension + ", and the word vectors have " + vectors.dimension()
                            + " values: set it to " + vectors.dimension() + ", or take other word vectors");
        }
    }

    static void within(String name, double value, double least, double below) {
        if (!(value >= least && value < below)) {
            String bound = below == Double.POSITIVE_INFINITY
                    ? " and finite"
                    : below == 1.0 ? " and below 1" : " and at most 1";
            throw new PropertyException(
                    "",
                    name,
                    name + " is " + value + ", and must be " + (least == 0.0 ? "at least 0" : "above 0") + bound);
        }
    }
}
