package org.setlstm.spark;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.SparkSession;
import org.setlstm.command.ComparisonRuns;

/**
 * The command {@code compare} with its runs spread over executors. Executors read the data at the paths that the driver
 * has them at; the driver gets each run's files when it is done. What is done stays done: repeat an interrupted command
 * to go on.
 */
public final class SparkComparison {
    private static final String THREADS = "--threads";

    private SparkComparison() {}

    /**
     * For {@code spark-submit}.
     *
     * @param arguments Those of {@code compare}.
     * @throws Exception If they are wrong, or a file can't be read or written.
     */
    public static void main(String[] arguments) throws Exception {
        try (SparkSession spark =
                SparkSession.builder().appName("setlstm compare").getOrCreate()) {
            run(spark, List.of(arguments), System.out, System.err);
        }
    }

    /**
     * Does what is missing, on as many cores as the session has, each run on those of a task.
     *
     * @param spark The session.
     * @param arguments Those of {@code compare}.
     * @param out Where the tables go.
     * @param err Where progress goes.
     * @throws Exception If they are wrong, or a file can't be read or written, or a run fails.
     */
    public static void run(SparkSession spark, List<String> arguments, PrintStream out, PrintStream err)
            throws Exception {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        ComparisonRuns runs = new ComparisonRuns(arguments);
        List<Callable<Void>> jobs = new ArrayList<>();
        for (String name : runs.missing()) {
            jobs.add(() -> {
                runs.store(
                        name,
                        context.parallelize(List.of(name), 1)
                                .map(new Run(arguments))
                                .first());
                err.println(name + " is done");
                return null;
            });
        }
        // A job for each run: what is done is stored at once.
        ExecutorService jobsAtOnce = Executors.newFixedThreadPool(Math.max(1, context.defaultParallelism()));
        try {
            for (var job : jobsAtOnce.invokeAll(jobs)) {
                job.get();
            }
        } finally {
            jobsAtOnce.shutdown();
        }
        runs.finish(out, err);
    }

    /** What an executor does with the name of a run. */
    private record Run(List<String> arguments) implements Function<String, Map<String, byte[]>> {
        @Override
        public Map<String, byte[]> call(String name) throws Exception {
            List<String> here = new ArrayList<>(arguments);
            if (!here.contains(THREADS)) {
                here.addAll(List.of(THREADS, Integer.toString(TaskContext.get().cpus())));
            }
            try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
                return new ComparisonRuns(here).run(name, quiet);
            }
        }
    }
}
