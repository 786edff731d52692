package org.setlstm.training;

import java.util.Locale;

/**
 * The epoch whose weights a network has got in the end.
 *
 * @param epoch From 1.
 * @param epochs How many were run.
 * @param score What held-out documents said of it.
 */
public record BestEpoch(int epoch, int epochs, ValidationScore score) {
    /**
     * In a line.
     *
     * @return As in {@code the weights are those of epoch 3 of 5: validation accuracy 0.8712, loss 0.3019}.
     */
    public String summary() {
        return String.format(
                Locale.ROOT, "the weights are those of epoch %d of %d: %s", epoch, epochs, score.summary());
    }
}
