package org.setlstm.network;

import java.util.random.RandomGenerator;
import org.setlstm.kernel.Panel;

/**
 * Which values of each document a layer reads, the same at every step. It takes memory when it is first drawn, and until
 * then hands panels through as they are.
 */
final class VariationalMask {
    private final int rows;
    private final int documents;
    private final PanelMemory memory;
    private boolean on;
    private Panel mask;
    private Panel state;
    private Panel chunk;

    VariationalMask(int rows, int documents, PanelMemory memory) {
        this.rows = rows;
        this.documents = documents;
        this.memory = memory;
    }

    /** A new mask, or none for a share of 0, which takes nothing from {@code random}. */
    void draw(double share, int count, RandomGenerator random) {
        on = share > 0.0;
        if (!on) {
            return;
        }
        if (mask == null) {
            mask = memory.panel(rows, documents);
            state = memory.panel(rows, documents);
            chunk = memory.panel(rows, LayerPass.lanesAndBefore(documents));
        }
        float scale = (float) (1.0 / (1.0 - share));
        for (int r = 0; r < rows; r++) {
            for (int d = 0; d < count; d++) {
                mask.values()[mask.at(r) + d] = random.nextDouble() >= share ? scale : 0.0f;
            }
        }
    }

    /** What is read of the state of one step; in a panel of its own, small enough for the cache. */
    Panel ofState(Panel in, int width) {
        return on ? masked(in, 0, 1, width, state) : in;
    }

    /** What is read of many steps, at the lanes at which {@code in} has them. */
    Panel ofChunk(Panel in, int lane, int steps, int width) {
        return on ? masked(in, lane, steps, width, chunk) : in;
    }

    /** From the gradient of what was read to the gradient of what was there. */
    void backward(Panel gradient, int steps, int width) {
        if (on) {
            masked(gradient, 0, steps, width, gradient);
        }
    }

    private Panel masked(Panel from, int lane, int steps, int width, Panel to) {
        for (int r = 0; r < rows; r++) {
            for (int s = 0; s < steps; s++) {
                int f = from.at(r) + lane + s * width;
                int t = to.at(r) + lane + s * width;
                int m = mask.at(r);
                for (int l = 0; l < width; l++) {
                    to.values()[t + l] = from.values()[f + l] * mask.values()[m + l];
                }
            }
        }
        return to;
    }
}
