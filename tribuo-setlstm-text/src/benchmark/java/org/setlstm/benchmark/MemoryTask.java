package org.setlstm.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.setlstm.sequence.Minibatches;

/**
 * The most memory that a process has held, as Linux tells it (VmHWM): Java, libraries, network, activations. The
 * documents are as long as film reviews: log-normal about a median of 175 tokens, cut at the shape's length.
 */
final class MemoryTask {
    private static final int BATCHES = 20;
    private static final double MEDIAN_LENGTH = 175.0;
    private static final double SPREAD = 0.7;
    private static final int SHORTEST = 10;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";
    private static final int BYTES_PER_UNIT = 1024;

    /**
     * What came out, in 10^6 bytes.
     *
     * @param facts The contender's.
     * @param tokens The mean length of a document.
     * @param loaded The peak before the first batch.
     * @param peak The peak at the end.
     */
    record Result(Map<String, Object> facts, double tokens, double loaded, double peak) {}

    private MemoryTask() {}

    static boolean isPossible() {
        return Files.isReadable(STATUS);
    }

    static Result train(Job job) {
        try (Contender contender = job.side().open(job, true)) {
            return run(job, contender, contender::step);
        }
    }

    static Result predict(Job job) {
        try (Contender contender = job.side().open(job, false)) {
            return run(job, contender, batch -> contender.probabilities(batch.documents()));
        }
    }

    private static Result run(Job job, Contender contender, Consumer<Batch> work) {
        List<Batch> epoch = epoch(job.shape());
        double loaded = peak();
        epoch.forEach(work);
        contender.endEpoch();
        double tokens = epoch.stream()
                .flatMap(b -> Arrays.stream(b.documents()))
                .mapToInt(d -> d.length)
                .average()
                .orElseThrow();
        return new Result(contender.facts(), tokens, loaded, peak());
    }

    private static List<Batch> epoch(Shape shape) {
        SplittableRandom random = new SplittableRandom(1);
        int[] lengths = random.doubles((long) BATCHES * shape.batch())
                .mapToInt(p -> length(p, random, shape.length()))
                .toArray();
        Batch all = Batch.random(shape, lengths, random);
        List<Batch> batches = new ArrayList<>();
        for (int[] indices : Minibatches.epoch(all.documents(), shape.batch(), random)) {
            batches.add(new Batch(
                    Arrays.stream(indices).mapToObj(i -> all.documents()[i]).toArray(int[][]::new),
                    Arrays.stream(indices).map(i -> all.labels()[i]).toArray()));
        }
        return batches;
    }

    /** Box and Muller's. */
    private static int length(double uniform, SplittableRandom random, int longest) {
        double normal = Math.sqrt(-2.0 * Math.log(1.0 - uniform)) * Math.cos(2.0 * Math.PI * random.nextDouble());
        long length = Math.round(MEDIAN_LENGTH * Math.exp(SPREAD * normal));
        return (int) Math.max(SHORTEST, Math.min(longest, length));
    }

    private static double peak() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToDouble(line -> BYTES_PER_UNIT * Double.parseDouble(line.replaceAll("\\D", "")) / 1e6)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
