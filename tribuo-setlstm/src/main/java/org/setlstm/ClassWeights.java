package org.setlstm;

/** How much the examples of a class count. */
public enum ClassWeights {
    /** As much as their own weights say. */
    NONE,
    /** All classes alike: an example's weight is divided by the sum of its class's. */
    BALANCED
}
