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
import org.setlstm.kernel.Panel;

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
    private Panel gatePanel;
    private Panel cellPanel;
    private Panel cellBeforePanel;
    private Panel hiddenPanel;
    private Panel gradientPanel;

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        drawnGates = ProductBenchmarks.fill(ProductBenchmarks.panel(ProductBenchmarks.GATES * hidden * width), random);
        drawnCells = ProductBenchmarks.fill(ProductBenchmarks.panel(hidden * width), random);
        cellsBefore = drawnCells.clone();
        hiddenStates = drawnCells.clone();
        gates = drawnGates.clone();
        cells = drawnCells.clone();
        gatePanel = new Panel(gates, ProductBenchmarks.FIRST, ProductBenchmarks.GATES * hidden, width);
        cellPanel = of(cells);
        cellBeforePanel = of(cellsBefore);
        hiddenPanel = of(hiddenStates);
        gradientPanel = of(drawnCells);
    }

    private Panel of(float[] states) {
        return new Panel(states, ProductBenchmarks.FIRST, hidden, width);
    }

    /** Both methods overwrite what they read, and what they left would soon be no number that a network has. */
    @Setup(Level.Invocation)
    public void restore() {
        System.arraycopy(
                drawnGates,
                ProductBenchmarks.FIRST,
                gates,
                ProductBenchmarks.FIRST,
                ProductBenchmarks.GATES * hidden * width);
        System.arraycopy(drawnCells, ProductBenchmarks.FIRST, cells, ProductBenchmarks.FIRST, hidden * width);
    }

    @Benchmark
    public float[] lstmForward() {
        kernel.lstmForward(gatePanel, 0, cellPanel, hiddenPanel, width);
        return hiddenStates;
    }

    @Benchmark
    public float[] lstmBackward() {
        kernel.lstmBackward(gatePanel, cellBeforePanel, 0, gradientPanel, cellPanel, width);
        return cells;
    }
}
