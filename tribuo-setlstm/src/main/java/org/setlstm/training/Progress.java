package org.setlstm.training;

/**
 * How far training is, after a batch or at the end of an epoch.
 *
 * @param epoch From 1.
 * @param epochs In all.
 * @param batch From 1.
 * @param batches In the epoch.
 * @param loss Mean weighted loss of the epoch's documents so far, in nats.
 * @param tokens Tokens of the epoch's documents so far.
 * @param seconds Since the epoch started.
 */
public record Progress(int epoch, int epochs, int batch, int batches, double loss, long tokens, double seconds) {}
