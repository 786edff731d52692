package org.setlstm;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * Which words spoke for a label, and which against it: gradient times input. They needn't sum to the label's log odds,
 * for the network isn't linear.
 *
 * @param prediction What the model predicted.
 * @param label The label that is explained, predicted or not.
 * @param words The document's words in order, each with what it adds at its place to the label's log odds.
 */
public record Explanation(Prediction<Label> prediction, String label, List<Word> words) {
    /**
     * A word.
     *
     * @param token The token. All that the model doesn't know read the same to it.
     * @param contribution What it adds to the log odds {@code log(p / (1 - p))} of the label, in nats: more than 0 speaks
     *     for the label.
     */
    public record Word(String token, double contribution) {}

    /**
     * Checks nothing.
     *
     * @param prediction See the record.
     * @param label See the record.
     * @param words See the record.
     */
    public Explanation {
        words = List.copyOf(words);
    }

    static Explanation of(Prediction<Label> prediction, String label, String[] tokens, double[] contributions) {
        return new Explanation(
                prediction,
                label,
                IntStream.range(0, tokens.length)
                        .mapToObj(i -> new Word(tokens[i], contributions[i]))
                        .toList());
    }

    /**
     * The words that moved the log odds most, up or down, each with the sum over its places.
     *
     * @param n How many at most; all if negative.
     * @return By descending absolute contribution; of equal ones the one that comes first in the text.
     */
    public List<Word> topWords(int n) {
        Map<String, Double> sums = new LinkedHashMap<>();
        words.forEach(w -> sums.merge(w.token, w.contribution, Double::sum));
        return sums.entrySet().stream()
                .map(e -> new Word(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingDouble(w -> -Math.abs(w.contribution)))
                .limit(n < 0 ? sums.size() : n)
                .toList();
    }
}
