package org.setlstm.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.setlstm.benchmark.text.TextContender;
import org.setlstm.benchmark.text.TextContender.Result;
import org.setlstm.benchmark.text.TextData;

/** Whole classifiers of texts, from a file of texts to labels: ours beside models that are known to be fast and good. */
final class TextPart {
    /** A contender's result. */
    record Entry(int round, TextContender contender, int threads, Result result) {}

    private TextPart() {}

    static Section run(Setup setup) throws IOException {
        Path work = setup.directory().resolve("text");
        Optional<TextData> data = TextData.find(setup.data(), work);
        if (data.isEmpty()) {
            return new Section(
                    "Skipped, for there are no texts: give -Dbenchmark.data=DIR, or unpack the quick start's by"
                            + " -Pquickstart,benchmark.\n",
                    List.of());
        }
        if (!TextContender.isPossible()) {
            return new Section("Processes are watched on Linux only.\n", List.of());
        }
        TextContender.Place place = new TextContender.Place(data.get(), work, Side.SETLSTM.classPath());
        List<Entry> entries = new ArrayList<>();
        for (int round = 1; round <= setup.rounds(); round++) {
            Progress.say("text, round " + round + " of " + setup.rounds());
            for (int threads : Setup.threads()) {
                for (TextContender contender : installed()) {
                    Progress.say("  " + contender.label() + ", " + Setup.threads(threads));
                    entries.add(new Entry(round, contender, threads, contender.run(place, threads)));
                }
            }
        }
        String markdown = String.format(
                        Locale.ROOT,
                        "Data %s, %,d test texts. Training is the whole process, from its start and a file of texts to a"
                                + " model file: Java's start is in it. Peak: the most memory that training held (VmHWM), with"
                                + " Java's own choice of heap and collector. Predicted: from raw text to label, a model loaded and warm, %,d"
                                + " texts at a time. fastText is spared what it does not do: its texts are tokens in lower case"
                                + " and in random order before any clock starts, and it answers through a pipe; -wordNgrams 2"
                                + " -dim 50 -epoch 5 -lr 0.5. The linear model trains on one thread always, fastText predicts"
                                + " on one. Medians of the rounds. Where other processes kept processors busy, trust CPU seconds"
                                + " before seconds.%n%n",
                        data.get().name(),
                        data.get().testTexts(),
                        TextContender.TEXTS_AT_A_TIME)
                + figures(entries)
                + "\nOurs so many times as much as theirs on as many threads, in the same round; in brackets the least and the"
                + " most of the rounds. Of seconds and memory less is better, of texts more:\n\n"
                + ratios(entries);
        return new Section(markdown, entries);
    }

    private static List<TextContender> installed() {
        return Arrays.stream(TextContender.values())
                .filter(TextContender::isInstalled)
                .toList();
    }

    private static MarkdownTable figures(List<Entry> entries) {
        MarkdownTable table = new MarkdownTable(
                "",
                "threads",
                "training, seconds",
                "CPU seconds",
                "peak, 10^6 bytes",
                "model, 10^6 bytes",
                "accuracy",
                "texts predicted a second");
        for (TextContender contender : TextContender.values()) {
            if (!contender.isInstalled()) {
                table.row(contender.label() + ": not installed", "-", "-", "-", "-", "-", "-", "-");
                continue;
            }
            for (int threads : Setup.threads()) {
                List<Entry> rounds = of(entries, contender, threads);
                table.row(
                        contender.label(),
                        "" + threads,
                        median(rounds, Result::seconds, Numbers::plain),
                        median(rounds, Result::cpuSeconds, Numbers::plain),
                        median(rounds, Result::peak, Numbers::plain),
                        median(rounds, Result::size, Numbers::plain),
                        median(rounds, Result::accuracy, TextPart::accuracy),
                        median(rounds, Result::textsPerSecond, Numbers::plain));
            }
        }
        return table;
    }

    private static MarkdownTable ratios(List<Entry> entries) {
        MarkdownTable table = new MarkdownTable(
                "ours to",
                "threads",
                "training, seconds",
                "CPU seconds",
                "peak",
                "accuracy, points more",
                "texts predicted a second");
        for (TextContender peer : installed()) {
            if (peer == TextContender.SETLSTM) {
                continue;
            }
            for (int threads : Setup.threads()) {
                List<Entry> ours = of(entries, TextContender.SETLSTM, threads);
                List<Entry> theirs = of(entries, peer, threads);
                double[] points = new double[ours.size()];
                Arrays.setAll(
                        points,
                        round -> 100.0
                                * (ours.get(round).result.accuracy()
                                        - theirs.get(round).result.accuracy()));
                table.row(
                        peer.label(),
                        "" + threads,
                        ratio(ours, theirs, Result::seconds),
                        ratio(ours, theirs, Result::cpuSeconds),
                        ratio(ours, theirs, Result::peak),
                        Numbers.spread(points, p -> String.format(Locale.ROOT, "%+.1f", p)),
                        ratio(ours, theirs, Result::textsPerSecond));
            }
        }
        return table;
    }

    /** One for each round, in their order. */
    private static List<Entry> of(List<Entry> entries, TextContender contender, int threads) {
        return entries.stream()
                .filter(e -> e.contender == contender && e.threads == threads)
                .toList();
    }

    private static String median(List<Entry> rounds, ToDoubleFunction<Result> value, DoubleFunction<String> format) {
        return format.apply(Numbers.median(rounds, e -> value.applyAsDouble(e.result)));
    }

    private static String ratio(List<Entry> ours, List<Entry> theirs, ToDoubleFunction<Result> value) {
        return Numbers.spread(Numbers.ratios(each(ours, value), each(theirs, value)), Numbers::plain);
    }

    private static double[] each(List<Entry> rounds, ToDoubleFunction<Result> value) {
        return rounds.stream().mapToDouble(e -> value.applyAsDouble(e.result)).toArray();
    }

    private static String accuracy(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100.0 * share);
    }
}
