package org.setlstm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The transposed product of {@link VectorGates}: a unit's four gates stay in registers over all of its connections. */
final class VectorGatesTransposed {
    private static final VectorSpecies<Float> S = VectorKernel.S;
    private static final int N = S.length();
    private static final int LANES = Kernel.LANES;

    private VectorGatesTransposed() {}

    static void multiply(GateRows a, Panel in, int inLane, Panel out, int outLane, int width) {
        int rows = a.rows();
        int[] rowStart = a.rowStart();
        float[] x = in.values();
        float[] y = out.values();
        int first = in.first() + inLane;
        int stride = in.stride();
        int gate = rows * stride;
        int o = out.first() + outLane;
        clear(out, outLane, width);
        int l = 0;
        if (N == LANES) {
            for (; l + 4 * N <= width; l += 4 * N) {
                for (int r = 0, i = first + l; r < rows; r++, i += stride) {
                    scatter4(a, rowStart[r], rowStart[r + 1], x, i, gate, y, o + l);
                }
            }
        }
        for (; l + 2 * N <= width; l += 2 * N) {
            for (int r = 0, i = first + l; r < rows; r++, i += stride) {
                scatter2(a, rowStart[r], rowStart[r + 1], x, i, gate, y, o + l);
            }
        }
        for (; l < width; l += N) {
            for (int r = 0, i = first + l; r < rows; r++, i += stride) {
                scatter1(a, rowStart[r], rowStart[r + 1], x, i, gate, y, o + l);
            }
        }
    }

    private static void scatter4(
            GateRows a, int start, int end, float[] in, int i, int gate, float[] out, int outOffset) {
        int[] columns = a.columns();
        float[] values = a.values();
        int block = columns.length;
        FloatVector i0 = FloatVector.fromArray(S, in, i);
        FloatVector i1 = FloatVector.fromArray(S, in, i + N);
        FloatVector i2 = FloatVector.fromArray(S, in, i + 2 * N);
        FloatVector i3 = FloatVector.fromArray(S, in, i + 3 * N);
        FloatVector f0 = FloatVector.fromArray(S, in, i + gate);
        FloatVector f1 = FloatVector.fromArray(S, in, i + gate + N);
        FloatVector f2 = FloatVector.fromArray(S, in, i + gate + 2 * N);
        FloatVector f3 = FloatVector.fromArray(S, in, i + gate + 3 * N);
        FloatVector o0 = FloatVector.fromArray(S, in, i + 2 * gate);
        FloatVector o1 = FloatVector.fromArray(S, in, i + 2 * gate + N);
        FloatVector o2 = FloatVector.fromArray(S, in, i + 2 * gate + 2 * N);
        FloatVector o3 = FloatVector.fromArray(S, in, i + 2 * gate + 3 * N);
        FloatVector g0 = FloatVector.fromArray(S, in, i + 3 * gate);
        FloatVector g1 = FloatVector.fromArray(S, in, i + 3 * gate + N);
        FloatVector g2 = FloatVector.fromArray(S, in, i + 3 * gate + 2 * N);
        FloatVector g3 = FloatVector.fromArray(S, in, i + 3 * gate + 3 * N);
        for (int k = start; k < end; k++) {
            int y = outOffset + columns[k];
            FloatVector w = FloatVector.broadcast(S, values[k]);
            FloatVector s0 = w.fma(i0, FloatVector.fromArray(S, out, y));
            FloatVector s1 = w.fma(i1, FloatVector.fromArray(S, out, y + N));
            FloatVector s2 = w.fma(i2, FloatVector.fromArray(S, out, y + 2 * N));
            FloatVector s3 = w.fma(i3, FloatVector.fromArray(S, out, y + 3 * N));
            w = FloatVector.broadcast(S, values[k + block]);
            s0 = w.fma(f0, s0);
            s1 = w.fma(f1, s1);
            s2 = w.fma(f2, s2);
            s3 = w.fma(f3, s3);
            w = FloatVector.broadcast(S, values[k + 2 * block]);
            s0 = w.fma(o0, s0);
            s1 = w.fma(o1, s1);
            s2 = w.fma(o2, s2);
            s3 = w.fma(o3, s3);
            w = FloatVector.broadcast(S, values[k + 3 * block]);
            w.fma(g0, s0).intoArray(out, y);
            w.fma(g1, s1).intoArray(out, y + N);
            w.fma(g2, s2).intoArray(out, y + 2 * N);
            w.fma(g3, s3).intoArray(out, y + 3 * N);
        }
    }

    /** Faster than the library's fill, of rows as short as these. */
    private static void clear(Panel out, int lane, int width) {
        float[] y = out.values();
        FloatVector zero = FloatVector.zero(S);
        for (int r = 0; r < out.rows(); r++) {
            int end = out.at(r) + lane + width;
            for (int o = end - width; o < end; o += N) {
                zero.intoArray(y, o);
            }
        }
    }

    /** From a row of each gate to the rows that it is connected with. */
    private static void scatter2(
            GateRows a, int start, int end, float[] in, int i, int gate, float[] out, int outOffset) {
        int[] columns = a.columns();
        float[] values = a.values();
        int block = columns.length;
        FloatVector i0 = FloatVector.fromArray(S, in, i);
        FloatVector i1 = FloatVector.fromArray(S, in, i + N);
        FloatVector f0 = FloatVector.fromArray(S, in, i + gate);
        FloatVector f1 = FloatVector.fromArray(S, in, i + gate + N);
        FloatVector o0 = FloatVector.fromArray(S, in, i + 2 * gate);
        FloatVector o1 = FloatVector.fromArray(S, in, i + 2 * gate + N);
        FloatVector g0 = FloatVector.fromArray(S, in, i + 3 * gate);
        FloatVector g1 = FloatVector.fromArray(S, in, i + 3 * gate + N);
        for (int k = start; k < end; k++) {
            int y = outOffset + columns[k];
            FloatVector w = FloatVector.broadcast(S, values[k]);
            FloatVector s0 = w.fma(i0, FloatVector.fromArray(S, out, y));
            FloatVector s1 = w.fma(i1, FloatVector.fromArray(S, out, y + N));
            w = FloatVector.broadcast(S, values[k + block]);
            s0 = w.fma(f0, s0);
            s1 = w.fma(f1, s1);
            w = FloatVector.broadcast(S, values[k + 2 * block]);
            s0 = w.fma(o0, s0);
            s1 = w.fma(o1, s1);
            w = FloatVector.broadcast(S, values[k + 3 * block]);
            w.fma(g0, s0).intoArray(out, y);
            w.fma(g1, s1).intoArray(out, y + N);
        }
    }

    private static void scatter1(
            GateRows a, int start, int end, float[] in, int i, int gate, float[] out, int outOffset) {
        int[] columns = a.columns();
        float[] values = a.values();
        int block = columns.length;
        FloatVector i0 = FloatVector.fromArray(S, in, i);
        FloatVector f0 = FloatVector.fromArray(S, in, i + gate);
        FloatVector o0 = FloatVector.fromArray(S, in, i + 2 * gate);
        FloatVector g0 = FloatVector.fromArray(S, in, i + 3 * gate);
        for (int k = start; k < end; k++) {
            int y = outOffset + columns[k];
            FloatVector s = FloatVector.broadcast(S, values[k]).fma(i0, FloatVector.fromArray(S, out, y));
            s = FloatVector.broadcast(S, values[k + block]).fma(f0, s);
            s = FloatVector.broadcast(S, values[k + 2 * block]).fma(o0, s);
            FloatVector.broadcast(S, values[k + 3 * block]).fma(g0, s).intoArray(out, y);
        }
    }
}
