package org.setlstm.training;

import java.util.Locale;

/**
 * How well held-out documents are classified, each counted by its weight in the loss.
 *
 * @param accuracy The share that gets its own class.
 * @param loss The mean loss, in nats.
 */
public record ValidationScore(double accuracy, double loss) {
    String summary() {
        return String.format(Locale.ROOT, "validation accuracy %.4f, loss %.4f", accuracy, loss);
    }

    /**
     * By accuracy, and among equals by loss. Accuracy is what is wanted; a network that grows sure of itself pays ever
     * more for the few documents it gets wrong, so that its loss turns while accuracy still rises. Loss decides where
     * documents are few and accuracies often equal.
     */
    boolean isBetterThan(ValidationScore other) {
        return accuracy > other.accuracy || accuracy == other.accuracy && loss < other.loss;
    }
}
