package org.setlstm.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A training step and a predicted batch: ours at several densities, each beside the dense peers of the same shape. Ratios
 * are taken within a round, against the peer's best number of threads in that round. DL4J takes part in the first round
 * only: it is the slowest by far.
 */
final class SpeedPart {
    private static final List<Integer> HIDDEN = List.of(256, 1024);
    private static final Set<Side> PYTORCHS = EnumSet.of(Side.PYTORCH, Side.PYTORCH_ROWS);
    private static final List<Shape> ROWS = List.of(
            Shape.ofSpeed(256, 0.08), Shape.ofSpeed(256, 0.04), Shape.ofSpeed(1024, 0.04), Shape.ofSpeed(1024, 0.02));

    /** A job's result. */
    record Entry(int round, Job job, SpeedTask.Result result) {
        boolean isOf(Set<Side> sides, int hidden) {
            return sides.contains(job.side()) && job.shape().hidden() == hidden;
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
                        "Vocabulary %,d, embedding %d (of ours %s stored), batches of %d documents of %d tokens. Adam takes all"
                                + " parameters: of ours all that are stored, of PyTorch the whole embedding, or where it says"
                                + " rows met its rows alone that the batch holds (it predicts by the same code)."
                                + " Milliseconds are medians of the rounds. Ratios are taken within a round, ours on %s against"
                                + " the peer at its best number of threads; faster of both is the better PyTorch of the"
                                + " round. In brackets the least and the most of the rounds.%n%n",
                        shape.vocabulary(),
                        shape.embedding(),
                        Numbers.percent(shape.embeddingDensity()),
                        shape.batch(),
                        shape.length(),
                        Setup.threads(Setup.ALL))
                + tables("Training step", entries, SpeedTask.Result::step)
                + tables("Predicted batch", entries, SpeedTask.Result::prediction)
                + Others.note(timings(entries));
        return new Section(markdown, entries);
    }

    /** All at one thread, then all at all threads: so that who is compared runs side by side. */
    private static List<Job> jobs(int hidden, boolean withDL4J) {
        List<Job> jobs = new ArrayList<>();
        Shape dense = Shape.ofSpeed(hidden, 1.0);
        for (int threads : Setup.threads()) {
            PYTORCHS.forEach(side -> jobs.add(Job.of(Task.SPEED, side, threads, dense)));
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

    private static String tables(String name, List<Entry> entries, Function<SpeedTask.Result, Timing> timing) {
        return name + ", milliseconds:\n\n" + times(entries, timing) + "\n" + name
                + ", ours so many times as fast as:\n\n" + ratios(entries, timing) + "\n";
    }

    private static MarkdownTable times(List<Entry> entries, Function<SpeedTask.Result, Timing> timing) {
        List<Side> sides = List.of(Side.SETLSTM, Side.PYTORCH, Side.PYTORCH_ROWS);
        List<String> header = new ArrayList<>(List.of("hidden", "gates"));
        for (Side side : sides) {
            String name = side == Side.SETLSTM ? "ours" : side.label();
            Setup.threads().forEach(t -> header.add(name + ", " + Setup.threads(t)));
        }
        header.add(Side.DL4J.label());
        MarkdownTable table = new MarkdownTable(header.toArray(String[]::new));
        for (Shape row : ROWS) {
            List<String> cells = new ArrayList<>(List.of("" + row.hidden(), Numbers.percent(row.gateDensity())));
            for (Side side : sides) {
                List<Entry> its = side == Side.SETLSTM ? ours(entries, row) : peers(entries, Set.of(side), row);
                for (int threads : Setup.threads()) {
                    cells.add(Numbers.plain(Numbers.median(
                            with(its, threads), e -> timing.apply(e.result).median())));
                }
            }
            cells.add(Numbers.plain(best(peers(entries, Set.of(Side.DL4J), row), e -> timing.apply(e.result)
                    .median())));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static MarkdownTable ratios(List<Entry> entries, Function<SpeedTask.Result, Timing> timing) {
        ToDoubleFunction<Entry> median = e -> timing.apply(e.result).median();
        ToDoubleFunction<Entry> fastest = e -> timing.apply(e.result).fastest();
        MarkdownTable table = new MarkdownTable(
                "hidden",
                "gates",
                Side.PYTORCH.label(),
                Side.PYTORCH_ROWS.label(),
                "faster of both",
                "faster of both, by fastest calls",
                Side.DL4J.label());
        for (Shape row : ROWS) {
            List<Entry> ours = with(ours(entries, row), Setup.ALL);
            List<Entry> pyTorch = peers(entries, PYTORCHS, row);
            List<Entry> first = ours.stream().filter(e -> e.round == 1).toList();
            table.row(
                    "" + row.hidden(),
                    Numbers.percent(row.gateDensity()),
                    ratio(ours, peers(entries, Set.of(Side.PYTORCH), row), median),
                    ratio(ours, peers(entries, Set.of(Side.PYTORCH_ROWS), row), median),
                    ratio(ours, pyTorch, median),
                    ratio(ours, pyTorch, fastest),
                    ratio(first, peers(entries, Set.of(Side.DL4J), row), median));
        }
        return table;
    }

    private static List<Entry> ours(List<Entry> entries, Shape row) {
        return entries.stream()
                .filter(e -> e.isOf(Set.of(Side.SETLSTM), row.hidden())
                        && e.job.shape().equals(row))
                .toList();
    }

    private static List<Entry> peers(List<Entry> entries, Set<Side> sides, Shape row) {
        return entries.stream().filter(e -> e.isOf(sides, row.hidden())).toList();
    }

    private static List<Entry> with(List<Entry> entries, int threads) {
        return entries.stream().filter(e -> e.job.threads() == threads).toList();
    }

    /** Against the peers' best in the same round. */
    private static String ratio(List<Entry> ours, List<Entry> peers, ToDoubleFunction<Entry> time) {
        return Numbers.spread(
                ours,
                o -> best(peers.stream().filter(p -> p.round == o.round).toList(), time) / time.applyAsDouble(o),
                Numbers::times);
    }

    private static double best(List<Entry> entries, ToDoubleFunction<Entry> time) {
        return entries.stream().mapToDouble(time).min().orElseThrow();
    }

    private static Collection<Timing> timings(List<Entry> entries) {
        return entries.stream().map(e -> e.result.step()).toList();
    }
}
