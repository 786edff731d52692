package org.setlstm.command;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** The longest time and the largest allocation of many tries, on the calling thread. */
final class Costs {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A piece of work. */
    interface Work {
        void run() throws Exception;
    }

    private final String what;
    private long tries;
    private long longest;
    private long largest;

    Costs(String what) {
        this.what = what;
    }

    void of(Work work) throws Exception {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        try {
            work.run();
        } finally {
            tries++;
            longest = Math.max(longest, System.nanoTime() - start);
            largest = Math.max(largest, THREADS.getCurrentThreadAllocatedBytes() - bytes);
        }
    }

    long largestBytes() {
        return largest;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d %s: at most %.1f ms, %.1f MB", tries, what, longest / 1e6, largest / 1e6);
    }
}
