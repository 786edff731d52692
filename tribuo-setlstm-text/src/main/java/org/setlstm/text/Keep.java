package org.setlstm.text;

/** Which tokens of a text that is too long are kept. */
public enum Keep {
    /** The first. */
    HEAD,
    /** The last. */
    TAIL,
    /** Half of them from the start, one more where the number is odd, and half from the end. */
    ENDS
}
