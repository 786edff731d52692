package org.setlstm.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.stream.Collectors;
import org.setlstm.Explanation;
import org.tribuo.classification.Label;

/** How {@code predict} writes an answer, a line each. */
enum AnswerFormat {
    /** Label, probability, all labels if asked for, words if asked for, text. */
    TSV {
        @Override
        void write(Answer answer, boolean allLabels, boolean words, Writer out) throws IOException {
            boolean tokens = answer.hasTokens();
            out.write(tokens ? answer.label() : "");
            out.write('\t');
            out.write(tokens ? Float.toString(answer.probability()) : "");
            out.write('\t');
            if (allLabels) {
                out.write(tokens ? all(answer) : "");
                out.write('\t');
            }
            if (words) {
                out.write(answer.words().stream()
                        .map(w -> String.format(Locale.ROOT, "%s:%+.2f", w.token(), w.contribution()))
                        .collect(Collectors.joining(" ")));
                out.write('\t');
            }
            // A column of CSV or JSON may hold line breaks, and an answer is a line.
            out.write(answer.text().replace('\n', ' '));
        }

        private static String all(Answer answer) {
            return answer.labels().stream()
                    .map(l -> l.getLabel() + ":" + (float) l.getScore())
                    .collect(Collectors.joining(" "));
        }
    },
    /** An object with names, for programs. */
    JSON {
        @Override
        void write(Answer answer, boolean allLabels, boolean words, Writer out) throws IOException {
            StringWriter line = new StringWriter();
            try (JsonGenerator json = FACTORY.createGenerator(line)) {
                json.writeStartObject();
                json.writeStringField("text", answer.text());
                json.writeStringField("label", answer.label());
                if (answer.hasTokens()) {
                    predicted(answer, allLabels, json);
                } else {
                    json.writeNullField("probability");
                    json.writeNumberField("tokens", 0);
                }
                if (words && answer.hasTokens()) {
                    explained(answer, json);
                }
                json.writeEndObject();
            }
            out.write(line.toString());
        }

        private static void predicted(Answer answer, boolean allLabels, JsonGenerator json) throws IOException {
            json.writeNumberField("probability", answer.probability());
            if (answer.abstained()) {
                json.writeStringField(
                        "predicted", answer.prediction().getOutput().getLabel());
            }
            json.writeNumberField("tokens", answer.prediction().getExampleSize());
            json.writeNumberField("knownTokens", answer.prediction().getNumActiveFeatures());
            if (allLabels) {
                json.writeObjectFieldStart("probabilities");
                for (Label label : answer.labels()) {
                    json.writeNumberField(label.getLabel(), (float) label.getScore());
                }
                json.writeEndObject();
            }
        }

        private static void explained(Answer answer, JsonGenerator json) throws IOException {
            json.writeArrayFieldStart("explanation");
            for (Explanation.Word word : answer.words()) {
                json.writeStartObject();
                json.writeStringField("token", word.token());
                json.writeNumberField("contribution", (float) word.contribution());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    };

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Without the line's end. */
    abstract void write(Answer answer, boolean allLabels, boolean words, Writer out) throws IOException;
}
