package org.setlstm.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.setlstm.parallel.Workers;
import org.setlstm.text.TextClassifier;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** Classifies texts of which some may be none: these are told apart, and stop nothing. */
final class BatchClassifier {
    private final TextClassifier classifier;
    private final OutputColumns columns;
    private final Workers workers;
    private final Map<String, Integer> indices = new HashMap<>();

    BatchClassifier(TextClassifier classifier, OutputColumns columns, Workers workers) {
        this.classifier = classifier;
        this.columns = columns;
        this.workers = workers;
        String[] labels = labels(classifier);
        for (int i = 0; i < labels.length; i++) {
            indices.put(labels[i], i);
        }
    }

    /** The labels of a classifier, in the order of its probabilities. */
    static String[] labels(TextClassifier classifier) {
        var outputs = classifier.model().getOutputIDInfo();
        String[] labels = new String[outputs.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = outputs.getOutput(i).getLabel();
        }
        return labels;
    }

    /** For each text the values of the columns. */
    List<List<Object>> classify(List<String> texts) {
        List<String> present = texts.stream().filter(Objects::nonNull).toList();
        List<Optional<Prediction<Label>>> predictions;
        try {
            predictions = workers.call(() -> classifier.predict(present));
        } catch (RuntimeException | StackOverflowError e) {
            return texts.stream().map(this::alone).toList();
        }
        List<List<Object>> values = new ArrayList<>(texts.size());
        var next = predictions.iterator();
        for (String text : texts) {
            values.add(text == null ? alone(null) : values(next.next()));
        }
        return values;
    }

    /** A batch has failed, and this is a text of it. */
    private List<Object> alone(String text) {
        if (text == null) {
            return columns.values("the text is null");
        }
        try {
            return values(classifier.predict(text));
        } catch (RuntimeException | StackOverflowError e) {
            return columns.values(e.toString());
        }
    }

    private List<Object> values(Optional<Prediction<Label>> prediction) {
        return prediction
                .map(p -> columns.values(p, indices))
                .orElseGet(() -> columns.values("the text has no tokens"));
    }
}
