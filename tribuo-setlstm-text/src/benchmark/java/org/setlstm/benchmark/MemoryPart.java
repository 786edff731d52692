package org.setlstm.benchmark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Peak memory, with our defaults for film reviews beside a dense network of that shape. */
final class MemoryPart {
    /** Densities of 0: the trainer's epsilon says how many weights are stored. */
    private static final Shape SHAPE = new Shape(30_000, 256, 128, true, 64, 800, 0.0, 0.0);

    /** Enough for the peers as well, whose arrays are not in Java's heap. */
    private static final String SMALL_HEAP = "40m";

    private static final List<Side> SIDES = List.of(Side.SETLSTM, Side.PYTORCH, Side.PYTORCH_ROWS);
    private static final List<Task> TASKS = List.of(Task.TRAINING_MEMORY, Task.PREDICTION_MEMORY);

    /** A job's result. */
    record Entry(int round, Job job, MemoryTask.Result result) {}

    private MemoryPart() {}

    static Section run(Setup setup) {
        if (!MemoryTask.isPossible()) {
            return new Section("Peak memory is measured on Linux only.\n", List.of());
        }
        List<Entry> entries = new ArrayList<>();
        for (int round = 1; round <= setup.rounds(); round++) {
            Progress.say("memory, round " + round + " of " + setup.rounds());
            for (Task task : TASKS) {
                for (Side side : SIDES) {
                    Job job = job(setup, task, side);
                    entries.add(new Entry(round, job, setup.workers().run(job, MemoryTask.Result.class)));
                }
            }
        }
        MarkdownTable table = new MarkdownTable(
                "peak, 10^6 bytes",
                "ours",
                Side.PYTORCH.label(),
                Side.PYTORCH_ROWS.label(),
                "share of PyTorch",
                "of PyTorch, rows met",
                "of the smaller of both");
        row(table, "training, loaded", entries, Task.TRAINING_MEMORY, MemoryTask.Result::loaded);
        row(table, "training", entries, Task.TRAINING_MEMORY, MemoryTask.Result::peak);
        row(table, "prediction, loaded", entries, Task.PREDICTION_MEMORY, MemoryTask.Result::loaded);
        row(table, "prediction", entries, Task.PREDICTION_MEMORY, MemoryTask.Result::peak);
        String markdown = String.format(
                        Locale.ROOT,
                        "Vocabulary %,d, embedding %d, hidden %d, both directions, batches of %d documents of %.0f tokens"
                                + " on average and %d at most. The whole process as Linux tells it (VmHWM): Java,"
                                + " libraries, network, activations. Ours on %s with -Xmx%s in training and -Xmx%s in"
                                + " prediction; PyTorch on one with -Xmx%s, as its arrays are not in Java's heap; rows met:"
                                + " without a gradient of the whole embedding (it predicts by the same code). Loaded: before"
                                + " the first batch. Medians of the rounds; in brackets the least and the most of a share.%n%n",
                        SHAPE.vocabulary(),
                        SHAPE.embedding(),
                        SHAPE.hidden(),
                        SHAPE.batch(),
                        entries.get(0).result.tokens(),
                        SHAPE.length(),
                        Setup.threads(Setup.ALL),
                        setup.trainingHeap(),
                        SMALL_HEAP,
                        SMALL_HEAP)
                + table;
        return new Section(markdown, entries);
    }

    private static Job job(Setup setup, Task task, Side side) {
        boolean ours = side == Side.SETLSTM;
        String heap = ours && task == Task.TRAINING_MEMORY ? setup.trainingHeap() : SMALL_HEAP;
        return new Job(task, side, ours ? Setup.ALL : 1, heap, SHAPE);
    }

    private static void row(
            MarkdownTable table,
            String name,
            List<Entry> entries,
            Task task,
            ToDoubleFunction<MemoryTask.Result> value) {
        Map<Side, double[]> rounds = new EnumMap<>(Side.class);
        for (Side side : SIDES) {
            rounds.put(
                    side,
                    entries.stream()
                            .filter(e -> e.job.task() == task && e.job.side() == side)
                            .mapToDouble(e -> value.applyAsDouble(e.result))
                            .toArray());
        }
        double[] ours = rounds.get(Side.SETLSTM);
        double[] dense = rounds.get(Side.PYTORCH);
        double[] rows = rounds.get(Side.PYTORCH_ROWS);
        double[] smaller = new double[ours.length];
        for (int round = 0; round < ours.length; round++) {
            smaller[round] = Math.min(dense[round], rows[round]);
        }
        List<String> cells = new ArrayList<>(List.of(name));
        SIDES.forEach(side -> cells.add(Numbers.plain(Numbers.median(rounds.get(side)))));
        for (double[] peer : List.of(dense, rows, smaller)) {
            cells.add(Numbers.spread(Numbers.ratios(ours, peer), Numbers::percent));
        }
        table.row(cells.toArray(String[]::new));
    }
}
