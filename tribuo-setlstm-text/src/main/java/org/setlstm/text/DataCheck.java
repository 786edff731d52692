package org.setlstm.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tribuo.DataSource;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** What can be known of data before a model is trained on it. */
public final class DataCheck {
    private static final int LABELS_SHOWN = 10;

    private DataCheck() {}

    /**
     * Stops who would train on some texts and then test on others whose labels the model can't know: Tribuo finds it when
     * training is over.
     *
     * @param train Training texts.
     * @param test Test texts.
     * @throws IllegalArgumentException If a test text's label is that of no training text; the message names its place.
     */
    public static void requireKnownLabels(DataSource<Label> train, DataSource<Label> test) {
        Set<String> known = labels(origins(train));
        List<Origin> unknown =
                origins(test).stream().filter(o -> !known.contains(o.label())).toList();
        if (!unknown.isEmpty()) {
            Origin first = unknown.get(0);
            throw new IllegalArgumentException(name(test) + ", " + first.where() + ": no training text has the label '"
                    + first.label() + "', so it can't be tested; the labels of " + name(train) + " are "
                    + some(known)
                    + (unknown.size() == 1
                            ? ""
                            : ". " + unknown.size() + " test texts have such labels: " + some(labels(unknown))));
        }
    }

    private static Set<String> labels(List<Origin> origins) {
        return origins.stream().map(Origin::label).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String some(Set<String> labels) {
        return labels.stream().limit(LABELS_SHOWN).collect(Collectors.joining(", "))
                + (labels.size() > LABELS_SHOWN ? " and " + (labels.size() - LABELS_SHOWN) + " more" : "");
    }

    /** Of sources that aren't of this package the examples are all there is. */
    private static List<Origin> origins(DataSource<Label> source) {
        if (source instanceof TextSource texts) {
            return texts.origins();
        }
        List<Origin> origins = new ArrayList<>();
        for (Example<Label> example : source) {
            StringBuilder features = new StringBuilder();
            example.forEach(f -> features.append(f.getName())
                    .append('\t')
                    .append(f.getValue())
                    .append('\n'));
            origins.add(
                    Origin.of(example.getOutput().getLabel(), features.toString(), "example " + (origins.size() + 1)));
        }
        return origins;
    }

    private static String name(DataSource<Label> source) {
        return source instanceof TextSource texts
                ? texts.path().toString()
                : source.getClass().getSimpleName();
    }
}
