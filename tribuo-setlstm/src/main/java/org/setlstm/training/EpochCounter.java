package org.setlstm.training;

import org.setlstm.checkpoint.State;

/** What an epoch has seen so far. */
final class EpochCounter {
    private static final double NANOS = 1e9;

    private final int epochs;
    private final int batches;
    private int epoch;
    private int batch;
    private long start;
    private long documents;
    private long tokens;
    private double loss;

    /** For so many epochs of so many batches. */
    EpochCounter(int epochs, int batches) {
        this.epochs = epochs;
        this.batches = batches;
    }

    /** Starts an epoch, unless that has begun. */
    void begin(int begun) {
        if (epoch != begun) {
            epoch = begun;
            batch = 0;
            documents = 0;
            tokens = 0;
            loss = 0.0;
            start = System.nanoTime();
        }
    }

    void add(TrainingData data, int[] indices, double meanLoss) {
        batch++;
        documents += indices.length;
        loss += meanLoss * indices.length;
        for (int i : indices) {
            tokens += data.documents()[i].length;
        }
    }

    void state(State state) {
        epoch = (int) state.number(epoch, 0, epochs);
        batch = (int) state.number(batch, epoch == 0 ? 0 : 1, batches);
        documents = state.number(documents, 0, Long.MAX_VALUE);
        tokens = state.number(tokens, 0, Long.MAX_VALUE);
        loss = state.number(loss);
        start = System.nanoTime() - state.number(System.nanoTime() - start, 0, Long.MAX_VALUE);
    }

    int epoch() {
        return epoch;
    }

    int batch() {
        return batch;
    }

    /** Not at its end, where evolution comes anyway. */
    boolean withinEpoch() {
        return batch < batches;
    }

    /** All batches so far, of all epochs. */
    long steps() {
        return Math.max(0L, epoch - 1L) * batches + batch;
    }

    /** In all epochs. */
    long plannedSteps() {
        return (long) epochs * batches;
    }

    Progress progress() {
        double seconds = (System.nanoTime() - start) / NANOS;
        return new Progress(epoch, epochs, batch, batches, loss / documents, tokens, seconds, null);
    }
}
