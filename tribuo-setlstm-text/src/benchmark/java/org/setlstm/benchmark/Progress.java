package org.setlstm.benchmark;

import java.util.Locale;

/** What goes to the standard error stream while processes run. */
final class Progress {
    private static final long START = System.nanoTime();
    private static final long SECONDS_PER_MINUTE = 60;

    private Progress() {}

    static void say(String text) {
        long seconds = seconds();
        System.err.printf(
                Locale.ROOT, "%2d:%02d %s%n", seconds / SECONDS_PER_MINUTE, seconds % SECONDS_PER_MINUTE, text);
    }

    static long seconds() {
        return Math.round((System.nanoTime() - START) / 1e9);
    }
}
