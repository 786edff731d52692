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
    private SparseMatrix matrix;
    private SparseMatrix transpose;
    /** Columns times {@link #width}, of either. */
    private int[] columns;

    private int[] transposedColumns;
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
        columns = offsets(matrix);
        transposedColumns = offsets(transpose);
        in = fill(panel(hidden * width), random);
        out = fill(panel(GATES * hidden * width), random);
        inGradient = panel(hidden * width);
        scratch = panel(Kernel.LANES * hidden);
        gradient = new float[matrix.stored()];
    }

    private int[] offsets(SparseMatrix a) {
        return Arrays.stream(a.columnIndices()).map(column -> column * width).toArray();
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
        return multiply(matrix, columns, in, out);
    }

    @Benchmark
    public float[] multiplyTransposed() {
        return multiply(transpose, transposedColumns, out, inGradient);
    }

    /** Overwrites: adding over and over would not stay finite. */
    private float[] multiply(SparseMatrix a, int[] offsets, float[] x, float[] y) {
        kernel.multiply(a.rows(), a.rowStart(), offsets, a.values(), x, FIRST, y, FIRST, width, width, false);
        return y;
    }

    @Benchmark
    public float[] gradient() {
        kernel.gradient(
                matrix.rows(),
                matrix.rowStart(),
                columns,
                out,
                FIRST,
                width,
                in,
                FIRST,
                width,
                scratch,
                FIRST,
                gradient);
        return gradient;
    }
}
