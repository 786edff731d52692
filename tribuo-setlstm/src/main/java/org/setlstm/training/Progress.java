package org.setlstm.training;

import java.util.Locale;

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
public record Progress(int epoch, int epochs, int batch, int batches, double loss, long tokens, double seconds) {
    /**
     * In a line.
     *
     * @return As in {@code epoch 2 of 4: loss 0.3121, 210000 tokens/s, 31.2 s}.
     */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "epoch %d of %d: loss %.4f, %.0f tokens/s, %.1f s",
                epoch,
                epochs,
                loss,
                tokens / seconds,
                seconds);
    }
}
