package org.setlstm.network;

/** How the hidden states of a document's tokens become one vector. */
public enum Pooling {
    /** The state at the last token. */
    LAST,
    /** The mean over all tokens. */
    MEAN,
    /** The greatest value of each unit over all tokens. */
    MAX,
    /** The mean, then the maximum: twice as many features. */
    MEAN_MAX;

    /**
     * Features for each direction.
     *
     * @param units Hidden units.
     * @return {@code units}, or twice that.
     */
    public int features(int units) {
        return this == MEAN_MAX ? 2 * units : units;
    }
}
