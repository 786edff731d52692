package org.setlstm.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * How long something took, in milliseconds.
 *
 * @param count Calls measured.
 * @param first The first call of all, before any warm-up.
 * @param fastest The fastest measured call.
 * @param median Their median.
 * @param p99 The 99th percentile.
 * @param cores Processors that this process kept busy: more than asked for says that a library took more threads, less
 *     that it did not get them.
 * @param otherCores Processors that other processes kept busy.
 */
record Timing(int count, double first, double fastest, double median, double p99, double cores, double otherCores) {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /**
     * How long to go on: for so many seconds and so many calls at least, but for the calls' sake no more than
     * three times the seconds.
     */
    record Plan(double warmUpSeconds, int warmUpCalls, double seconds, int calls) {
        private static final int PATIENCE = 3;
    }

    static Timing of(Plan plan, Runnable task) {
        double first = milliseconds(task);
        repeat(plan.warmUpSeconds - first / MILLIS_PER_SECOND, plan.warmUpCalls, task);
        SYSTEM.getCpuLoad(); // The next call tells the load since this one.
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        double[] each = repeat(plan.seconds, plan.calls, task);
        double wall = System.nanoTime() - start;
        double cores = (SYSTEM.getProcessCpuTime() - cpu) / wall;
        double all = SYSTEM.getCpuLoad() * SYSTEM.getAvailableProcessors();
        Arrays.sort(each);
        return new Timing(
                each.length,
                first,
                each[0],
                each[each.length / 2],
                each[(int) Math.min(each.length - 1L, Math.round(0.99 * each.length))],
                cores,
                Math.max(0.0, all - cores));
    }

    private static double[] repeat(double seconds, int calls, Runnable task) {
        double[] each = new double[Math.max(16, calls)];
        int n = 0;
        double spent = 0.0;
        while (spent < seconds || n < calls && spent < Plan.PATIENCE * seconds) {
            if (n == each.length) {
                each = Arrays.copyOf(each, 2 * n);
            }
            each[n] = milliseconds(task);
            spent += each[n++] / MILLIS_PER_SECOND;
        }
        return Arrays.copyOf(each, n);
    }

    private static double milliseconds(Runnable task) {
        long start = System.nanoTime();
        task.run();
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }
}
