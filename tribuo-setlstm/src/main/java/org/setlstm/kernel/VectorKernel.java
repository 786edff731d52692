package org.setlstm.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API: the products, and {@link VectorCells}. Methods are small on purpose: beyond a certain size C2 stops inlining and boxes every vector.
 * A method takes one row: with more alive at once C2 keeps loop invariants in memory. Only whole lane blocks are handled,
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
    public void multiply(
            int rows,
            int[] rowStart,
            int[] columns,
            float[] values,
            float[] in,
            int inOffset,
            float[] out,
            int outOffset,
            int outStride,
            int width,
            boolean add) {
        int l = 0;
        for (; l + 4 * N <= width; l += 4 * N) {
            for (int r = 0, o = outOffset + l; r < rows; r++, o += outStride) {
                multiply4(rowStart[r], rowStart[r + 1], columns, values, in, inOffset + l, out, o, add);
            }
        }
        for (; l + 2 * N <= width; l += 2 * N) {
            for (int r = 0, o = outOffset + l; r < rows; r++, o += outStride) {
                multiply2(rowStart[r], rowStart[r + 1], columns, values, in, inOffset + l, out, o, add);
            }
        }
        for (; l < width; l += N) {
            for (int r = 0, o = outOffset + l; r < rows; r++, o += outStride) {
                multiply1(rowStart[r], rowStart[r + 1], columns, values, in, inOffset + l, out, o, add);
            }
        }
    }

    private static void multiply4(
            int start,
            int end,
            int[] columns,
            float[] values,
            float[] in,
            int inOffset,
            float[] out,
            int o,
            boolean add) {
        FloatVector s0 = add ? FloatVector.fromArray(S, out, o) : FloatVector.zero(S);
        FloatVector s1 = add ? FloatVector.fromArray(S, out, o + N) : FloatVector.zero(S);
        FloatVector s2 = add ? FloatVector.fromArray(S, out, o + 2 * N) : FloatVector.zero(S);
        FloatVector s3 = add ? FloatVector.fromArray(S, out, o + 3 * N) : FloatVector.zero(S);
        for (int k = start; k < end; k++) {
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
            int start,
            int end,
            int[] columns,
            float[] values,
            float[] in,
            int inOffset,
            float[] out,
            int o,
            boolean add) {
        FloatVector s0 = add ? FloatVector.fromArray(S, out, o) : FloatVector.zero(S);
        FloatVector s1 = add ? FloatVector.fromArray(S, out, o + N) : FloatVector.zero(S);
        for (int k = start; k < end; k++) {
            FloatVector w = FloatVector.broadcast(S, values[k]);
            int i = inOffset + columns[k];
            s0 = w.fma(FloatVector.fromArray(S, in, i), s0);
            s1 = w.fma(FloatVector.fromArray(S, in, i + N), s1);
        }
        s0.intoArray(out, o);
        s1.intoArray(out, o + N);
    }

    private static void multiply1(
            int start,
            int end,
            int[] columns,
            float[] values,
            float[] in,
            int inOffset,
            float[] out,
            int o,
            boolean add) {
        FloatVector s0 = add ? FloatVector.fromArray(S, out, o) : FloatVector.zero(S);
        for (int k = start; k < end; k++) {
            FloatVector w = FloatVector.broadcast(S, values[k]);
            int i = inOffset + columns[k];
            s0 = w.fma(FloatVector.fromArray(S, in, i), s0);
        }
        s0.intoArray(out, o);
    }

    @Override
    public void gradient(
            int rows,
            int[] rowStart,
            int[] columns,
            float[] left,
            int leftOffset,
            int leftStride,
            float[] right,
            int rightOffset,
            int width,
            float[] scratch,
            int scratchOffset,
            float[] gradient) {
        for (int r = 0; r < rows; r++) {
            int start = rowStart[r];
            int end = rowStart[r + 1];
            int x = leftOffset + r * leftStride;
            // A hardware vector may be a part of the sixteen lanes: then a pass for each part.
            for (int part = 0; part < LANES; part += N) {
                partialSums(
                        columns,
                        start,
                        end,
                        left,
                        x + part,
                        right,
                        rightOffset + part,
                        width,
                        scratch,
                        scratchOffset + part);
            }
            fold(start, end, scratch, scratchOffset, gradient);
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

    private static void fold(int start, int end, float[] scratch, int p, float[] gradient) {
        for (int k = start; k < end; k++, p += LANES) {
            gradient[k] += ScalarKernel.fold(scratch, p);
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
    public void lstmForward(
            int units,
            float[] gates,
            int offset,
            int stride,
            float[] cell,
            int cellOffset,
            float[] hidden,
            int hiddenOffset,
            int stateStride,
            int width) {
        VectorCells.forward(units, gates, offset, stride, cell, cellOffset, hidden, hiddenOffset, stateStride, width);
    }

    @Override
    public void lstmBackward(
            int units,
            float[] gates,
            int gatesOffset,
            int gatesStride,
            float[] cellBefore,
            int cellOffset,
            int cellStride,
            float[] hiddenGradient,
            int hiddenOffset,
            float[] cellGradient,
            int cellGradientOffset,
            int stateStride,
            int width) {
        VectorCells.backward(
                units,
                gates,
                gatesOffset,
                gatesStride,
                cellBefore,
                cellOffset,
                cellStride,
                hiddenGradient,
                hiddenOffset,
                cellGradient,
                cellGradientOffset,
                stateStride,
                width);
    }

    @Override
    public void add(
            int rows, float[] from, int fromOffset, int fromStride, float[] to, int toOffset, int toStride, int lanes) {
        for (int r = 0; r < rows; r++) {
            int f = fromOffset + r * fromStride;
            int t = toOffset + r * toStride;
            int l = 0;
            for (; l + N <= lanes; l += N) {
                FloatVector.fromArray(S, to, t + l)
                        .add(FloatVector.fromArray(S, from, f + l))
                        .intoArray(to, t + l);
            }
            for (; l < lanes; l++) {
                to[t + l] += from[f + l];
            }
        }
    }

    @Override
    public void max(
            int rows,
            float[] values,
            int valuesOffset,
            int valuesStride,
            float[] max,
            int maxOffset,
            int maxStride,
            int lanes) {
        for (int r = 0; r < rows; r++) {
            int v = valuesOffset + r * valuesStride;
            int m = maxOffset + r * maxStride;
            int l = 0;
            for (; l + N <= lanes; l += N) {
                FloatVector.fromArray(S, max, m + l)
                        .max(FloatVector.fromArray(S, values, v + l))
                        .intoArray(max, m + l);
            }
            for (; l < lanes; l++) {
                max[m + l] = Math.max(max[m + l], values[v + l]);
            }
        }
    }

    @Override
    public void maxBackward(
            int rows,
            float[] values,
            int valuesOffset,
            int valuesStride,
            float[] max,
            int maxOffset,
            float[] maxGradient,
            int maxGradientOffset,
            int maxStride,
            float[] gradient,
            int gradientOffset,
            int gradientStride,
            int active,
            int width) {
        FloatVector zero = FloatVector.zero(S);
        for (int r = 0; r < rows; r++) {
            int v = valuesOffset + r * valuesStride;
            int m = maxOffset + r * maxStride;
            int from = maxGradientOffset + r * maxStride;
            int to = gradientOffset + r * gradientStride;
            int l = 0;
            for (; l + N <= active; l += N) {
                VectorMask<Float> is = FloatVector.fromArray(S, values, v + l).eq(FloatVector.fromArray(S, max, m + l));
                FloatVector g = FloatVector.fromArray(S, maxGradient, from + l);
                zero.blend(g, is).intoArray(gradient, to + l);
                g.blend(zero, is).intoArray(maxGradient, from + l);
            }
            Arrays.fill(gradient, to + l, to + width, 0.0f);
            for (; l < active; l++) {
                if (values[v + l] == max[m + l]) {
                    gradient[to + l] = maxGradient[from + l];
                    maxGradient[from + l] = 0.0f;
                }
            }
        }
    }
}
