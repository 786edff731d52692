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

    /** Floats of a position's partial sums. */
    private static final int SUMS = GateRows.GATES * LANES;

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

    static void multiplyTransposed(GateRows a, Panel in, int inLane, Panel out, int outLane, int width) {
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

    static void gradient(
            GateRows a, Panel left, Panel right, int rightLane, int width, Panel scratch, float[] gradient) {
        int rows = a.rows();
        int[] rowStart = a.rowStart();
        int block = a.columns().length;
        float[] sums = scratch.values();
        int firstSum = scratch.first();
        for (int r = 0; r < rows; r++) {
            int start = rowStart[r];
            int end = rowStart[r + 1];
            // A hardware vector may be a part of the sixteen lanes: then a pass for each part.
            for (int part = 0; part < LANES; part += N) {
                partialSums(a, r, left, right, rightLane, part, width, scratch);
            }
            for (int g = 0; g < GateRows.GATES; g++) {
                for (int k = start, p = firstSum + g * LANES; k < end; k++, p += SUMS) {
                    gradient[g * block + k] += ScalarKernel.fold(sums, p);
                }
            }
        }
    }

    /** Of a row of positions; four vectors of each gate in registers where there are 32 registers, else two. */
    private static void partialSums(
            GateRows a, int row, Panel left, Panel right, int rightLane, int part, int width, Panel scratch) {
        int l = part;
        if (N == LANES) {
            for (; l + 4 * LANES <= width + part; l += 4 * LANES) {
                partial4(a, row, left, right, rightLane, l, scratch);
            }
        }
        for (; l + 2 * LANES <= width + part; l += 2 * LANES) {
            partial2(a, row, left, right, rightLane, l, scratch);
        }
        for (; l < width; l += LANES) {
            partial1(a, row, left, right, rightLane, l, scratch);
        }
    }

    /** The sums over sixteen lanes and some more: at each position added to those of the lanes before, if there are any. */
    private static void partial4(GateRows a, int row, Panel left, Panel right, int rightLane, int lane, Panel scratch) {
        int[] columns = a.columns();
        float[] x = left.values();
        float[] y = right.values();
        float[] sums = scratch.values();
        int gate = a.rows() * left.stride();
        int offset = right.first() + rightLane + lane;
        boolean add = lane >= LANES;
        int at = left.at(row) + lane;
        FloatVector i0 = FloatVector.fromArray(S, x, at);
        FloatVector i1 = FloatVector.fromArray(S, x, at + LANES);
        FloatVector i2 = FloatVector.fromArray(S, x, at + 2 * LANES);
        FloatVector i3 = FloatVector.fromArray(S, x, at + 3 * LANES);
        at += gate;
        FloatVector f0 = FloatVector.fromArray(S, x, at);
        FloatVector f1 = FloatVector.fromArray(S, x, at + LANES);
        FloatVector f2 = FloatVector.fromArray(S, x, at + 2 * LANES);
        FloatVector f3 = FloatVector.fromArray(S, x, at + 3 * LANES);
        at += gate;
        FloatVector o0 = FloatVector.fromArray(S, x, at);
        FloatVector o1 = FloatVector.fromArray(S, x, at + LANES);
        FloatVector o2 = FloatVector.fromArray(S, x, at + 2 * LANES);
        FloatVector o3 = FloatVector.fromArray(S, x, at + 3 * LANES);
        at += gate;
        FloatVector g0 = FloatVector.fromArray(S, x, at);
        FloatVector g1 = FloatVector.fromArray(S, x, at + LANES);
        FloatVector g2 = FloatVector.fromArray(S, x, at + 2 * LANES);
        FloatVector g3 = FloatVector.fromArray(S, x, at + 3 * LANES);
        int p = scratch.first() + lane % LANES;
        int end = a.rowStart()[row + 1];
        for (int k = a.rowStart()[row]; k < end; k++, p += SUMS) {
            int j = offset + columns[k];
            FloatVector y0 = FloatVector.fromArray(S, y, j);
            FloatVector y1 = FloatVector.fromArray(S, y, j + LANES);
            FloatVector y2 = FloatVector.fromArray(S, y, j + 2 * LANES);
            FloatVector y3 = FloatVector.fromArray(S, y, j + 3 * LANES);
            FloatVector s = add ? FloatVector.fromArray(S, sums, p) : FloatVector.zero(S);
            s = i0.fma(y0, s);
            s = i1.fma(y1, s);
            s = i2.fma(y2, s);
            s = i3.fma(y3, s);
            s.intoArray(sums, p);
            s = add ? FloatVector.fromArray(S, sums, p + LANES) : FloatVector.zero(S);
            s = f0.fma(y0, s);
            s = f1.fma(y1, s);
            s = f2.fma(y2, s);
            s = f3.fma(y3, s);
            s.intoArray(sums, p + LANES);
            s = add ? FloatVector.fromArray(S, sums, p + 2 * LANES) : FloatVector.zero(S);
            s = o0.fma(y0, s);
            s = o1.fma(y1, s);
            s = o2.fma(y2, s);
            s = o3.fma(y3, s);
            s.intoArray(sums, p + 2 * LANES);
            s = add ? FloatVector.fromArray(S, sums, p + 3 * LANES) : FloatVector.zero(S);
            s = g0.fma(y0, s);
            s = g1.fma(y1, s);
            s = g2.fma(y2, s);
            s = g3.fma(y3, s);
            s.intoArray(sums, p + 3 * LANES);
        }
    }

    private static void partial2(GateRows a, int row, Panel left, Panel right, int rightLane, int lane, Panel scratch) {
        int[] columns = a.columns();
        float[] x = left.values();
        float[] y = right.values();
        float[] sums = scratch.values();
        int gate = a.rows() * left.stride();
        int offset = right.first() + rightLane + lane;
        boolean add = lane >= LANES;
        int at = left.at(row) + lane;
        FloatVector i0 = FloatVector.fromArray(S, x, at);
        FloatVector i1 = FloatVector.fromArray(S, x, at + LANES);
        at += gate;
        FloatVector f0 = FloatVector.fromArray(S, x, at);
        FloatVector f1 = FloatVector.fromArray(S, x, at + LANES);
        at += gate;
        FloatVector o0 = FloatVector.fromArray(S, x, at);
        FloatVector o1 = FloatVector.fromArray(S, x, at + LANES);
        at += gate;
        FloatVector g0 = FloatVector.fromArray(S, x, at);
        FloatVector g1 = FloatVector.fromArray(S, x, at + LANES);
        int p = scratch.first() + lane % LANES;
        int end = a.rowStart()[row + 1];
        for (int k = a.rowStart()[row]; k < end; k++, p += SUMS) {
            int j = offset + columns[k];
            FloatVector y0 = FloatVector.fromArray(S, y, j);
            FloatVector y1 = FloatVector.fromArray(S, y, j + LANES);
            FloatVector s = add ? FloatVector.fromArray(S, sums, p) : FloatVector.zero(S);
            s = i0.fma(y0, s);
            s = i1.fma(y1, s);
            s.intoArray(sums, p);
            s = add ? FloatVector.fromArray(S, sums, p + LANES) : FloatVector.zero(S);
            s = f0.fma(y0, s);
            s = f1.fma(y1, s);
            s.intoArray(sums, p + LANES);
            s = add ? FloatVector.fromArray(S, sums, p + 2 * LANES) : FloatVector.zero(S);
            s = o0.fma(y0, s);
            s = o1.fma(y1, s);
            s.intoArray(sums, p + 2 * LANES);
            s = add ? FloatVector.fromArray(S, sums, p + 3 * LANES) : FloatVector.zero(S);
            s = g0.fma(y0, s);
            s = g1.fma(y1, s);
            s.intoArray(sums, p + 3 * LANES);
        }
    }

    private static void partial1(GateRows a, int row, Panel left, Panel right, int rightLane, int lane, Panel scratch) {
        int[] columns = a.columns();
        float[] x = left.values();
        float[] y = right.values();
        float[] sums = scratch.values();
        int gate = a.rows() * left.stride();
        int offset = right.first() + rightLane + lane;
        boolean add = lane >= LANES;
        int at = left.at(row) + lane;
        FloatVector i0 = FloatVector.fromArray(S, x, at);
        at += gate;
        FloatVector f0 = FloatVector.fromArray(S, x, at);
        at += gate;
        FloatVector o0 = FloatVector.fromArray(S, x, at);
        at += gate;
        FloatVector g0 = FloatVector.fromArray(S, x, at);
        int p = scratch.first() + lane % LANES;
        int end = a.rowStart()[row + 1];
        for (int k = a.rowStart()[row]; k < end; k++, p += SUMS) {
            int j = offset + columns[k];
            FloatVector y0 = FloatVector.fromArray(S, y, j);
            FloatVector s = add ? FloatVector.fromArray(S, sums, p) : FloatVector.zero(S);
            s = i0.fma(y0, s);
            s.intoArray(sums, p);
            s = add ? FloatVector.fromArray(S, sums, p + LANES) : FloatVector.zero(S);
            s = f0.fma(y0, s);
            s.intoArray(sums, p + LANES);
            s = add ? FloatVector.fromArray(S, sums, p + 2 * LANES) : FloatVector.zero(S);
            s = o0.fma(y0, s);
            s.intoArray(sums, p + 2 * LANES);
            s = add ? FloatVector.fromArray(S, sums, p + 3 * LANES) : FloatVector.zero(S);
            s = g0.fma(y0, s);
            s.intoArray(sums, p + 3 * LANES);
        }
    }
}
