package org.setlstm.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.setlstm.Explanation;
import org.setlstm.text.ColumnTexts;
import org.setlstm.text.TextClassifier;
import org.setlstm.text.TextLines;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** Answers texts as they come, and counts. */
final class Answers {
    private static final int BATCH = 1024;

    /**
     * What is asked for.
     *
     * @param format How answers are written.
     * @param allLabels Whether every label is.
     * @param explained How many words are.
     * @param threshold The least probability of a label that is given.
     * @param abstainLabel What is given below.
     */
    record Asked(AnswerFormat format, boolean allLabels, int explained, double threshold, String abstainLabel) {
        /** Label, probability and text. */
        static final Asked PLAIN = new Asked(AnswerFormat.TSV, false, 0, 0.0, "");
    }

    private final TextClassifier classifier;
    private final Asked asked;
    private long answered;
    private long abstained;
    private long without;

    Answers(TextClassifier classifier, Asked asked) {
        this.classifier = classifier;
        this.asked = asked;
    }

    /** Of a column, in batches. */
    void answer(ColumnTexts column, Writer out) throws IOException {
        List<String> texts = new ArrayList<>(BATCH);
        for (String text = column.next(); text != null; text = column.next()) {
            texts.add(text);
            if (texts.size() == BATCH) {
                write(texts, out);
                texts.clear();
            }
        }
        write(texts, out);
    }

    /** Of lines, in batches, but never waits for a line while there are some to answer. */
    void answer(TextLines lines, Writer out) throws IOException {
        List<String> texts = new ArrayList<>(BATCH);
        for (String line = lines.next(); line != null; line = lines.next()) {
            texts.add(line);
            if (texts.size() == BATCH || !lines.ready()) {
                write(texts, out);
                texts.clear();
            }
        }
        write(texts, out);
    }

    private void write(List<String> texts, Writer out) throws IOException {
        List<Optional<Prediction<Label>>> predictions = classifier.predict(texts);
        for (int i = 0; i < texts.size(); i++) {
            Answer answer = answer(texts.get(i), predictions.get(i).orElse(null));
            count(answer);
            asked.format.write(answer, asked.allLabels, asked.explained > 0, out);
            out.write('\n');
        }
        out.flush();
    }

    private Answer answer(String text, Prediction<Label> prediction) {
        if (prediction == null) {
            return new Answer(text, null, null, List.of());
        }
        List<Explanation.Word> words = asked.explained == 0
                ? List.of()
                : classifier.explain(text).orElseThrow().topWords(asked.explained);
        Label label = prediction.getOutput();
        // Compared as it is written.
        boolean sure = (float) label.getScore() >= (float) asked.threshold;
        return new Answer(text, prediction, sure ? label.getLabel() : asked.abstainLabel, words);
    }

    private void count(Answer answer) {
        answered++;
        if (!answer.hasTokens()) {
            without++;
        } else if (answer.abstained()) {
            abstained++;
        }
    }

    /** Where a threshold was asked for: how many texts are below it. */
    void tell(PrintStream err) {
        if (asked.threshold > 0.0) {
            long words = answered - without;
            err.printf(
                    Locale.ROOT,
                    "'%s' for %d of %d texts (%.1f%%), whose probability is below %s%s%n",
                    asked.abstainLabel,
                    abstained,
                    words,
                    words == 0 ? 0.0 : 100.0 * abstained / words,
                    asked.threshold,
                    without == 0 ? "" : "; " + without + " more have no tokens, and so no label");
        }
    }
}
