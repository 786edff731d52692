package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** One model, many threads. */
class LoadTest {
    private static final int EFFORT = Integer.getInteger("setlstm.effort", 1);
    private static final int THREADS = EFFORT == 1 ? 8 : 64;
    private static final double SECONDS = Math.min(300.0, 1.0 * EFFORT);

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Predicts alone and among others until the time is over; gives the number of predictions. */
    private static long work(
            SETLSTMModel model, List<Example<Label>> texts, List<double[]> expected, long seed, long end) {
        SplittableRandom random = new SplittableRandom(seed);
        long n = 0;
        while (System.nanoTime() < end) {
            int from = random.nextInt(texts.size());
            int to = Math.min(texts.size(), from + (random.nextInt(4) == 0 ? 40 : 1));
            List<Prediction<Label>> predictions = model.predict(texts.subList(from, to));
            for (int i = from; i < to; i++) {
                assertEquals(0, Arrays.compare(expected.get(i), scores(predictions.get(i - from))));
            }
            n += to - from;
        }
        return n;
    }

    private static double[] scores(Prediction<Label> p) {
        return p.getOutputScores().values().stream()
                .mapToDouble(Label::getScore)
                .toArray();
    }

    private static long together(
            int threads, double seconds, SETLSTMModel model, List<Example<Label>> texts, List<double[]> expected)
            throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long end = System.nanoTime() + (long) (seconds * 1e9);
            List<Callable<Long>> work = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int seed = t;
                work.add(() -> work(model, texts, expected, seed, end));
            }
            long all = 0;
            for (Future<Long> done : pool.invokeAll(work)) {
                all += done.get();
            }
            return all;
        } finally {
            pool.shutdown();
            assertTrue(pool.awaitTermination(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void manyThreadsGetTheBitsThatOneGetsInMemoryThatDoesNotGrow() throws Exception {
        Logger.getLogger("org.setlstm").setLevel(Level.SEVERE);
        SETLSTMModel model = WordOrder.trainer()
                .hiddenDimension(64)
                .epochs(1)
                .build()
                .train(WordOrder.dataset(WordOrder.examples(100, 1)));
        Logger.getLogger("org.setlstm").setLevel(null);
        List<Example<Label>> texts = WordOrder.examples(500, 2);
        List<double[]> expected =
                texts.stream().map(e -> scores(model.predict(e))).toList();
        long alone = together(1, SECONDS / 4, model, texts, expected);
        together(THREADS, SECONDS / 4, model, texts, expected);
        long before = usedMemory();
        long shared = together(THREADS, SECONDS, model, texts, expected);
        long after = usedMemory();
        System.out.printf(
                Locale.ROOT,
                "%d threads, %.0f s: %.0f predictions/s, one thread %.0f; memory %.1f MB, then %.1f MB%n",
                THREADS,
                SECONDS,
                shared / SECONDS,
                alone / (SECONDS / 4),
                before / 1e6,
                after / 1e6);
        // A thread that is the first to meet so many others takes memory for a pass, and leaves it for the next: so
        // much
        // for each thread at most, where a leak of a few bytes a prediction would take more within seconds.
        assertTrue(after - before < THREADS * (4L << 20), before + " bytes, then " + after);
    }
}
