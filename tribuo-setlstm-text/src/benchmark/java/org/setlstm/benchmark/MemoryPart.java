package org.setlstm.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Peak memory, with our defaults for film reviews beside a dense network of that shape. */
final class MemoryPart {
    /** Densities of 0: the trainer's epsilon says how many weights are stored. */
    private static final Shape SHAPE = new Shape(30_000, 256, 128, true, 64, 800, 0.0, 0.0);

    /** Enough for the peer as well, whose arrays are not in Java's heap. */
    private static final String SMALL_HEAP = "40m";

    /** A job's result. */
    record Entry(Job job, MemoryTask.Result result) {}

    private MemoryPart() {}

    static Section run(Setup setup) {
        if (!MemoryTask.isPossible()) {
            return new Section("Peak memory is measured on Linux only.\n", List.of());
        }
        Progress.say("memory");
        List<Entry> entries = new ArrayList<>();
        MarkdownTable table = new MarkdownTable("peak, 10^6 bytes", "ours", "PyTorch", "share");
        row(setup, table, "training", Task.TRAINING_MEMORY, setup.trainingHeap(), entries);
        row(setup, table, "prediction", Task.PREDICTION_MEMORY, SMALL_HEAP, entries);
        String markdown = String.format(
                        Locale.ROOT,
                        "Vocabulary %,d, embedding %d, hidden %d, both directions, batches of %d documents of %.0f tokens"
                                + " on average and %d at most. The whole process as Linux tells it (VmHWM): Java,"
                                + " libraries, network, activations. Ours on %s with -Xmx%s in training and -Xmx%s in"
                                + " prediction; PyTorch on one with -Xmx%s, as its arrays are not in Java's heap. Loaded: before"
                                + " the first batch.%n%n",
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

    private static void row(
            Setup setup, MarkdownTable table, String name, Task task, String heap, List<Entry> entries) {
        MemoryTask.Result ours = run(setup, new Job(task, Side.SETLSTM, Setup.ALL, heap, SHAPE), entries);
        MemoryTask.Result peer = run(setup, new Job(task, Side.PYTORCH, 1, SMALL_HEAP, SHAPE), entries);
        row(table, name + ", loaded", ours.loaded(), peer.loaded());
        row(table, name, ours.peak(), peer.peak());
    }

    private static void row(MarkdownTable table, String name, double ours, double peer) {
        table.row(name, Numbers.plain(ours), Numbers.plain(peer), Numbers.percent(ours / peer));
    }

    private static MemoryTask.Result run(Setup setup, Job job, List<Entry> entries) {
        MemoryTask.Result result = setup.workers().run(job, MemoryTask.Result.class);
        entries.add(new Entry(job, result));
        return result;
    }
}
