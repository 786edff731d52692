package org.setlstm.benchmark;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who is measured, and how its process is started. */
enum Side {
    SETLSTM("tribuo-setlstm"),
    PYTORCH("PyTorch"),
    /** The embedding's gradient and Adam for the rows alone that a batch met. It predicts by the same code. */
    PYTORCH_ROWS("PyTorch, rows met"),
    DL4J("DL4J");

    /** Instead of a number of threads: what the library takes by itself. */
    static final int AS_FOUND = 0;

    /** Jars of the command line. */
    private static final Path COMMAND_LINE = Path.of("target", "lib");

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /**
     * The C library gives large arrays back to Linux as soon as they are free, and Linux clears them again at the next
     * step: a quarter of a training step of PyTorch's. With these it keeps them.
     */
    private static final Map<String, String> KEEP_MEMORY =
            Map.of("MALLOC_MMAP_THRESHOLD_", "4294967296", "MALLOC_TRIM_THRESHOLD_", "8589934592");

    private final String label;

    Side(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    private boolean isPyTorch() {
        return this == PYTORCH || this == PYTORCH_ROWS;
    }

    List<String> jvmArguments(Job job, Path directory) {
        List<String> arguments = new ArrayList<>();
        if (!job.heap().isEmpty()) {
            arguments.add("-Xmx" + job.heap());
        }
        if (this == SETLSTM) {
            arguments.addAll(List.of("--add-modules", VECTOR_MODULE));
        }
        if (isPyTorch()) {
            arguments.add("-Dai.djl.offline=true");
            arguments.add("-DDJL_CACHE_DIR=" + directory.resolve("djl"));
            arguments.add("-Dai.djl.pytorch.num_threads=" + job.threads());
        }
        return arguments;
    }

    /**
     * Ours is the command line's, with the benchmark. Java keeps a table of each jar that it may read: with all jars of
     * the peers and of Spark that is 15 MB.
     */
    String classPath() {
        String all = System.getProperty("java.class.path");
        if (this != SETLSTM) {
            return all;
        }
        return Arrays.stream(all.split(File.pathSeparator))
                .map(Path::of)
                .filter(e -> Files.isDirectory(e) || isOurs(e.getFileName().toString()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOurs(String jar) {
        return jar.startsWith("jmh-core") || Files.exists(COMMAND_LINE.resolve(jar));
    }

    Map<String, String> environment(Job job) {
        if (isPyTorch()) {
            return job.task().isTimed() ? KEEP_MEMORY : Map.of();
        }
        return this == DL4J && job.threads() != AS_FOUND
                ? Map.of("OMP_NUM_THREADS", String.valueOf(job.threads()))
                : Map.of();
    }

    /** With all that training needs, if asked; our side as the trainer's defaults have it only where memory counts. */
    Contender open(Job job, boolean training) {
        switch (this) {
            case SETLSTM:
                return new SparseLSTM(
                        job.shape(),
                        job.threads(),
                        job.task().isTimed() ? SparseLSTM.Recipe.PLAIN : SparseLSTM.Recipe.DEFAULTS);
            case PYTORCH:
                return new PyTorchLSTM(job.shape(), job.threads(), PyTorchLSTM.Rows.ALL, training);
            case PYTORCH_ROWS:
                return new PyTorchLSTM(job.shape(), job.threads(), PyTorchLSTM.Rows.MET, training);
            default:
                return new DL4JLSTM(job.shape());
        }
    }
}
