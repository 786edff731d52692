package org.setlstm.network;

import org.setlstm.kernel.Kernel;
import org.setlstm.kernel.Panel;

/**
 * Where panels lie: so that the sixteen lanes of a vector are one cache line where the heap allows. Their stride is an odd
 * number of cache lines, so that the same lane of many features doesn't fall into few cache sets. A vector of 64 bytes
 * that lies across two lines takes two loads, and an array's elements start anywhere: on the kernels' shapes that took a
 * third of their speed.
 *
 * <p>Java doesn't tell an address. But G1, the usual collector, gives an array of at least half a region a region's
 * start, and never moves it; its elements then start behind a header of 16 bytes. So panels are cut from slabs of whole
 * regions: the rest of a region that an array leaves, nothing else gets. Wherever this doesn't hold it costs speed, and
 * changes no result.
 */
final class PanelMemory {
    /** Of an array, in floats. */
    private static final int HEADER = 4;

    /** From the first element of an array that starts on a cache line, to the next line. */
    private static final int FIRST = Kernel.LANES - HEADER;

    /** In floats. */
    private static final int REGION = region(Runtime.getRuntime().maxMemory());

    /** Where it takes more: few large panels fit into one region without a gap. */
    private static final int LARGE = Math.max(REGION, (4 << 20) / Float.BYTES);

    private float[] slab = new float[0];
    private int used;
    private int next = REGION;

    /** The largest that G1 may choose for such a heap: the least power of 2 above a 2048th. */
    private static int region(long heap) {
        long region = Long.highestOneBit(heap / 2048 * 2 - 1);
        return (int) (Math.max(1 << 20, Math.min(1 << 25, region)) / Float.BYTES);
    }

    /** A panel of zeros. */
    Panel panel(int rows, int lanes) {
        int lines = Panel.wide(lanes) / Kernel.LANES;
        int stride = (lines | 1) * Kernel.LANES;
        int floats = Math.multiplyExact(rows, stride);
        if (floats > slab.length - used) {
            int least = Math.max(next, Math.addExact(HEADER + FIRST, floats));
            slab = new float[Math.multiplyExact((least - 1) / REGION + 1, REGION) - HEADER];
            used = FIRST;
            next = Math.min(2 * next, LARGE);
        }
        used += floats;
        return new Panel(slab, used - floats, rows, stride);
    }
}
