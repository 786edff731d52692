package org.setlstm.command;

import java.util.Comparator;
import java.util.List;
import org.setlstm.Explanation;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * What {@code predict} has to say of a text.
 *
 * @param text The text.
 * @param prediction The model's prediction; null if the text has no tokens.
 * @param label The label to give; null if the text has no tokens.
 * @param words The words that moved the decision most; empty if they weren't asked for.
 */
record Answer(String text, Prediction<Label> prediction, String label, List<Explanation.Word> words) {
    boolean hasTokens() {
        return prediction != null;
    }

    /** Of the model's label, as a float: the shortest digits that tell it from its neighbours. */
    float probability() {
        return (float) prediction.getOutput().getScore();
    }

    /** Whether the label to give is not the model's. */
    boolean abstained() {
        return hasTokens() && !label.equals(prediction.getOutput().getLabel());
    }

    /** Of all labels, the likeliest first. */
    List<Label> labels() {
        return prediction.getOutputScores().values().stream()
                .sorted(Comparator.comparingDouble(Label::getScore).reversed().thenComparing(Label::getLabel))
                .toList();
    }
}
