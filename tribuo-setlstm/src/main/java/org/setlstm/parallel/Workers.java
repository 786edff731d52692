package org.setlstm.parallel;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;

/** Threads of one's own for the {@link ParallelLoop}s of some work. The calling thread is one of them. */
public final class Workers implements AutoCloseable {
    private static final ThreadLocal<Workers> CURRENT = new ThreadLocal<>();

    /** Null for none beside the caller. */
    private final ForkJoinPool others;

    /**
     * So many threads.
     *
     * @param threads How many, the calling one included.
     */
    public Workers(int threads) {
        others = threads == 1 ? null : new ForkJoinPool(threads - 1);
    }

    /**
     * Works on the calling thread, with these threads for the loops.
     *
     * @param work The work.
     * @param <T> What it gives.
     * @return The same.
     */
    public <T> T call(Supplier<T> work) {
        Workers before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.set(before);
        }
    }

    /**
     * Whether the calling thread works with threads that are meant for its work, not just the common ones.
     *
     * @return True within {@link #call}, and on a thread of a fork-join pool.
     */
    public static boolean areThere() {
        return CURRENT.get() != null || ForkJoinTask.inForkJoinPool();
    }

    /** Threads that could help the calling one. */
    static int helpers() {
        Workers own = CURRENT.get();
        if (own != null) {
            return own.others == null ? 0 : own.others.getParallelism();
        }
        ForkJoinPool pool = ForkJoinTask.getPool();
        return pool == null ? ForkJoinPool.getCommonPoolParallelism() : pool.getParallelism() - 1;
    }

    /** Puts a task where {@link #helpers} may take it. */
    static void submit(ForkJoinTask<?> task) {
        Workers own = CURRENT.get();
        if (own == null) {
            task.fork();
        } else {
            own.others.execute(task);
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        if (others != null) {
            others.shutdown();
        }
    }
}
