package org.setlstm.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API: the products, and {@link VectorCells}. Methods are small on purpose: beyond a certain size C2 stops inlining and boxes every vector.
 * A method takes one row: with more alive at once C2 keeps loop invariants in memory. Operands are read into locals before the
 * loop over rows: C2 would read their fields at each row, which takes some percent of a narrow product. Only whole lane blocks are handled,
 * of 4, 2 and 1 hardware vectors, their sums held in registers.
 */
final class VectorKernel implements Kernel {
    static final VectorSpecies<Float> S =
            FloatVector.SPECIES_PREFERRED.length() > LANES ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
    private static final int N = S.length();

    @Override
    public String name() {
        return "vector, " + S.vectorBitSize() + " bits";
    }

    @Override
    public void multiply(CompressedRows a, float[] start, Panel in, int inLane, Panel out, int outLane, int width) {
        boolean add = start == null;
        int rows = a.rows();
        float[] x = in.values();
        float[] y = out.values();
        int i = in.first() + inLane;
        int first = out.first() + outLane;
        int stride = out.stride();
        int l = 0;
        for (; l + 4 * N <= width; l += 4 * N) {
            for (int r = 0, o = first + l; r < rows; r++, o += stride) {
                multiply4(a, r, add ? 0.0f : start[r], x, i + l, y, o, add);
            }
        }
        for (; l + 2 * N <= width; l += 2 * N) {
            for (int r = 0, o = first + l; r < rows; r++, o += stride) {
                multiply2(a, r, add ? 0.0f : start[r], x, i + l, y, o, add);
            }
        }
        for (; l < width; l += N) {
            for (int r = 0, o = first + l; r < rows; r++, o += stride) {
                multiply1(a, r, add ? 0.0f : start[r], x, i + l, y, o, add);
            }
        }
    }

    private static void multiply4(
            CompressedRows a, int row, float start, float[] in, int inOffset, float[] out, int o, boolean add) {
        int[] columns = a.columns();
        float[] values = a.values();
        int end = a.rowStart()[row + 1];
        FloatVector s0 = add ? FloatVector.fromArray(S, out, o) : FloatVector.broadcast(S, start);
        FloatVector s1 = add ? FloatVector.fromArray(S, out, o + N) : FloatVector.broadcast(S, start);
        FloatVector s2 = add ? FloatVector.fromArray(S, out, o + 2 * N) : FloatVector.broadcast(S, start);
        FloatVector s3 = add ? FloatVector.fromArray(S, out, o + 3 * N) : FloatVector.broadcast(S, start);
        for (int k = a.rowStart()[row]; k < end; k++) {
            FloatVector w = FloatVector.broadcast(S, values[k]);
            int i = inOffset + columns[k];
            s0 = w.fma(FloatVector.fromArray(S, in, i), s0);
            s1 = w.fma(FloatVector.fromArray(S, in, i + N), s1);
            s2 = w.fma(FloatVector.fromArray(S, in, i + 2 * N), s2);
            s3 = w.fma(FloatVector.fromArray(S, in, i + 3 * N), s3);
        }
        s0.intoArray(out, o);
        s1.intoArray(out, o + N);
        s2.intoArray(out, o + 2 * N);
        s3.intoArray(out, o + 3 * N);
    }

    private static void multiply2(
            CompressedRows a, int row, float start, float[] in, int inOffset, float[] out, int o, boolean add) {
        int[] columns = a.columns();
        float[] values = a.values();
        int end = a.rowStart()[row + 1];
        FloatVector s0 = add ? FloatVector.fromArray(S, out, o) : FloatVector.broadcast(S, start);
        FloatVector s1 = add ? FloatVector.fromArray(S, out, o + N) : FloatVector.broadcast(S, start);
        for (int k = a.rowStart()[row]; k < end; k++) {
            FloatVector w = FloatVector.broadcast(S, values[k]);
            int i = inOffset + columns[k];
            s0 = w.fma(FloatVector.fromArray(S, in, i), s0);
            s1 = w.fma(FloatVector.fromArray(S, in, i + N), s1);
        }
        s0.intoArray(out, o);
        s1.intoArray(out, o + N);
    }

    private static void multiply1(
            CompressedRows a, int row, float start, float[] in, int inOffset, float[] out, int o, boolean add) {
        int[] columns = a.columns();
        float[] values = a.values();
        int end = a.rowStart()[row + 1];
        FloatVector s0 = add ? FloatVector.fromArray(S, out, o) : FloatVector.broadcast(S, start);
        for (int k = a.rowStart()[row]; k < end; k++) {
            FloatVector w = FloatVector.broadcast(S, values[k]);
            int i = inOffset + columns[k];
            s0 = w.fma(FloatVector.fromArray(S, in, i), s0);
        }
        s0.intoArray(out, o);
    }

    @Override
    public void gradient(
            CompressedRows a, Panel left, Panel right, int rightLane, int width, Panel scratch, float[] gradient) {
        int[] rowStart = a.rowStart();
        int[] columns = a.columns();
        float[] x = left.values();
        float[] y = right.values();
        float[] sums = scratch.values();
        int stride = left.stride();
        int firstRight = right.first() + rightLane;
        int firstSum = scratch.first();
        for (int r = 0, i = left.first(); r < rowStart.length - 1; r++, i += stride) {
            int start = rowStart[r];
            int end = rowStart[r + 1];
            // A hardware vector may be a part of the sixteen lanes: then a pass for each part.
            for (int part = 0; part < LANES; part += N) {
                partialSums(columns, start, end, x, i + part, y, firstRight + part, width, sums, firstSum + part);
            }
            for (int k = start, p = firstSum; k < end; k++, p += LANES) {
                gradient[k] += ScalarKernel.fold(sums, p);
            }
        }
    }

    /** Sixteen vectors of a row in registers where there are 32 registers, else eight. */
    private static void partialSums(
            int[] columns,
            int start,
            int end,
            float[] left,
            int x,
            float[] right,
            int y,
            int width,
            float[] scratch,
            int p) {
        int l = 0;
        boolean add = false;
        if (N == LANES) {
            for (; l + 16 * LANES <= width; l += 16 * LANES, add = true) {
                partial16(columns, start, end, left, x + l, right, y + l, scratch, p, add);
            }
        }
        for (; l + 8 * LANES <= width; l += 8 * LANES, add = true) {
            partial8(columns, start, end, left, x + l, right, y + l, scratch, p, add);
        }
        for (; l < width; l += LANES, add = true) {
            partial1(columns, start, end, left, x + l, right, y + l, scratch, p, add);
        }
    }

    private static void partial16(
            int[] columns,
            int start,
            int end,
            float[] left,
            int x,
            float[] right,
            int y,
            float[] scratch,
            int p,
            boolean add) {
        FloatVector x0 = FloatVector.fromArray(S, left, x);
        FloatVector x1 = FloatVector.fromArray(S, left, x + LANES);
        FloatVector x2 = FloatVector.fromArray(S, left, x + 2 * LANES);
        FloatVector x3 = FloatVector.fromArray(S, left, x + 3 * LANES);
        FloatVector x4 = FloatVector.fromArray(S, left, x + 4 * LANES);
        FloatVector x5 = FloatVector.fromArray(S, left, x + 5 * LANES);
        FloatVector x6 = FloatVector.fromArray(S, left, x + 6 * LANES);
        FloatVector x7 = FloatVector.fromArray(S, left, x + 7 * LANES);
        FloatVector x8 = FloatVector.fromArray(S, left, x + 8 * LANES);
        FloatVector x9 = FloatVector.fromArray(S, left, x + 9 * LANES);
        FloatVector x10 = FloatVector.fromArray(S, left, x + 10 * LANES);
        FloatVector x11 = FloatVector.fromArray(S, left, x + 11 * LANES);
        FloatVector x12 = FloatVector.fromArray(S, left, x + 12 * LANES);
        FloatVector x13 = FloatVector.fromArray(S, left, x + 13 * LANES);
        FloatVector x14 = FloatVector.fromArray(S, left, x + 14 * LANES);
        FloatVector x15 = FloatVector.fromArray(S, left, x + 15 * LANES);
        for (int k = start; k < end; k++, p += LANES) {
            int i = y + columns[k];
            FloatVector s = add ? FloatVector.fromArray(S, scratch, p) : FloatVector.zero(S);
            s = x0.fma(FloatVector.fromArray(S, right, i), s);
            s = x1.fma(FloatVector.fromArray(S, right, i + LANES), s);
            s = x2.fma(FloatVector.fromArray(S, right, i + 2 * LANES), s);
            s = x3.fma(FloatVector.fromArray(S, right, i + 3 * LANES), s);
            s = x4.fma(FloatVector.fromArray(S, right, i + 4 * LANES), s);
            s = x5.fma(FloatVector.fromArray(S, right, i + 5 * LANES), s);
            s = x6.fma(FloatVector.fromArray(S, right, i + 6 * LANES), s);
            s = x7.fma(FloatVector.fromArray(S, right, i + 7 * LANES), s);
            s = x8.fma(FloatVector.fromArray(S, right, i + 8 * LANES), s);
            s = x9.fma(FloatVector.fromArray(S, right, i + 9 * LANES), s);
            s = x10.fma(FloatVector.fromArray(S, right, i + 10 * LANES), s);
            s = x11.fma(FloatVector.fromArray(S, right, i + 11 * LANES), s);
            s = x12.fma(FloatVector.fromArray(S, right, i + 12 * LANES), s);
            s = x13.fma(FloatVector.fromArray(S, right, i + 13 * LANES), s);
            s = x14.fma(FloatVector.fromArray(S, right, i + 14 * LANES), s);
            s = x15.fma(FloatVector.fromArray(S, right, i + 15 * LANES), s);
            s.intoArray(scratch, p);
        }
    }

    private static void partial8(
            int[] columns,
            int start,
            int end,
            float[] left,
            int x,
            float[] right,
            int y,
            float[] scratch,
            int p,
            boolean add) {
        FloatVector x0 = FloatVector.fromArray(S, left, x);
        FloatVector x1 = FloatVector.fromArray(S, left, x + LANES);
        FloatVector x2 = FloatVector.fromArray(S, left, x + 2 * LANES);
        FloatVector x3 = FloatVector.fromArray(S, left, x + 3 * LANES);
        FloatVector x4 = FloatVector.fromArray(S, left, x + 4 * LANES);
        FloatVector x5 = FloatVector.fromArray(S, left, x + 5 * LANES);
        FloatVector x6 = FloatVector.fromArray(S, left, x + 6 * LANES);
        FloatVector x7 = FloatVector.fromArray(S, left, x + 7 * LANES);
        for (int k = start; k < end; k++, p += LANES) {
            int i = y + columns[k];
            FloatVector s = add ? FloatVector.fromArray(S, scratch, p) : FloatVector.zero(S);
            s = x0.fma(FloatVector.fromArray(S, right, i), s);
            s = x1.fma(FloatVector.fromArray(S, right, i + LANES), s);
            s = x2.fma(FloatVector.fromArray(S, right, i + 2 * LANES), s);
            s = x3.fma(FloatVector.fromArray(S, right, i + 3 * LANES), s);
            s = x4.fma(FloatVector.fromArray(S, right, i + 4 * LANES), s);
            s = x5.fma(FloatVector.fromArray(S, right, i + 5 * LANES), s);
            s = x6.fma(FloatVector.fromArray(S, right, i + 6 * LANES), s);
            s = x7.fma(FloatVector.fromArray(S, right, i + 7 * LANES), s);
            s.intoArray(scratch, p);
        }
    }

    private static void partial1(
            int[] columns,
            int start,
            int end,
            float[] left,
            int x,
            float[] right,
            int y,
            float[] scratch,
            int p,
            boolean add) {
        FloatVector x0 = FloatVector.fromArray(S, left, x);
        for (int k = start; k < end; k++, p += LANES) {
            int i = y + columns[k];
            FloatVector s = add ? FloatVector.fromArray(S, scratch, p) : FloatVector.zero(S);
            s = x0.fma(FloatVector.fromArray(S, right, i), s);
            s.intoArray(scratch, p);
        }
    }

    @Override
    public void multiplyGates(GateRows a, float[] start, Panel in, int inLane, Panel out, int outLane, int width) {
        VectorGates.multiply(a, start, in, inLane, out, outLane, width);
    }

    @Override
    public void multiplyGatesTransposed(GateRows a, Panel in, int inLane, Panel out, int outLane, int width) {
        VectorGatesTransposed.multiply(a, in, inLane, out, outLane, width);
    }

    @Override
    public void gateGradient(
            GateRows a, Panel left, Panel right, int rightLane, int width, Panel scratch, float[] gradient) {
        VectorGatesGradient.gradient(a, left, right, rightLane, width, scratch, gradient);
    }

    @Override
    public void lstmForward(Panel gates, int lane, Panel cell, Panel hidden, int width) {
        VectorCells.forward(gates, lane, cell, hidden, width);
    }

    @Override
    public void lstmBackward(
            Panel gates, Panel cellBefore, int lane, Panel hiddenGradient, Panel cellGradient, int width) {
        VectorCells.backward(gates, cellBefore, lane, hiddenGradient, cellGradient, width);
    }

    @Override
    public void add(Panel from, int fromLane, Panel to, int toLane, int lanes) {
        float[] x = from.values();
        float[] sum = to.values();
        for (int r = 0; r < to.rows(); r++) {
            int f = from.at(r) + fromLane;
            int t = to.at(r) + toLane;
            int l = 0;
            for (; l + N <= lanes; l += N) {
                FloatVector.fromArray(S, sum, t + l)
                        .add(FloatVector.fromArray(S, x, f + l))
                        .intoArray(sum, t + l);
            }
            for (; l < lanes; l++) {
                sum[t + l] += x[f + l];
            }
        }
    }

    @Override
    public void max(Panel values, int lane, Panel max, int lanes) {
        float[] x = values.values();
        float[] largest = max.values();
        for (int r = 0; r < max.rows(); r++) {
            int v = values.at(r) + lane;
            int m = max.at(r);
            int l = 0;
            for (; l + N <= lanes; l += N) {
                FloatVector.fromArray(S, largest, m + l)
                        .max(FloatVector.fromArray(S, x, v + l))
                        .intoArray(largest, m + l);
            }
            for (; l < lanes; l++) {
                largest[m + l] = Math.max(largest[m + l], x[v + l]);
            }
        }
    }

    @Override
    public void maxBackward(
            Panel values,
            int valuesLane,
            Panel max,
            Panel maxGradient,
            Panel gradient,
            int gradientLane,
            int active,
            int width) {
        float[] x = values.values();
        float[] largest = max.values();
        float[] given = maxGradient.values();
        float[] taken = gradient.values();
        FloatVector zero = FloatVector.zero(S);
        for (int r = 0; r < max.rows(); r++) {
            int v = values.at(r) + valuesLane;
            int m = max.at(r);
            int from = maxGradient.at(r);
            int to = gradient.at(r) + gradientLane;
            int l = 0;
            for (; l + N <= active; l += N) {
                VectorMask<Float> is = FloatVector.fromArray(S, x, v + l).eq(FloatVector.fromArray(S, largest, m + l));
                FloatVector g = FloatVector.fromArray(S, given, from + l);
                zero.blend(g, is).intoArray(taken, to + l);
                g.blend(zero, is).intoArray(given, from + l);
            }
            Arrays.fill(taken, to + l, to + width, 0.0f);
            for (; l < active; l++) {
                if (x[v + l] == largest[m + l]) {
                    taken[to + l] = given[from + l];
                    given[from + l] = 0.0f;
                }
            }
        }
    }
}
