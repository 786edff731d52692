package org.setlstm.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One short document at a time. */
final class LatencyPart {
    private static final int WORDS = 20;
    private static final Shape SHAPE = Shape.ofSpeed(256, 0.04).withBatch(1).withLength(WORDS);

    /** A job's result. */
    record Entry(int round, Job job, LatencyTask.Result result) {}

    private LatencyPart() {}

    static Section run(Setup setup) {
        List<Entry> entries = new ArrayList<>();
        for (int round = 1; round <= setup.rounds(); round++) {
            Progress.say("latency, round " + round + " of " + setup.rounds());
            for (Job job : jobs()) {
                entries.add(new Entry(round, job, setup.workers().run(job, LatencyTask.Result.class)));
            }
        }
        String markdown = String.format(
                        Locale.ROOT,
                        "One document of %d words, hidden %d, vocabulary %,d, embedding %d; ours stores %s. Milliseconds,"
                                + " medians of the rounds; in brackets the least and the most of a ratio.%n%n",
                        WORDS,
                        SHAPE.hidden(),
                        SHAPE.vocabulary(),
                        SHAPE.embedding(),
                        Numbers.percent(SHAPE.gateDensity()))
                + table(entries) + "\n"
                + Others.note(entries.stream()
                        .flatMap(e -> e.result.paths().values().stream())
                        .toList());
        return new Section(markdown, entries);
    }

    private static List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        jobs.add(Job.of(Task.LATENCY, Side.SETLSTM, 1, SHAPE));
        for (int threads : Setup.threads()) {
            jobs.add(Job.of(Task.LATENCY, Side.PYTORCH, threads, SHAPE));
        }
        return jobs;
    }

    private static MarkdownTable table(List<Entry> entries) {
        Map<String, List<Timing>> rows = new LinkedHashMap<>();
        for (Entry e : entries) {
            e.result.paths().forEach((path, timing) -> rows.computeIfAbsent(name(e.job, path), n -> new ArrayList<>())
                    .add(timing));
        }
        MarkdownTable table = new MarkdownTable("", "median", "99th percentile", "first call");
        rows.forEach((name, timings) -> table.row(
                name,
                Numbers.plain(Numbers.median(timings, Timing::median)),
                Numbers.plain(Numbers.median(timings, Timing::p99)),
                Numbers.plain(Numbers.median(timings, Timing::first))));
        table.row(
                "times faster, network against network at its best",
                ratio(entries, Timing::median),
                ratio(entries, Timing::p99),
                ratio(entries, Timing::first));
        return table;
    }

    private static String name(Job job, String path) {
        return job.side() == Side.SETLSTM
                ? "ours, " + path
                : job.side().label() + ", " + path + ", " + Setup.threads(job.threads());
    }

    private static String ratio(List<Entry> entries, ToDoubleFunction<Timing> value) {
        List<Entry> ours =
                entries.stream().filter(e -> e.job.side() == Side.SETLSTM).toList();
        return Numbers.spread(
                ours, o -> peer(entries, o.round, value) / value.applyAsDouble(network(o)), Numbers::times);
    }

    /** At the number of threads that is best for this value. */
    private static double peer(List<Entry> entries, int round, ToDoubleFunction<Timing> value) {
        return entries.stream()
                .filter(e -> e.round == round && e.job.side() == Side.PYTORCH)
                .map(LatencyPart::network)
                .mapToDouble(value)
                .min()
                .orElseThrow();
    }

    private static Timing network(Entry entry) {
        return entry.result.paths().get(LatencyTask.NETWORK);
    }
}
