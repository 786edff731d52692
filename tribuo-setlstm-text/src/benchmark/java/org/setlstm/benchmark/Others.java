package org.setlstm.benchmark;

import java.util.Collection;
import java.util.Locale;

/** What a busy machine does to the numbers. */
final class Others {
    /** Of a processor. */
    private static final double QUIET = 0.1;

    private Others() {}

    static String note(Collection<Timing> timings) {
        double mean = timings.stream().mapToDouble(Timing::otherCores).average().orElse(0.0);
        double most = timings.stream().mapToDouble(Timing::otherCores).max().orElse(0.0);
        if (most < QUIET) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "Other processes kept %.1f of %d processors busy meanwhile, %.1f at most: trust ratios before times,"
                        + " and those of the fastest calls before those of medians.%n",
                mean,
                Setup.ALL,
                most);
    }
}
