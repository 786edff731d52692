package org.setlstm.benchmark;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.setlstm.kernel.Kernels;

/** Runs JMH on one thread, with a process for each benchmark. */
final class KernelTask {
    private static final TimeValue ITERATION = TimeValue.milliseconds(500);
    private static final int WARM_UPS = 2;
    private static final int ITERATIONS = 3;

    /**
     * A method's speed.
     *
     * @param method Its name.
     * @param width Lanes.
     * @param nanos What a call takes: the median, which doesn't mind calls that another process interrupted.
     */
    record Rate(String method, int width, double nanos) {}

    private KernelTask() {}

    static Rate[] vector(Job job) {
        return run(job, "vector", ProductBenchmarks.class, CellBenchmarks.class);
    }

    static Rate[] scalar(Job job) {
        return run(job, "scalar", ProductBenchmarks.class, CellBenchmarks.class);
    }

    static Rate[] dense(Job job) {
        return run(job, "", DenseBenchmarks.class);
    }

    private static Rate[] run(Job job, String kernel, Class<?>... benchmarks) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .forks(1)
                .threads(1)
                .param("hidden", String.valueOf(job.shape().hidden()))
                .warmupIterations(WARM_UPS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .jvmArgsAppend("-D" + Kernels.PROPERTY + "=" + kernel)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        List.of(benchmarks).forEach(b -> options.include(b.getName()));
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            return results.stream().map(KernelTask::rate).toArray(Rate[]::new);
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Rate rate(RunResult result) {
        BenchmarkParams params = result.getParams();
        return new Rate(
                params.getBenchmark().replaceFirst(".*\\.", ""),
                Integer.parseInt(params.getParam("width")),
                result.getPrimaryResult().getStatistics().getPercentile(50.0));
    }
}
