package org.setlstm.checkpoint;

import java.util.BitSet;

/**
 * Goes through a state in one order: to write it, or to fill it with what was written. So whoever has a state tells it
 * once, and what is read can't be another thing than what is written. When values are read that a state can't have, it is
 * an {@link IllegalArgumentException}.
 */
public interface State {
    /**
     * Values.
     *
     * @param values Written, or filled.
     */
    void floats(float[] values);

    /**
     * Whole values.
     *
     * @param values Written, or filled.
     */
    void ints(int[] values);

    /**
     * A set.
     *
     * @param bits Written, or filled.
     * @param size All its elements are below.
     */
    void bits(BitSet bits, int size);

    /**
     * A whole number.
     *
     * @param value Written.
     * @param least What it is at least.
     * @param most What it is at most.
     * @return What it is to be: the same, or what was written.
     */
    long number(long value, long least, long most);

    /**
     * A number.
     *
     * @param value Written.
     * @return What it is to be: the same, or what was written.
     */
    double number(double value);
}
