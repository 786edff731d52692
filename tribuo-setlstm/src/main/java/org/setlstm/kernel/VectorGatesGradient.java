package org.setlstm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The gradient of {@link VectorGates}: a unit's four gates stay in registers, and what they meet is loaded once for four sums. */
final class VectorGatesGradient {
    private static final VectorSpecies<Float> S = VectorKernel.S;
    private static final int N = S.length();
    private static final int LANES = Kernel.LANES;

    /** Floats of a position's partial sums. */
    private static final int SUMS = GateRows.GATES * LANES;

    private VectorGatesGradient() {}

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
