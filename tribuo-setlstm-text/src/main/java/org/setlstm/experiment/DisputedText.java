package org.setlstm.experiment;

import java.util.List;

/**
 * A test text that models disagree on.
 *
 * @param truth Its label.
 * @param tokens Its tokens, as LSTM models read them.
 * @param verdicts What each model says.
 * @param explanations Why the two say so that are surest of different labels; fewer where a model is no longer there.
 */
record DisputedText(String truth, List<String> tokens, List<Verdict> verdicts, List<Reason> explanations) {
    /** What a model says. */
    record Verdict(String model, String label, double confidence) {}

    /**
     * Why a model says so.
     *
     * @param html Its words, coloured.
     * @param inOrder Whether that is the text; else it is what spoke most for the label or against it.
     */
    record Reason(String model, String label, String html, boolean inOrder) {}
}
