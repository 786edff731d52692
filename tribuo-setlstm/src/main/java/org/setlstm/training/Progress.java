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
 * @param seconds Since the epoch started, for learning.
 * @param validation The score of held-out documents at the end of the epoch; null within it, and where none are held out.
 */
public record Progress(
        int epoch,
        int epochs,
        int batch,
        int batches,
        double loss,
        long tokens,
        double seconds,
        ValidationScore validation) {
    Progress with(ValidationScore score) {
        return new Progress(epoch, epochs, batch, batches, loss, tokens, seconds, score);
    }

    /**
     * In a line.
     *
     * @return As in {@code epoch 2 of 4: loss 0.3121, 210000 tokens/s, 31.2 s}, and if documents are held out {@code ,
     *     validation accuracy 0.8712, loss 0.3019}.
     */
    public String summary() {
        String learned = String.format(
                Locale.ROOT,
                "epoch %d of %d: loss %.4f, %.0f tokens/s, %.1f s",
                epoch,
                epochs,
                loss,
                tokens / seconds,
                seconds);
        return validation == null ? learned : learned + ", " + validation.summary();
    }
}
