package org.setlstm.optimise;

/** How the learning rate falls over a training run. No constant has a body: OLCUT couldn't read its class back. */
public enum LearningRateSchedule {
    /** Not at all. */
    CONSTANT,
    /** Along half a cosine, to zero (Loshchilov and Hutter, arXiv 1608.03983, without restarts). */
    COSINE;

    /** The share of the full rate, after this share of the steps that follow the warm-up. */
    private double after(double share) {
        return switch (this) {
            case CONSTANT -> 1.0;
            case COSINE -> 0.5 * (1.0 + StrictMath.cos(StrictMath.PI * share));
        };
    }

    /**
     * The share of the full learning rate at a step.
     *
     * @param step From 0.
     * @param steps In all.
     * @param warmup The share of all steps in which the rate first rises in a line, in {@code [0, 1)}.
     * @return In {@code [0, 1]}.
     */
    public double factor(long step, long steps, double warmup) {
        double rising = warmup * steps;
        return step < rising ? (step + 1) / (rising + 1) : after((step - rising) / (steps - rising));
    }
}
