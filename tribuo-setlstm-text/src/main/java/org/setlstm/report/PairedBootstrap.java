package org.setlstm.report;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How far the difference between two models can be trusted (Efron 1979): seeds and test documents are drawn anew, with
 * repetition, many times, the same for both models, and 95% of the differences lie in the interval. Documents are drawn
 * along with the seeds, for two or three seeds alone would say too little, and one nothing.
 *
 * @param accuracy The second's accuracy minus the first's, of means over seeds.
 * @param macroF1 The same of the mean F1 of all labels.
 */
public record PairedBootstrap(Interval accuracy, Interval macroF1) {
    /** Draws; the end of an interval is some 50 draws from the end of all. */
    static final int DRAWS = 2000;

    private static final double TAIL = 0.025;
    private static final long SEED = 1979;

    /**
     * Of models, whose runs are paired by seed.
     *
     * @param first What each run of the first model said, one or more.
     * @param second What each run of the second said of the same documents, as many.
     * @return The intervals; the same for the same predictions.
     * @throws IllegalArgumentException If they can't be paired.
     */
    public static PairedBootstrap of(List<Predictions> first, List<Predictions> second) {
        if (first.isEmpty() || first.size() != second.size()) {
            throw new IllegalArgumentException(
                    "Runs are paired by seed, and there are " + first.size() + " and " + second.size());
        }
        first.forEach(p -> p.requireTheSame(first.get(0)));
        second.forEach(p -> p.requireTheSame(first.get(0)));
        int documents = first.get(0).size();
        SplittableRandom random = new SplittableRandom(SEED);
        double[] accuracy = new double[DRAWS];
        double[] macroF1 = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            int[] seeds = drawn(first.size(), random);
            int[] weights = drawn(documents, random);
            Scores difference = difference(first, second, seeds, weights);
            accuracy[i] = difference.accuracy;
            macroF1[i] = difference.macroF1;
        }
        Scores all = difference(first, second, ones(first.size()), ones(documents));
        return new PairedBootstrap(interval(all.accuracy, accuracy), interval(all.macroF1, macroF1));
    }

    /** How often each of some things comes when as many are drawn. */
    private static int[] drawn(int things, SplittableRandom random) {
        int[] times = new int[things];
        for (int i = 0; i < things; i++) {
            times[random.nextInt(things)]++;
        }
        return times;
    }

    private static int[] ones(int things) {
        int[] times = new int[things];
        Arrays.fill(times, 1);
        return times;
    }

    private static Scores difference(List<Predictions> first, List<Predictions> second, int[] seeds, int[] weights) {
        double accuracy = 0.0;
        double macroF1 = 0.0;
        for (int s = 0; s < seeds.length; s++) {
            if (seeds[s] > 0) {
                Scores a = Scores.of(first.get(s), weights);
                Scores b = Scores.of(second.get(s), weights);
                accuracy += seeds[s] * (b.accuracy - a.accuracy);
                macroF1 += seeds[s] * (b.macroF1 - a.macroF1);
            }
        }
        return new Scores(accuracy / seeds.length, macroF1 / seeds.length);
    }

    private static Interval interval(double estimate, double[] draws) {
        Arrays.sort(draws);
        int tail = (int) (TAIL * draws.length);
        return new Interval(estimate, draws[tail], draws[draws.length - 1 - tail]);
    }

    /** Both metrics, where each document counts so many times. */
    record Scores(double accuracy, double macroF1) {
        static Scores of(Predictions predictions, int[] weights) {
            int labels = predictions.labels().size();
            int[] right = new int[labels];
            // Documents of the label and those that got it; one that is right is in twice, as F1 has it.
            int[] either = new int[labels];
            int documents = 0;
            for (int d = 0; d < weights.length; d++) {
                int truth = predictions.truths()[d];
                int predicted = predictions.predicted()[d];
                either[truth] += weights[d];
                either[predicted] += weights[d];
                right[truth] += truth == predicted ? weights[d] : 0;
                documents += weights[d];
            }
            double f1 = 0.0;
            for (int l = 0; l < labels; l++) {
                f1 += either[l] == 0 ? 0.0 : 2.0 * right[l] / either[l];
            }
            return new Scores((double) Arrays.stream(right).sum() / documents, f1 / labels);
        }
    }
}
