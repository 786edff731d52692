package org.setlstm.benchmark;

import java.util.Arrays;
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
import org.setlstm.kernel.CompressedRows;
import org.setlstm.kernel.Kernel;
import org.setlstm.kernel.Kernels;
import org.setlstm.kernel.Panel;
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

    /** Where a cache line starts, behind a header of 16 bytes. */
    static final int FIRST = 12;

    private static final int LEAST = 1 << 22;

    @Param("256")
    public int hidden;

    /** A shard's documents at a step, or a chunk of several steps. */
    @Param({"32", "64", "256"})
    public int width;

    @Param("0.04")
    public double density;

    private final Kernel kernel = Kernels.best();
    private CompressedRows matrix;
    private CompressedRows transpose;
    private Panel in;
    private Panel out;
    private Panel inGradient;
    private Panel scratch;
    private float[] gradient;
    private float[] zeros;

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        SparseMatrix drawn = ErdosRenyi.draw(GATES, hidden, hidden, new Sparsity(0.0, density), random);
        fill(drawn.values(), random);
        matrix = rows(drawn);
        transpose = rows(new TransposedMatrix(drawn).matrix());
        in = new Panel(fill(panel(hidden * width), random), FIRST, hidden, width);
        out = new Panel(fill(panel(GATES * hidden * width), random), FIRST, GATES * hidden, width);
        inGradient = new Panel(panel(hidden * width), FIRST, hidden, width);
        scratch = new Panel(panel(Kernel.LANES * hidden), FIRST, 1, Kernel.LANES * hidden);
        gradient = new float[drawn.stored()];
        zeros = new float[GATES * hidden];
    }

    private CompressedRows rows(SparseMatrix a) {
        int[] offsets =
                Arrays.stream(a.columnIndices()).map(column -> column * width).toArray();
        return new CompressedRows(a.rowStart(), offsets, a.values());
    }

    /** Large enough for G1 to start it at a region's start, as a network's panels are: values start at {@link #FIRST}. */
    static float[] panel(int length) {
        return new float[FIRST + Math.max(length, LEAST)];
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
    private float[] multiply(CompressedRows a, Panel x, Panel y) {
        kernel.multiply(a, zeros, x, 0, y, 0, width);
        return y.values();
    }

    @Benchmark
    public float[] gradient() {
        kernel.gradient(matrix, out, in, 0, width, scratch, gradient);
        return gradient;
    }
}
