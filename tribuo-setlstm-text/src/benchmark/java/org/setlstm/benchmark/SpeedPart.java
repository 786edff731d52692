package org.setlstm.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A training step and a predicted batch: ours at several densities, each beside the dense peers of the same shape. Ratios
 * are taken within a round, against the peer's best number of threads in that round. DL4J takes part in the first round
 * only: it is the slowest by far.
 */
final class SpeedPart {
    private static final List<Integer> HIDDEN = List.of(256, 1024);
    private static final List<Shape> ROWS = List.of(
            Shape.ofSpeed(256, 0.08), Shape.ofSpeed(256, 0.04), Shape.ofSpeed(1024, 0.04), Shape.ofSpeed(1024, 0.02));

    /** A job's result. */
    record Entry(int round, Job job, SpeedTask.Result result) {
        boolean is(Side side, int hidden) {
            return job.side() == side && job.shape().hidden() == hidden;
        }
    }

    private SpeedPart() {}

    static Section run(Setup setup) {
        List<Entry> entries = new ArrayList<>();
        for (int round = 1; round <= setup.rounds(); round++) {
            Progress.say("speed, round " + round + " of " + setup.rounds());
            for (int hidden : HIDDEN) {
                for (Job job : jobs(hidden, round == 1)) {
                    entries.add(new Entry(round, job, setup.workers().run(job, SpeedTask.Result.class)));
                }
            }
        }
        Shape shape = ROWS.get(0);
        String markdown = String.format(
                        Locale.ROOT,
                        "Vocabulary %,d, embedding %d (of ours %s stored), batches of %d documents of %d tokens; Adam over"
                                + " all parameters, the embedding's included. Medians in milliseconds.%n%n",
                        shape.vocabulary(),
                        shape.embedding(),
                        Numbers.percent(shape.embeddingDensity()),
                        shape.batch(),
                        shape.length())
                + "Training step:\n\n" + table(entries, SpeedTask.Result::step)
                + "\nPredicted batch:\n\n" + table(entries, SpeedTask.Result::prediction)
                + "\n" + Others.note(timings(entries));
        return new Section(markdown, entries);
    }

    /** All at one thread, then all at all threads: so that who is compared runs side by side. */
    private static List<Job> jobs(int hidden, boolean withDL4J) {
        List<Job> jobs = new ArrayList<>();
        Shape dense = Shape.ofSpeed(hidden, 1.0);
        for (int threads : Setup.threads()) {
            jobs.add(Job.of(Task.SPEED, Side.PYTORCH, threads, dense));
            ROWS.stream()
                    .filter(row -> row.hidden() == hidden)
                    .forEach(row -> jobs.add(Job.of(Task.SPEED, Side.SETLSTM, threads, row)));
        }
        if (withDL4J) {
            jobs.add(Job.of(Task.SPEED, Side.DL4J, 1, dense));
            jobs.add(Job.of(Task.SPEED, Side.DL4J, Side.AS_FOUND, dense));
        }
        return jobs;
    }

    private static MarkdownTable table(List<Entry> entries, Function<SpeedTask.Result, Timing> timing) {
        List<String> header = new ArrayList<>(List.of("hidden", "gates"));
        Setup.threads().forEach(t -> header.add("ours, " + Setup.threads(t)));
        Setup.threads().forEach(t -> header.add("PyTorch, " + Setup.threads(t)));
        header.addAll(List.of("DL4J", "times faster than PyTorch", "by fastest calls", "than DL4J"));
        MarkdownTable table = new MarkdownTable(header.toArray(String[]::new));
        for (Shape row : ROWS) {
            int hidden = row.hidden();
            List<String> cells = new ArrayList<>(List.of("" + hidden, Numbers.percent(row.gateDensity())));
            List<Entry> ours = entries.stream()
                    .filter(e -> e.is(Side.SETLSTM, hidden) && e.job.shape().equals(row))
                    .toList();
            List<Entry> pyTorch =
                    entries.stream().filter(e -> e.is(Side.PYTORCH, hidden)).toList();
            List<Entry> dl4j =
                    entries.stream().filter(e -> e.is(Side.DL4J, hidden)).toList();
            for (List<Entry> side : List.of(ours, pyTorch)) {
                for (int threads : Setup.threads()) {
                    cells.add(Numbers.plain(Numbers.median(
                            with(side, threads), e -> timing.apply(e.result).median())));
                }
            }
            cells.add(Numbers.plain(best(dl4j, timing)));
            List<Entry> compared = with(ours, Setup.ALL);
            cells.add(Numbers.times(Numbers.median(compared, o -> ratio(o, pyTorch, timing))));
            cells.add(Numbers.times(fastest(pyTorch, timing) / fastest(compared, timing)));
            cells.add(Numbers.times(ratio(compared.get(0), dl4j, timing)));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static List<Entry> with(List<Entry> entries, int threads) {
        return entries.stream().filter(e -> e.job.threads() == threads).toList();
    }

    /** Against the peer's best in the same round. */
    private static double ratio(Entry ours, List<Entry> peers, Function<SpeedTask.Result, Timing> timing) {
        List<Entry> sameRound =
                peers.stream().filter(e -> e.round == ours.round).toList();
        return best(sameRound, timing) / timing.apply(ours.result).median();
    }

    private static double best(List<Entry> entries, Function<SpeedTask.Result, Timing> timing) {
        return entries.stream()
                .mapToDouble(e -> timing.apply(e.result).median())
                .min()
                .orElseThrow();
    }

    private static double fastest(List<Entry> entries, Function<SpeedTask.Result, Timing> timing) {
        return entries.stream()
                .mapToDouble(e -> timing.apply(e.result).fastest())
                .min()
                .orElseThrow();
    }

    private static Collection<Timing> timings(List<Entry> entries) {
        return entries.stream().map(e -> e.result.step()).toList();
    }
}
