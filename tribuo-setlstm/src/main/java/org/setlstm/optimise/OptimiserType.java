package org.setlstm.optimise;

/** The optimisers there are. */
public enum OptimiserType {
    /** {@link Adam}. */
    ADAM,
    /** {@link SGD}. */
    SGD
}
