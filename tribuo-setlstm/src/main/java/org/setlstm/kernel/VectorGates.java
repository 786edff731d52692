package org.setlstm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The products of {@link VectorKernel} with four gates at a time: a column and what stands there are loaded once for four
 * weights, and eight sums are alive, more than it takes to hide how long an fma lasts.
 */
final class VectorGates {
    private static final VectorSpecies<Float> S = VectorKernel.S;
    private static final int N = S.length();
    private static final int LANES = Kernel.LANES;

    private VectorGates() {}

    static void multiply(GateRows a, float[] start, Panel in, int inLane, Panel out, int outLane, int width) {
        int rows = a.rows();
        float[] x = in.values();
        float[] y = out.values();
        int i = in.first() + inLane;
        int first = out.first() + outLane;
        int stride = out.stride();
        int gate = rows * stride;
        int l = 0;
        if (N == LANES) {
            for (; l + 4 * N <= width; l += 4 * N) {
                for (int r = 0, o = first + l; r < rows; r++, o += stride) {
                    multiply4(a, r, start, x, i + l, y, o, gate);
                }
            }
        }
        for (; l + 2 * N <= width; l += 2 * N) {
            for (int r = 0, o = first + l; r < rows; r++, o += stride) {
                multiply2(a, r, start, x, i + l, y, o, gate);
            }
        }
        for (; l < width; l += N) {
            for (int r = 0, o = first + l; r < rows; r++, o += stride) {
                multiply1(a, r, start, x, i + l, y, o, gate);
            }
        }
    }

    /** What a sum starts with: a value for all lanes, or what stands there. */
    private static FloatVector start(float[] start, int row, float[] out, int o) {
        return start == null ? FloatVector.fromArray(S, out, o) : FloatVector.broadcast(S, start[row]);
    }

    /** Where there are 32 registers. */
    private static void multiply4(
            GateRows a, int row, float[] start, float[] in, int inOffset, float[] out, int o, int gate) {
        int[] columns = a.columns();
        float[] values = a.values();
        int rows = a.rows();
        int block = columns.length;
        FloatVector i0 = start(start, row, out, o);
        FloatVector i1 = start(start, row, out, o + N);
        FloatVector i2 = start(start, row, out, o + 2 * N);
        FloatVector i3 = start(start, row, out, o + 3 * N);
        FloatVector f0 = start(start, row + rows, out, o + gate);
        FloatVector f1 = start(start, row + rows, out, o + gate + N);
        FloatVector f2 = start(start, row + rows, out, o + gate + 2 * N);
        FloatVector f3 = start(start, row + rows, out, o + gate + 3 * N);
        FloatVector o0 = start(start, row + 2 * rows, out, o + 2 * gate);
        FloatVector o1 = start(start, row + 2 * rows, out, o + 2 * gate + N);
        FloatVector o2 = start(start, row + 2 * rows, out, o + 2 * gate + 2 * N);
        FloatVector o3 = start(start, row + 2 * rows, out, o + 2 * gate + 3 * N);
        FloatVector g0 = start(start, row + 3 * rows, out, o + 3 * gate);
        FloatVector g1 = start(start, row + 3 * rows, out, o + 3 * gate + N);
        FloatVector g2 = start(start, row + 3 * rows, out, o + 3 * gate + 2 * N);
        FloatVector g3 = start(start, row + 3 * rows, out, o + 3 * gate + 3 * N);
        int end = a.rowStart()[row + 1];
        for (int k = a.rowStart()[row]; k < end; k++) {
            int x = inOffset + columns[k];
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            FloatVector x1 = FloatVector.fromArray(S, in, x + N);
            FloatVector x2 = FloatVector.fromArray(S, in, x + 2 * N);
            FloatVector x3 = FloatVector.fromArray(S, in, x + 3 * N);
            FloatVector w = FloatVector.broadcast(S, values[k]);
            i0 = w.fma(x0, i0);
            i1 = w.fma(x1, i1);
            i2 = w.fma(x2, i2);
            i3 = w.fma(x3, i3);
            w = FloatVector.broadcast(S, values[k + block]);
            f0 = w.fma(x0, f0);
            f1 = w.fma(x1, f1);
            f2 = w.fma(x2, f2);
            f3 = w.fma(x3, f3);
            w = FloatVector.broadcast(S, values[k + 2 * block]);
            o0 = w.fma(x0, o0);
            o1 = w.fma(x1, o1);
            o2 = w.fma(x2, o2);
            o3 = w.fma(x3, o3);
            w = FloatVector.broadcast(S, values[k + 3 * block]);
            g0 = w.fma(x0, g0);
            g1 = w.fma(x1, g1);
            g2 = w.fma(x2, g2);
            g3 = w.fma(x3, g3);
        }
        i0.intoArray(out, o);
        i1.intoArray(out, o + N);
        i2.intoArray(out, o + 2 * N);
        i3.intoArray(out, o + 3 * N);
        f0.intoArray(out, o + gate);
        f1.intoArray(out, o + gate + N);
        f2.intoArray(out, o + gate + 2 * N);
        f3.intoArray(out, o + gate + 3 * N);
        o0.intoArray(out, o + 2 * gate);
        o1.intoArray(out, o + 2 * gate + N);
        o2.intoArray(out, o + 2 * gate + 2 * N);
        o3.intoArray(out, o + 2 * gate + 3 * N);
        g0.intoArray(out, o + 3 * gate);
        g1.intoArray(out, o + 3 * gate + N);
        g2.intoArray(out, o + 3 * gate + 2 * N);
        g3.intoArray(out, o + 3 * gate + 3 * N);
    }

    private static void multiply2(
            GateRows a, int row, float[] start, float[] in, int inOffset, float[] out, int o, int gate) {
        int[] columns = a.columns();
        float[] values = a.values();
        int rows = a.rows();
        int block = columns.length;
        FloatVector i0 = start(start, row, out, o);
        FloatVector i1 = start(start, row, out, o + N);
        FloatVector f0 = start(start, row + rows, out, o + gate);
        FloatVector f1 = start(start, row + rows, out, o + gate + N);
        FloatVector o0 = start(start, row + 2 * rows, out, o + 2 * gate);
        FloatVector o1 = start(start, row + 2 * rows, out, o + 2 * gate + N);
        FloatVector g0 = start(start, row + 3 * rows, out, o + 3 * gate);
        FloatVector g1 = start(start, row + 3 * rows, out, o + 3 * gate + N);
        int end = a.rowStart()[row + 1];
        for (int k = a.rowStart()[row]; k < end; k++) {
            int x = inOffset + columns[k];
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            FloatVector x1 = FloatVector.fromArray(S, in, x + N);
            FloatVector w = FloatVector.broadcast(S, values[k]);
            i0 = w.fma(x0, i0);
            i1 = w.fma(x1, i1);
            w = FloatVector.broadcast(S, values[k + block]);
            f0 = w.fma(x0, f0);
            f1 = w.fma(x1, f1);
            w = FloatVector.broadcast(S, values[k + 2 * block]);
            o0 = w.fma(x0, o0);
            o1 = w.fma(x1, o1);
            w = FloatVector.broadcast(S, values[k + 3 * block]);
            g0 = w.fma(x0, g0);
            g1 = w.fma(x1, g1);
        }
        i0.intoArray(out, o);
        i1.intoArray(out, o + N);
        f0.intoArray(out, o + gate);
        f1.intoArray(out, o + gate + N);
        o0.intoArray(out, o + 2 * gate);
        o1.intoArray(out, o + 2 * gate + N);
        g0.intoArray(out, o + 3 * gate);
        g1.intoArray(out, o + 3 * gate + N);
    }

    private static void multiply1(
            GateRows a, int row, float[] start, float[] in, int inOffset, float[] out, int o, int gate) {
        int[] columns = a.columns();
        float[] values = a.values();
        int rows = a.rows();
        int block = columns.length;
        FloatVector i0 = start(start, row, out, o);
        FloatVector f0 = start(start, row + rows, out, o + gate);
        FloatVector o0 = start(start, row + 2 * rows, out, o + 2 * gate);
        FloatVector g0 = start(start, row + 3 * rows, out, o + 3 * gate);
        int end = a.rowStart()[row + 1];
        for (int k = a.rowStart()[row]; k < end; k++) {
            int x = inOffset + columns[k];
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            FloatVector w = FloatVector.broadcast(S, values[k]);
            i0 = w.fma(x0, i0);
            w = FloatVector.broadcast(S, values[k + block]);
            f0 = w.fma(x0, f0);
            w = FloatVector.broadcast(S, values[k + 2 * block]);
            o0 = w.fma(x0, o0);
            w = FloatVector.broadcast(S, values[k + 3 * block]);
            g0 = w.fma(x0, g0);
        }
        i0.intoArray(out, o);
        f0.intoArray(out, o + gate);
        o0.intoArray(out, o + 2 * gate);
        g0.intoArray(out, o + 3 * gate);
    }
}
