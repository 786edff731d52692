package org.setlstm.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.setlstm.sequence.TokenFeatures;
import org.setlstm.sequence.TokenSource;
import org.tribuo.DataSource;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** What can be known of data before a model is trained on it. */
public final class DataCheck {
    private static final int LABELS_SHOWN = 10;

    /** What columns of labels are called. */
    private static final Set<String> HEADERS = Set.of(
            "label",
            "labels",
            "class",
            "category",
            "sentiment",
            "target",
            "y",
            "polarity",
            "intent",
            "topic",
            "rating",
            "score",
            "tag",
            "emotion");

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

    /**
     * Stops who would train on some texts and then test on others that a SET-LSTM can't read, for they went through another
     * pipeline: that shows when training is over.
     *
     * @param test Test texts.
     * @throws IllegalArgumentException If one has no word order; the message names its place.
     */
    public static void requireWordOrder(DataSource<Label> test) {
        if (test instanceof TokenSource tokens && tokens.tokenExamples().areSequences()) {
            return;
        }
        List<Origin> origins = origins(test);
        int read = 0;
        for (Example<Label> example : test) {
            try {
                TokenFeatures.decode(example);
            } catch (IllegalArgumentException e) {
                // Not as the cause, which doesn't name the place: of causes people are shown the innermost.
                throw new IllegalArgumentException(
                        name(test) + ", " + origins.get(read).where() + ": " + e.getMessage());
            }
            read++;
        }
    }

    /**
     * What is most likely a mistake: a label that stands once, as a header's would; one label only; the same text under
     * several labels; labels that differ in case alone; test texts that were trained on, or that go
     * through another pipeline. Texts are the same if they are so but for white space around them.
     *
     * @param train Training texts.
     * @param test Test texts; null if there are none.
     * @return A sentence for each kind, with how many there are and where the first is; none if all looks right.
     */
    public static List<String> doubts(DataSource<Label> train, DataSource<Label> test) {
        List<Origin> origins = origins(train);
        List<String> doubts = new ArrayList<>();
        Map<String, List<Origin>> byLabel =
                origins.stream().collect(Collectors.groupingBy(Origin::label, TreeMap::new, Collectors.toList()));
        if (byLabel.size() == 1) {
            doubts.add(name(train) + ": all " + origins.size() + " texts have the label '"
                    + origins.get(0).label() + "', so a model can't learn another");
        } else {
            rareLabel(name(train), byLabel).ifPresent(doubts::add);
            sameLabels(name(train), byLabel.keySet()).ifPresent(doubts::add);
        }
        Map<Long, List<Origin>> byText =
                origins.stream().collect(Collectors.groupingBy(Origin::text, LinkedHashMap::new, Collectors.toList()));
        contradiction(name(train), byText.values()).ifPresent(doubts::add);
        if (test != null) {
            trainedOn(name(train), byText, name(test), origins(test)).ifPresent(doubts::add);
            otherPipeline(train, test).ifPresent(doubts::add);
        }
        return doubts;
    }

    private static Optional<String> rareLabel(String file, Map<String, List<Origin>> byLabel) {
        List<Origin> once = byLabel.values().stream()
                .filter(all -> all.size() == 1)
                .map(all -> all.get(0))
                .toList();
        Optional<Origin> header = once.stream()
                .filter(o ->
                        o.where().equals("line 1") && HEADERS.contains(o.label().toLowerCase(Locale.ROOT)))
                .findFirst();
        if (header.isPresent()) {
            return Optional.of(file + ", line 1: the label '" + header.get().label() + "' stands nowhere else, so this"
                    + " looks like a header, and is read as a text; name the columns (--label-column, --text-column)"
                    + " if it is one");
        }
        return once.isEmpty()
                ? Optional.empty()
                : Optional.of(file + ": " + count(once.size(), "label stands", "labels stand") + " at one text only: '"
                        + once.get(0).label() + "' at " + once.get(0).where()
                        + (once.size() == 1
                                ? ""
                                : ", '" + once.get(1).label() + "' at "
                                        + once.get(1).where())
                        + (once.size() > 2 ? ", .." : ""));
    }

    private static Optional<String> sameLabels(String file, Set<String> labels) {
        Map<String, String> first = new HashMap<>();
        for (String label : labels) {
            String plain = label.toLowerCase(Locale.ROOT)
                    .replaceAll("[\\s\\p{Z}]+", " ")
                    .strip();
            String other = first.putIfAbsent(plain, label);
            if (other != null) {
                return Optional.of(file + ": the labels '" + other + "' and '" + label
                        + "' differ in case or white space alone, and are two labels");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> otherPipeline(DataSource<Label> train, DataSource<Label> test) {
        return train instanceof TextSource a
                        && test instanceof TextSource b
                        && !a.pipelineProvenance().equals(b.pipelineProvenance())
                ? Optional.of(
                        name(test) + ": these texts go through another extractor or other preprocessors than those of "
                                + name(train))
                : Optional.empty();
    }

    private static Optional<String> contradiction(String file, Collection<List<Origin>> sameTexts) {
        List<List<Origin>> several =
                sameTexts.stream().filter(same -> labels(same).size() > 1).toList();
        if (several.isEmpty()) {
            return Optional.empty();
        }
        Origin first = several.get(0).get(0);
        Origin other = several.get(0).stream()
                .filter(o -> !o.label().equals(first.label()))
                .findFirst()
                .orElseThrow();
        return Optional.of(file + ": " + count(several.size(), "text stands", "texts stand")
                + " under more than one label: '" + first.label() + "' at " + first.where() + " is '" + other.label()
                + "' at " + other.where());
    }

    private static Optional<String> trainedOn(
            String trainFile, Map<Long, List<Origin>> byText, String testFile, List<Origin> test) {
        List<Origin> seen =
                test.stream().filter(o -> byText.containsKey(o.text())).toList();
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        Origin first = seen.get(0);
        return Optional.of(testFile + ": " + seen.size() + " of " + count(test.size(), "test text", "test texts")
                + " stand among the training texts too, so their labels are no test: " + first.where() + " is "
                + byText.get(first.text()).get(0).where() + " of " + trainFile);
    }

    private static String count(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
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
            origins.add(Origin.of(
                    example.getOutput().getLabel(), "example " + (origins.size() + 1), 0, features.toString()));
        }
        return origins;
    }

    private static String name(DataSource<Label> source) {
        return source instanceof TextSource texts
                ? texts.path().toString()
                : source.getClass().getSimpleName();
    }
}
