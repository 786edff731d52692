package org.setlstm.network;

/**
 * Values that are learned together: a bias, or a matrix's stored entries.
 *
 * @param name What it is, as in {@code forward.1.input}.
 * @param values The network's own array.
 * @param bias Whether it is a bias.
 */
public record Parameter(String name, float[] values, boolean bias) {}
