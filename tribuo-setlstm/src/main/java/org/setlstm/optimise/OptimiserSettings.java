package org.setlstm.optimise;

import java.util.List;

/**
 * How steps are taken. Values are trusted here; whoever takes them from a user checks them.
 *
 * @param type The optimiser.
 * @param learningRate Its full rate.
 * @param momentum SGD's.
 * @param beta1 Adam's.
 * @param beta2 Adam's.
 * @param schedule How the rate falls.
 * @param warmup The share of all steps in which the rate first rises.
 * @param gradientClip Bound of the gradients' joint norm; 0 for none.
 * @param averageDecay Decay of the weights' average, which the network ends with; 0 for none.
 * @param weightDecay What a step takes off each weight that is no bias, as a share of the learning rate; 0 for nothing.
 */
public record OptimiserSettings(
        OptimiserType type,
        double learningRate,
        double momentum,
        double beta1,
        double beta2,
        LearningRateSchedule schedule,
        double warmup,
        double gradientClip,
        double averageDecay,
        double weightDecay) {
    /**
     * Plain steps at a constant rate, without clipping, averaging or decay.
     *
     * @param type The optimiser.
     * @param learningRate Its rate.
     * @return The settings, Adam's with the decays of its paper.
     */
    public static OptimiserSettings constant(OptimiserType type, double learningRate) {
        return new OptimiserSettings(
                type, learningRate, 0.0, 0.9, 0.999, LearningRateSchedule.CONSTANT, 0.0, 0.0, 0.0, 0.0);
    }

    /**
     * A new optimiser.
     *
     * @param parameters The weights to come.
     * @return The optimiser, its state zero.
     */
    public Optimiser newOptimiser(List<float[]> parameters) {
        return switch (type) {
            case ADAM -> new Adam(parameters, beta1, beta2);
            case SGD -> new SGD(parameters, momentum);
        };
    }

    /**
     * The learning rate at a step.
     *
     * @param step From 0.
     * @param steps In all.
     * @return The rate.
     */
    public double rate(long step, long steps) {
        return learningRate * schedule.factor(step, steps, warmup);
    }
}
