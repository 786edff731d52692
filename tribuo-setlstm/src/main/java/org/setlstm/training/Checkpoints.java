package org.setlstm.training;

import java.time.Duration;
import java.util.Map;
import org.setlstm.checkpoint.CheckpointStore;

/**
 * Where a training run saves itself, and goes on from: at the end of each epoch, when its thread is interrupted, and if
 * asked within epochs.
 *
 * @param store Where; null for nowhere.
 * @param interval The time between checkpoints within an epoch; zero for none.
 * @param settings What must be the same where a run goes on, beside its data and first weights: names and values.
 */
public record Checkpoints(CheckpointStore store, Duration interval, Map<String, String> settings) {
    /** None. */
    public static final Checkpoints NONE = new Checkpoints(null, Duration.ZERO, Map.of());

    /**
     * The same of another run.
     *
     * @param others Its settings.
     * @return A copy.
     */
    public Checkpoints of(Map<String, String> others) {
        return new Checkpoints(store, interval, others);
    }
}
