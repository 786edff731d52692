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
