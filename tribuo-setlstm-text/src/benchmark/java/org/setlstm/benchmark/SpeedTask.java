package org.setlstm.benchmark;

import java.util.Map;

/** Times training steps, then predicted batches. */
final class SpeedTask {
    private static final Timing.Plan STEPS = new Timing.Plan(2.5, 3, 3.5, 5);
    private static final Timing.Plan BATCHES = new Timing.Plan(1.0, 3, 2.0, 5);

    /**
     * What came out.
     *
     * @param facts The contender's.
     * @param firstLoss The loss of the first step: of a network that knows nothing.
     * @param lastLoss The loss of the last one: lower, if this was training.
     * @param step A training step.
     * @param prediction A predicted batch.
     */
    record Result(Map<String, Object> facts, double firstLoss, double lastLoss, Timing step, Timing prediction) {}

    private SpeedTask() {}

    static Result run(Job job) {
        Ring<Batch> batches = new Ring<>(Batch.ofEqualLength(job.shape()));
        try (Contender contender = job.side().open(job, true)) {
            double[] losses = new double[2];
            Timing step = Timing.of(STEPS, () -> {
                losses[1] = contender.step(batches.next());
                losses[0] = losses[0] == 0.0 ? losses[1] : losses[0];
            });
            Timing prediction = Timing.of(
                    BATCHES, () -> contender.probabilities(batches.next().documents()));
            return new Result(contender.facts(), losses[0], losses[1], step, prediction);
        }
    }
}
