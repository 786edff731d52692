package org.setlstm.parallel;

import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A loop whose turns don't know of each other, run in parallel: on the threads of {@link Workers}, else on the calling
 * thread's fork-join pool, else on the common one.
 *
 * <p>A parallel stream would do the same, but it may wait for ever. A fork-join task that throws has to allocate a record
 * of that; if there is no memory for the record either, the task never ends. Here the caller takes turns itself, waits for
 * no turn but those that others have begun, and a turn that has begun ends without memory.
 */
public final class ParallelLoop {
    /** Turns tend to end together: sleeping and waking takes longer than this. */
    private static final int SPINS = 1000;

    private final int turns;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private IntConsumer body;
    private volatile int failed = Integer.MAX_VALUE;
    private Throwable failure;

    private ParallelLoop(int turns, IntConsumer body) {
        this.turns = turns;
        this.body = body;
    }

    /**
     * Runs all turns, and waits for them. If some throw, turns that haven't begun are left out, and what the first of
     * those that threw has thrown is thrown here, when no turn runs any more.
     *
     * @param turns How many, from 0 on.
     * @param body Is called for each turn, at once on several threads.
     */
    public static void forEach(int turns, IntConsumer body) {
        int helpers = Math.min(turns - 1, Workers.helpers());
        if (helpers <= 0) {
            for (int turn = 0; turn < turns; turn++) {
                body.accept(turn);
            }
        } else {
            new ParallelLoop(turns, body).run(helpers);
        }
    }

    private void run(int helpers) {
        ForkJoinTask<?>[] tasks = new ForkJoinTask<?>[helpers];
        try {
            for (int h = 0; h < helpers; h++) {
                tasks[h] = ForkJoinTask.adapt(this::takeTurns);
                Workers.submit(tasks[h]);
            }
        } catch (OutOfMemoryError | RejectedExecutionException e) {
            // Then with fewer hands.
        }
        takeTurns();
        await();
        // Helpers that come late find no turn. They mustn't heap up before threads that have other work, nor keep this
        // one's.
        for (int h = helpers - 1; h >= 0 && tasks[h] != null; h--) {
            tasks[h].tryUnfork();
        }
        body = null;
        rethrow();
    }

    private void takeTurns() {
        for (int turn = begin(); turn < turns; turn = begin()) {
            try {
                if (turn < failed) {
                    body.accept(turn);
                }
            } catch (RuntimeException | Error e) {
                fail(turn, e);
            } finally {
                if (ended.incrementAndGet() == turns) {
                    LockSupport.unpark(caller);
                }
            }
        }
    }

    /** Never beyond the number of turns by more than one for each thread, so that it can't overflow. */
    private int begin() {
        return begun.get() >= turns ? turns : begun.getAndIncrement();
    }

    /** What stands before a failed turn is not left out: so it's no chance what is thrown. */
    private synchronized void fail(int turn, Throwable e) {
        if (turn < failed) {
            failed = turn;
            failure = e;
        }
    }

    private synchronized void rethrow() {
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    private void await() {
        boolean interrupted = false;
        for (int spins = 0; ended.get() < turns; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            caller.interrupt();
        }
    }
}
