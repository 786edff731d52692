package org.setlstm.benchmark.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, and watches what it takes, as Linux tells it. */
final class WatchedProcess {
    private static final Path PROCESSES = Path.of("/proc");
    private static final long MILLISECONDS_BETWEEN_LOOKS = 10;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String PEAK = "VmHWM:";
    private static final int BYTES_PER_UNIT = 1024;

    /** Of Linux, for user space: whatever the kernel's own. */
    private static final double TICKS_PER_SECOND = 100.0;

    /** Counted behind the name, which stands in brackets and may hold blanks. */
    private static final int USER_TICKS = 11;

    /**
     * What a process took, seen last within 10 milliseconds before its end.
     *
     * @param seconds From its start to its end.
     * @param cpuSeconds Of all its threads, in user space and in the kernel.
     * @param peak The most memory that it has held at once, in 10^6 bytes.
     */
    record Usage(double seconds, double cpuSeconds, double peak) {}

    private WatchedProcess() {}

    static boolean isPossible() {
        return Files.isReadable(PROCESSES.resolve("self").resolve("stat"));
    }

    /** @throws IllegalStateException If the program fails. */
    static Usage run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true);
        Path output = Files.createTempFile("benchmark", ".log");
        builder.redirectOutput(output.toFile());
        long start = System.nanoTime();
        Process process = builder.start();
        // Who stops the benchmark stops its process too.
        Thread hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Path facts = PROCESSES.resolve(String.valueOf(process.pid()));
            double cpu = 0.0;
            double peak = 0.0;
            while (!process.waitFor(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
                // Neither falls; of a process that has just ended there is nothing to read.
                cpu = Math.max(cpu, cpuSeconds(facts));
                peak = Math.max(peak, peak(facts));
            }
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            if (process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + process.exitValue() + ":\n"
                        + Files.readString(output));
            }
            return new Usage(seconds, cpu, peak);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(hook);
            Files.deleteIfExists(output);
        }
    }

    private static double cpuSeconds(Path facts) {
        try {
            String stat = Files.readString(facts.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0.0;
        }
    }

    private static double peak(Path facts) {
        try {
            return Files.readAllLines(facts.resolve("status")).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToDouble(line -> BYTES_PER_UNIT * Double.parseDouble(line.replaceAll("\\D", "")) / 1e6)
                    .findFirst()
                    .orElse(0.0);
        } catch (IOException e) {
            return 0.0;
        }
    }
}
