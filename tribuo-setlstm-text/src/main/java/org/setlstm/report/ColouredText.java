package org.setlstm.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.setlstm.Explanation;
import org.setlstm.Explanation.Word;

/**
 * Words coloured by what they add to a label's log odds: blue and underlined for the label, orange and underlined with
 * dashes against it, the stronger the more. Colour-blind people tell these two apart, and printers that know grey only the
 * lines. The value shows where the mouse rests.
 */
public final class ColouredText {
    private static final double DARKEST = 0.65;

    /** What adds less than this share of the most is left as it is, so that a page stays small. */
    private static final double LEAST = 0.05;

    private ColouredText() {}

    /**
     * An explanation: the label, its probability, and the text.
     *
     * @param explanation What explains a document.
     * @return A paragraph.
     */
    public static String of(Explanation explanation) {
        String label = explanation.label();
        double probability =
                explanation.prediction().getOutputScores().get(label).getScore();
        return HTML.element(
                        "p dir=\"auto\"",
                        HTML.element("b", HTML.escaped(label))
                                + String.format(Locale.ROOT, " %.1f%%: ", 100.0 * probability)
                                + words(explanation.words()))
                + "\n";
    }

    /**
     * Words in their order.
     *
     * @param words The words, or other things with names that add something.
     * @return Spans and text, without an element around.
     */
    public static String words(List<Word> words) {
        double most = words.stream()
                .mapToDouble(w -> Math.abs(w.contribution()))
                .max()
                .orElse(0.0);
        return words.stream().map(w -> word(w, most)).collect(Collectors.joining(" "));
    }

    private static String word(Word word, double most) {
        double share = most > 0.0 ? Math.abs(word.contribution()) / most : 0.0;
        if (share < LEAST) {
            return HTML.escaped(word.token());
        }
        boolean speaksFor = word.contribution() > 0.0;
        return String.format(
                Locale.ROOT,
                "<span title=\"%+.2f\" style=\"background:rgba(%s,%.2f);border-bottom:2px %s\">%s</span>",
                word.contribution(),
                speaksFor ? "0,114,178" : "213,94,0",
                DARKEST * share,
                speaksFor ? "solid #0072B2" : "dashed #D55E00",
                HTML.escaped(word.token()));
    }

    /**
     * Says what the colours mean.
     *
     * @return A paragraph.
     */
    public static String legend() {
        return HTML.element(
                        "p",
                        words(List.of(new Word("blue, underlined", 1.0))) + ": speaks for the label; "
                                + words(List.of(new Word("orange, dashed", -1.0)))
                                + ": against it. The value, in nats of the label's log odds, shows where the mouse rests.")
                + "\n";
    }
}
