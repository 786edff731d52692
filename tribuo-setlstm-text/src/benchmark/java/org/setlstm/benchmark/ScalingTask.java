package org.setlstm.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Times our side along one axis at a time, from the shape that it is given. */
final class ScalingTask {
    private static final Timing.Plan STEPS = new Timing.Plan(1.0, 3, 1.0, 5);
    private static final Timing.Plan BATCHES = new Timing.Plan(0.3, 3, 0.5, 5);

    /** What varies. */
    enum Axis {
        WEIGHTS("Weights stored in the gates", 0.01, 0.02, 0.04, 0.08, 0.16, 0.32),
        HIDDEN("Hidden units", 64, 128, 256, 512, 1024),
        BATCH("Documents of a batch", 1, 8, 16, 32, 64, 128, 256),
        LENGTH("Tokens of a document", 25, 50, 100, 200, 400);

        private final String label;
        private final double[] values;

        Axis(String label, double... values) {
            this.label = label;
            this.values = values;
        }

        String label() {
            return label;
        }

        private Shape at(Shape shape, double value) {
            switch (this) {
                case WEIGHTS:
                    return Shape.ofSpeed(shape.hidden(), value);
                case HIDDEN:
                    return Shape.ofSpeed((int) value, shape.gateDensity());
                case BATCH:
                    return shape.withBatch((int) value);
                default:
                    return shape.withLength((int) value);
            }
        }
    }

    /**
     * A point of a curve.
     *
     * @param axis Which curve.
     * @param value Where on it.
     * @param gateWeights Weights that the gates store.
     * @param step A training step.
     * @param prediction A predicted batch.
     */
    record Point(Axis axis, double value, long gateWeights, Timing step, Timing prediction) {}

    private ScalingTask() {}

    static Point[] run(Job job) {
        List<Point> points = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            for (double value : axis.values) {
                points.add(point(job, axis, value));
            }
        }
        return points.toArray(Point[]::new);
    }

    private static Point point(Job job, Axis axis, double value) {
        Shape shape = axis.at(job.shape(), value);
        Ring<Batch> batches = new Ring<>(Batch.ofEqualLength(shape));
        try (SparseLSTM contender = new SparseLSTM(shape, job.threads(), SparseLSTM.Recipe.PLAIN)) {
            return new Point(
                    axis,
                    value,
                    contender.gateWeights(),
                    Timing.of(STEPS, () -> contender.step(batches.next())),
                    Timing.of(
                            BATCHES,
                            () -> contender.probabilities(batches.next().documents())));
        }
    }
}
