package org.setlstm.benchmark;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.setlstm.kernel.Kernel;
import org.setlstm.kernel.Kernels;

/** The kernel's cells at one step. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CellBenchmarks {
    @Param("256")
    public int hidden;

    @Param({"32", "64"})
    public int width;

    private final Kernel kernel = Kernels.best();
    private float[] drawnGates;
    private float[] drawnCells;
    private float[] gates;
    private float[] cells;
    private float[] cellsBefore;
    private float[] hiddenStates;

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        drawnGates = ProductBenchmarks.fill(new float[ProductBenchmarks.GATES * hidden * width], random);
        drawnCells = ProductBenchmarks.fill(new float[hidden * width], random);
        cellsBefore = drawnCells.clone();
        hiddenStates = drawnCells.clone();
        gates = drawnGates.clone();
        cells = drawnCells.clone();
    }

    /** Both methods overwrite what they read, and what they left would soon be no number that a network has. */
    @Setup(Level.Invocation)
    public void restore() {
        System.arraycopy(drawnGates, 0, gates, 0, gates.length);
        System.arraycopy(drawnCells, 0, cells, 0, cells.length);
    }

    @Benchmark
    public float[] lstmForward() {
        kernel.lstmForward(hidden, gates, 0, width, cells, hiddenStates, width, width);
        return hiddenStates;
    }

    @Benchmark
    public float[] lstmBackward() {
        kernel.lstmBackward(hidden, gates, 0, width, cellsBefore, 0, width, drawnCells, cells, width, width);
        return cells;
    }
}
