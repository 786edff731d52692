package org.setlstm.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.setlstm.JavaProcess;

class ParallelLoopTest {
    private static final int SECONDS = 60;

    private static void assertEveryTurnRunsOnce(int turns) {
        AtomicIntegerArray runs = new AtomicIntegerArray(turns);
        ParallelLoop.forEach(turns, runs::incrementAndGet);
        for (int turn = 0; turn < turns; turn++) {
            assertEquals(1, runs.get(turn));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 1000})
    void everyTurnRunsOnceWhereverItIsCalled(int turns) {
        assertEveryTurnRunsOnce(turns);
        ForkJoinPool pool = new ForkJoinPool(3);
        pool.submit(() -> assertEveryTurnRunsOnce(turns)).join();
        pool.shutdown();
        for (int threads = 1; threads <= 3; threads++) {
            try (Workers workers = new Workers(threads)) {
                workers.call(() -> {
                    assertEveryTurnRunsOnce(turns);
                    return null;
                });
            }
        }
    }

    /** As many as were asked for run at once, the caller among them; here each waits for the others. */
    @Test
    void theThreadsAreThoseOfTheWorkers() throws InterruptedException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(3);
        try (Workers workers = new Workers(3)) {
            assertTrue(workers.call(() -> {
                ParallelLoop.forEach(3, turn -> {
                    threads.add(Thread.currentThread());
                    all.countDown();
                    assertTrue(waited(all));
                });
                return Workers.areThere();
            }));
        }
        assertFalse(Workers.areThere());
        assertEquals(3, threads.size());
        assertTrue(threads.contains(Thread.currentThread()));
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            return latch.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void loopsMayStandInLoops() {
        try (Workers workers = new Workers(2)) {
            AtomicInteger runs = new AtomicInteger();
            workers.call(() -> {
                ParallelLoop.forEach(
                        20, i -> ParallelLoop.forEach(20, j -> ParallelLoop.forEach(3, k -> runs.incrementAndGet())));
                return null;
            });
            assertEquals(1200, runs.get());
        }
    }

    /** Not the one that happens to be first, and not a copy. */
    @Test
    void whatTheFirstFailingTurnThrowsIsThrown() {
        AssertionError error = new AssertionError("of turn 7");
        for (int i = 0; i < 200; i++) {
            AtomicInteger running = new AtomicInteger();
            assertSame(
                    error,
                    assertThrows(
                            AssertionError.class,
                            () -> ParallelLoop.forEach(100, turn -> {
                                running.incrementAndGet();
                                try {
                                    if (turn == 7) {
                                        Thread.yield();
                                        throw error;
                                    }
                                    if (turn > 7) {
                                        throw new IllegalStateException("of turn " + turn);
                                    }
                                } finally {
                                    running.decrementAndGet();
                                }
                            })));
            assertEquals(0, running.get());
        }
    }

    @Test
    void anInterruptedCallerWaitsAndStaysInterrupted() {
        AtomicInteger runs = new AtomicInteger();
        try (Workers workers = new Workers(2)) {
            Thread.currentThread().interrupt();
            workers.call(() -> {
                ParallelLoop.forEach(50, turn -> {
                    Thread.yield();
                    runs.incrementAndGet();
                });
                return null;
            });
            assertEquals(50, runs.get());
            assertTrue(Thread.interrupted());
        }
    }

    /** Helpers that can't be had: threads that have ended. */
    @Test
    void theCallerDoesAloneWhatNobodyHelpsWith() {
        Workers workers = new Workers(3);
        workers.close();
        workers.call(() -> {
            assertEveryTurnRunsOnce(10);
            return null;
        });
    }

    /** Fills the memory in a helper's turn, to the last object. */
    static final class Exhausting {
        private static volatile Object[] full;

        private Exhausting() {}

        public static void main(String[] args) {
            Thread caller = Thread.currentThread();
            CountDownLatch filled = new CountDownLatch(1);
            try (Workers workers = new Workers(2)) {
                workers.call(() -> {
                    ParallelLoop.forEach(100, turn -> {
                        if (Thread.currentThread() == caller) {
                            waited(filled);
                        } else {
                            try {
                                while (true) {
                                    full = new Object[] {full};
                                }
                            } finally {
                                filled.countDown();
                            }
                        }
                    });
                    return null;
                });
            } catch (OutOfMemoryError e) {
                full = null;
                System.exit(3);
            }
        }
    }

    /** A parallel stream in its place waits for ever. */
    @Test
    void endsWhereThereIsNoMemoryLeft() throws Exception {
        assertEquals(3, JavaProcess.run(Exhausting.class, "-Xmx16m").exitCode());
    }
}
