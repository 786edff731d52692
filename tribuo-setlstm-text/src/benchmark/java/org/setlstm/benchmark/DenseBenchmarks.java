package org.setlstm.benchmark;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same product with every position stored, in ND4J's OpenBLAS: what the kernel's rates are held against. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DenseBenchmarks {
    @Param("256")
    public int hidden;

    @Param({"32", "64", "256"})
    public int width;

    private int rows;
    private FloatPointer matrix;
    private FloatPointer in;
    private FloatPointer out;

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        rows = ProductBenchmarks.GATES * hidden;
        matrix = new FloatPointer(ProductBenchmarks.fill(new float[rows * hidden], random));
        in = new FloatPointer(ProductBenchmarks.fill(new float[hidden * width], random));
        out = new FloatPointer(new float[rows * width]);
    }

    @Benchmark
    public FloatPointer dense() {
        cblas_sgemm(
                CblasRowMajor,
                CblasNoTrans,
                CblasNoTrans,
                rows,
                width,
                hidden,
                1.0f,
                matrix,
                hidden,
                in,
                width,
                0.0f,
                out,
                width);
        return out;
    }
}
