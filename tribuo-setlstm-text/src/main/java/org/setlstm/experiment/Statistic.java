package org.setlstm.experiment;

/**
 * Mean and spread of some runs.
 *
 * @param mean The mean.
 * @param deviation The sample's standard deviation, over n - 1; NaN for a single run.
 */
record Statistic(double mean, double deviation) {
    static Statistic of(double[] values) {
        double sum = 0.0;
        for (double v : values) {
            sum += v;
        }
        double mean = sum / values.length;
        double squares = 0.0;
        for (double v : values) {
            squares += (v - mean) * (v - mean);
        }
        return new Statistic(mean, values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1)));
    }
}
