package org.setlstm.command;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that this process has held. */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmHWM:";

    private PeakMemory() {}

    /** In 10^6 bytes: resident memory where Linux tells, else what the JVM knows of its own pools. */
    static long megabytes() {
        return bytes() / 1_000_000;
    }

    private static long bytes() {
        try {
            if (Files.isReadable(STATUS)) {
                return Files.readAllLines(STATUS).stream()
                        .filter(line -> line.startsWith(RESIDENT))
                        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseGet(PeakMemory::pools);
            }
        } catch (IOException e) {
            // The pools then.
        }
        return pools();
    }

    private static long pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .mapToLong(p -> p.getPeakUsage().getUsed())
                .sum();
    }
}
