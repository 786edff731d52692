package org.setlstm.benchmark;

/**
 * What a process of its own is to do.
 *
 * @param task What to measure.
 * @param side Whom.
 * @param threads Threads that the side gets.
 * @param heap The Java heap's bound, as {@code -Xmx} takes it, or empty for Java's own.
 * @param shape The network and what it reads.
 */
record Job(Task task, Side side, int threads, String heap, Shape shape) {
    static Job of(Task task, Side side, int threads, Shape shape) {
        return new Job(task, side, threads, "", shape);
    }

    @Override
    public String toString() {
        return task.label() + ", " + side.label() + ", hidden " + shape.hidden()
                + (side == Side.SETLSTM && shape.gateDensity() > 0
                        ? ", gates " + Numbers.percent(shape.gateDensity())
                        : "")
                + ", "
                + (threads == Side.AS_FOUND ? "threads as found" : threads + " thread" + (threads == 1 ? "" : "s"));
    }
}
