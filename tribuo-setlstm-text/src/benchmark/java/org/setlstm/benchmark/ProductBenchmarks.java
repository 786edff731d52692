package org.setlstm.benchmark;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.setlstm.kernel.Kernel;
import org.setlstm.kernel.Kernels;
import org.setlstm.sparse.ErdosRenyi;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.Sparsity;
import org.setlstm.sparse.TransposedMatrix;

/** The kernel's products with the recurrent weights of all gates, {@code [4H][H]}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProductBenchmarks {
    static final int GATES = 4;

    @Param("256")
    public int hidden;

    /** A shard's documents at a step, or a chunk of several steps. */
    @Param({"32", "64", "256"})
    public int width;

    @Param("0.04")
    public double density;

    private final Kernel kernel = Kernels.best();
    private SparseMatrix matrix;
    private SparseMatrix transpose;
    private float[] in;
    private float[] out;
    private float[] inGradient;
    private float[] scratch;
    private float[] gradient;

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        matrix = ErdosRenyi.draw(GATES, hidden, hidden, new Sparsity(0.0, density), random);
        fill(matrix.values(), random);
        transpose = new TransposedMatrix(matrix).matrix();
        in = fill(new float[hidden * width], random);
        out = fill(new float[GATES * hidden * width], random);
        inGradient = new float[hidden * width];
        scratch = new float[Kernel.LANES * hidden];
        gradient = new float[matrix.stored()];
    }

    static float[] fill(float[] values, SplittableRandom random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2.0 * random.nextDouble() - 1.0);
        }
        return values;
    }

    @Benchmark
    public float[] multiply() {
        return multiply(matrix, in, out);
    }

    @Benchmark
    public float[] multiplyTransposed() {
        return multiply(transpose, out, inGradient);
    }

    /** Overwrites: adding over and over would not stay finite. */
    private float[] multiply(SparseMatrix a, float[] x, float[] y) {
        kernel.multiply(a.rows(), a.rowStart(), a.columnIndices(), a.values(), x, 0, width, y, 0, width, width, false);
        return y;
    }

    @Benchmark
    public float[] gradient() {
        kernel.gradient(
                matrix.rows(),
                matrix.rowStart(),
                matrix.columnIndices(),
                out,
                0,
                width,
                in,
                0,
                width,
                width,
                scratch,
                gradient);
        return gradient;
    }
}
