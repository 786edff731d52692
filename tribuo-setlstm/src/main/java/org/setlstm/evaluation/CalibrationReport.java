package org.setlstm.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * Whether a classifier is as sure as it is right.
 *
 * @param logLoss The mean of {@code -log(p)}, in nats, {@code p} the probability of the true label and 1e-15 at least; of a label
 *     that the model doesn't know it is that.
 * @param brierScore The mean over documents of the sum over labels of {@code (p - y)^2}, {@code y} 1 for the true label and 0
 *     for others: 0 to 2 (Brier 1950).
 * @param expectedCalibrationError By how much confidence and accuracy differ in a bin, weighed by the bin's documents: 0 to 1
 *     (Guo et al. 2017).
 * @param bins The documents by the confidence that the predicted label has, in {@link #BINS} bins of the same width; empty ones
 *     are left out.
 */
public record CalibrationReport(double logLoss, double brierScore, double expectedCalibrationError, List<Bin> bins) {
    /** Bins from 0 to 1. */
    public static final int BINS = 15;

    private static final double LEAST_PROBABILITY = 1e-15;

    /**
     * Documents of like confidence.
     *
     * @param documents How many, 1 or more.
     * @param confidence The mean probability of their predicted labels.
     * @param accuracy The share of them that is right.
     */
    public record Bin(int documents, double confidence, double accuracy) {}

    /**
     * Of predictions, whose examples have the true labels.
     *
     * @param predictions The predictions, one or more.
     * @return The report.
     * @throws IllegalArgumentException If there is none, or one has no probabilities.
     */
    public static CalibrationReport of(List<Prediction<Label>> predictions) {
        if (predictions.isEmpty()) {
            throw new IllegalArgumentException("Calibration is told by predictions, and there are none");
        }
        int[] documents = new int[BINS];
        double[] confidence = new double[BINS];
        int[] right = new int[BINS];
        double logLoss = 0.0;
        double brierScore = 0.0;
        for (Prediction<Label> prediction : predictions) {
            if (!prediction.hasProbabilities()) {
                throw new IllegalArgumentException("Calibration is told by probabilities, and the model gives scores");
            }
            String truth = prediction.getExample().getOutput().getLabel();
            Map<String, Label> scores = prediction.getOutputScores();
            double ofTruth = scores.containsKey(truth) ? scores.get(truth).getScore() : 0.0;
            logLoss -= Math.log(Math.max(LEAST_PROBABILITY, ofTruth));
            brierScore += scores.containsKey(truth) ? 0.0 : 1.0;
            for (Label label : scores.values()) {
                double off = label.getScore() - (label.getLabel().equals(truth) ? 1.0 : 0.0);
                brierScore += off * off;
            }
            Label predicted = prediction.getOutput();
            int bin = Math.min(BINS - 1, (int) (BINS * predicted.getScore()));
            documents[bin]++;
            confidence[bin] += predicted.getScore();
            right[bin] += predicted.getLabel().equals(truth) ? 1 : 0;
        }
        double error = 0.0;
        List<Bin> bins = new ArrayList<>();
        for (int b = 0; b < BINS; b++) {
            error += Math.abs(confidence[b] - right[b]);
            if (documents[b] > 0) {
                bins.add(new Bin(documents[b], confidence[b] / documents[b], (double) right[b] / documents[b]));
            }
        }
        int n = predictions.size();
        return new CalibrationReport(logLoss / n, brierScore / n, error / n, List.copyOf(bins));
    }

    /**
     * Of predictions, if they are probabilities.
     *
     * @param predictions The predictions.
     * @return The report; empty if there is no prediction, or one has no probabilities.
     */
    public static Optional<CalibrationReport> ofProbabilities(List<Prediction<Label>> predictions) {
        return predictions.isEmpty() || !predictions.stream().allMatch(Prediction::hasProbabilities)
                ? Optional.empty()
                : Optional.of(of(predictions));
    }

    /**
     * For a terminal.
     *
     * @return One line.
     */
    public String toFormattedString() {
        return String.format(
                Locale.ROOT,
                "log loss %.4f, Brier score %.4f, expected calibration error %.4f",
                logLoss,
                brierScore,
                expectedCalibrationError);
    }
}
