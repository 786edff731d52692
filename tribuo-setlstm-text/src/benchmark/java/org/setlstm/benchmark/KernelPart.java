package org.setlstm.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each method of the kernels against a dense product of the same shape, on one thread. */
final class KernelPart {
    private static final List<Integer> HIDDEN = List.of(256, 1024);
    private static final double DENSITY = 0.04;
    private static final List<String> PRODUCTS = List.of("multiply", "multiplyTransposed", "gradient");
    private static final String DENSE = "dense";
    private static final List<String> CELLS = List.of("lstmForward", "lstmBackward");
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final String CORE_TYPE = "OPENBLAS_CORETYPE";
    private static final String AVX512 = "SkylakeX";

    /**
     * A size's results.
     *
     * @param denseAsFound Dense products in OpenBLAS as its environment has it.
     * @param denseAVX512 The same with its code for AVX-512, where the processor has that: OpenBLAS is older than some.
     */
    record Entry(
            int hidden,
            KernelTask.Rate[] denseAsFound,
            KernelTask.Rate[] denseAVX512,
            KernelTask.Rate[] vector,
            KernelTask.Rate[] scalar) {
        /** The faster of the two. */
        double dense(int width) {
            double found = nanos(denseAsFound, DENSE, width);
            return denseAVX512.length == 0 ? found : Math.min(found, nanos(denseAVX512, DENSE, width));
        }
    }

    private KernelPart() {}

    static Section run(Setup setup) throws IOException {
        List<Entry> entries = new ArrayList<>();
        boolean avx512 = hasAVX512();
        for (int hidden : HIDDEN) {
            Progress.say("kernels, hidden " + hidden);
            entries.add(new Entry(
                    hidden,
                    dense(setup, hidden, Map.of()),
                    avx512 ? dense(setup, hidden, Map.of(CORE_TYPE, AVX512)) : new KernelTask.Rate[0],
                    rates(setup, Task.VECTOR_KERNEL, hidden, Map.of()),
                    rates(setup, Task.SCALAR_KERNEL, hidden, Map.of())));
        }
        String markdown = "Recurrent weights of all gates at " + Numbers.percent(DENSITY)
                + ", one thread. GFLOP/s count 2 operations for each stored weight and lane; the dense product is"
                + " OpenBLAS's of the full matrix and the same lanes, at "
                + (avx512 ? "the better of what it is found at and " + CORE_TYPE + "=" + AVX512 : "what it is found at")
                + ".\n\n" + products(entries)
                + "\nDense products, GFLOP/s:\n\n" + dense(entries) + "\nCells, in 10^6 a second:\n\n" + cells(entries);
        return new Section(markdown, entries);
    }

    private static boolean hasAVX512() throws IOException {
        return Files.isReadable(PROCESSOR) && Files.readString(PROCESSOR).contains("avx512f");
    }

    private static KernelTask.Rate[] dense(Setup setup, int hidden, Map<String, String> environment) {
        Map<String, String> oneThread = new HashMap<>(environment);
        oneThread.put("OMP_NUM_THREADS", "1");
        oneThread.put("OPENBLAS_NUM_THREADS", "1");
        return rates(setup, Task.DENSE_PRODUCT, hidden, oneThread);
    }

    private static KernelTask.Rate[] rates(Setup setup, Task task, int hidden, Map<String, String> environment) {
        Job job = Job.of(task, Side.SETLSTM, 1, Shape.ofSpeed(hidden, DENSITY));
        return setup.workers().run(job, environment, KernelTask.Rate[].class);
    }

    private static MarkdownTable products(List<Entry> entries) {
        MarkdownTable table =
                new MarkdownTable("GFLOP/s", "hidden", "lanes", "dense", "vector", "of dense", "scalar", "of vector");
        for (Entry e : entries) {
            double dense = 2.0 * ProductBenchmarks.GATES * e.hidden * e.hidden;
            for (String method : PRODUCTS) {
                for (int width : widths(e.vector, method)) {
                    double denseRate = dense * width / e.dense(width);
                    double vector = DENSITY * dense * width / nanos(e.vector, method, width);
                    double scalar = DENSITY * dense * width / nanos(e.scalar, method, width);
                    table.row(
                            method,
                            "" + e.hidden,
                            "" + width,
                            Numbers.plain(denseRate),
                            Numbers.plain(vector),
                            Numbers.percent(vector / denseRate),
                            Numbers.plain(scalar),
                            Numbers.percent(scalar / vector));
                }
            }
        }
        return table;
    }

    private static MarkdownTable dense(List<Entry> entries) {
        MarkdownTable table = new MarkdownTable("", "lanes", "as found", CORE_TYPE + "=" + AVX512);
        for (Entry e : entries) {
            double operations = 2.0 * ProductBenchmarks.GATES * e.hidden * e.hidden;
            for (int width : widths(e.denseAsFound, DENSE)) {
                table.row(
                        "hidden " + e.hidden,
                        "" + width,
                        Numbers.plain(operations * width / nanos(e.denseAsFound, DENSE, width)),
                        e.denseAVX512.length == 0
                                ? "-"
                                : Numbers.plain(operations * width / nanos(e.denseAVX512, DENSE, width)));
            }
        }
        return table;
    }

    private static MarkdownTable cells(List<Entry> entries) {
        MarkdownTable table = new MarkdownTable("", "hidden", "lanes", "vector", "scalar", "of vector");
        for (Entry e : entries) {
            for (String method : CELLS) {
                for (int width : widths(e.vector, method)) {
                    double vector = 1e3 * e.hidden * width / nanos(e.vector, method, width);
                    double scalar = 1e3 * e.hidden * width / nanos(e.scalar, method, width);
                    table.row(
                            method,
                            "" + e.hidden,
                            "" + width,
                            Numbers.plain(vector),
                            Numbers.plain(scalar),
                            Numbers.percent(scalar / vector));
                }
            }
        }
        return table;
    }

    private static List<Integer> widths(KernelTask.Rate[] rates, String method) {
        return Arrays.stream(rates)
                .filter(r -> r.method().equals(method))
                .map(KernelTask.Rate::width)
                .sorted()
                .toList();
    }

    private static double nanos(KernelTask.Rate[] rates, String method, int width) {
        return Arrays.stream(rates)
                .filter(r -> r.method().equals(method) && r.width() == width)
                .mapToDouble(KernelTask.Rate::nanos)
                .findFirst()
                .orElseThrow();
    }
}
