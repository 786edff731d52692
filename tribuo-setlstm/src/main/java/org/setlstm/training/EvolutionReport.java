package org.setlstm.training;

/**
 * What an evolution did to a matrix.
 *
 * @param matrix What it is called, as in {@code forward.1.input}.
 * @param removed Entries removed.
 * @param grown Entries added: as many, some of them where one has just been removed.
 * @param explored The share of all positions that have ever been stored.
 */
public record EvolutionReport(String matrix, int removed, int grown, double explored) {}
