package org.setlstm.benchmark.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well and how fast a model that is loaded answers.
 *
 * @param accuracy The share of the test texts that got their label.
 * @param textsPerSecond From raw text to label, when the program is warm.
 */
record Answering(double accuracy, double textsPerSecond) {
    private static final double SECONDS = 3.0;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Texts of one call. */
    static final int CALL = 1000;

    /** Gives the label of each text. */
    interface Labeller {
        List<String> labels(List<String> texts) throws IOException;
    }

    /** All texts for the accuracy; then some over and over, for so long to warm up, and for as long on the clock. */
    static Answering of(List<String> texts, List<String> labels, Labeller labeller) throws IOException {
        List<String> said = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += CALL) {
            said.addAll(labeller.labels(texts.subList(from, Math.min(texts.size(), from + CALL))));
        }
        long right = IntStream.range(0, labels.size())
                .filter(i -> said.get(i).equals(labels.get(i)))
                .count();
        List<String> some = texts.subList(0, Math.min(texts.size(), CALL));
        rate(some, labeller);
        return new Answering((double) right / labels.size(), rate(some, labeller));
    }

    private static double rate(List<String> texts, Labeller labeller) throws IOException {
        long start = System.nanoTime();
        double seconds = 0.0;
        long answered = 0;
        while (seconds < SECONDS) {
            answered += labeller.labels(texts).size();
            seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        }
        return answered / seconds;
    }
}
