package org.setlstm.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API: the products, and {@link VectorCells}. Methods are small on purpose: beyond a certain size C2 stops inlining and boxes every vector.
 * Only whole lane blocks are handled, of 4, 2 and 1 hardware vectors, their sums held in registers.
 */
final class VectorKernel implements Kernel {
    static final VectorSpecies<Float> S =
            FloatVector.SPECIES_PREFERRED.length() > LANES ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
    private static final int N = S.length();
    /** Vectors of a row that {@link #gradient} keeps in registers: 128 lanes on AVX-512. */
    private static final int HELD = 8;

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
            int inStride,
            float[] out,
            int outOffset,
            int outStride,
            int width,
            boolean add) {
        int l = 0;
        for (; l + 4 * N <= width; l += 4 * N) {
            multiply4(rows, rowStart, columns, values, in, inOffset + l, inStride, out, outOffset + l, outStride, add);
        }
        for (; l + 2 * N <= width; l += 2 * N) {
            multiply2(rows, rowStart, columns, values, in, inOffset + l, inStride, out, outOffset + l, outStride, add);
        }
        for (; l < width; l += N) {
            multiply1(rows, rowStart, columns, values, in, inOffset + l, inStride, out, outOffset + l, outStride, add);
        }
    }

    private static void multiply4(
            int rows,
            int[] rowStart,
            int[] columns,
            float[] values,
            float[] in,
            int inOffset,
            int inStride,
            float[] out,
            int outOffset,
            int outStride,
            boolean add) {
        for (int r = 0; r < rows; r++) {
            int o = outOffset + r * outStride;
            FloatVector s0 = add ? FloatVector.fromArray(S, out, o) : FloatVector.zero(S);
            FloatVector s1 = add ? FloatVector.fromArray(S, out, o + N) : FloatVector.zero(S);
            FloatVector s2 = add ? FloatVector.fromArray(S, out, o + 2 * N) : FloatVector.zero(S);
            FloatVector s3 = add ? FloatVector.fromArray(S, out, o + 3 * N) : FloatVector.zero(S);
            int end = rowStart[r + 1];
            for (int k = rowStart[r]; k < end; k++) {
                FloatVector w = FloatVector.broadcast(S, values[k]);
                int i = inOffset + columns[k] * inStride;
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
    }

    private static void multiply2(
            int rows,
            int[] rowStart,
            int[] columns,
            float[] values,
            float[] in,
            int inOffset,
            int inStride,
            float[] out,
            int outOffset,
            int outStride,
            boolean add) {
        for (int r = 0; r < rows; r++) {
            int o = outOffset + r * outStride;
            FloatVector s0 = add ? FloatVector.fromArray(S, out, o) : FloatVector.zero(S);
            FloatVector s1 = add ? FloatVector.fromArray(S, out, o + N) : FloatVector.zero(S);
            int end = rowStart[r + 1];
            for (int k = rowStart[r]; k < end; k++) {
                FloatVector w = FloatVector.broadcast(S, values[k]);
                int i = inOffset + columns[k] * inStride;
                s0 = w.fma(FloatVector.fromArray(S, in, i), s0);
                s1 = w.fma(FloatVector.fromArray(S, in, i + N), s1);
            }
            s0.intoArray(out, o);
            s1.intoArray(out, o + N);
        }
    }

    private static void multiply1(
            int rows,
            int[] rowStart,
            int[] columns,
            float[] values,
            float[] in,
            int inOffset,
            int inStride,
            float[] out,
            int outOffset,
            int outStride,
            boolean add) {
        for (int r = 0; r < rows; r++) {
            int o = outOffset + r * outStride;
            FloatVector s = add ? FloatVector.fromArray(S, out, o) : FloatVector.zero(S);
            int end = rowStart[r + 1];
            for (int k = rowStart[r]; k < end; k++) {
                int i = inOffset + columns[k] * inStride;
                s = FloatVector.broadcast(S, values[k]).fma(FloatVector.fromArray(S, in, i), s);
            }
            s.intoArray(out, o);
        }
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
            int rightStride,
            int width,
            float[] scratch,
            int scratchOffset,
            float[] gradient) {
        for (int r = 0; r < rows; r++) {
            int start = rowStart[r];
            int end = rowStart[r + 1];
            Arrays.fill(scratch, scratchOffset, scratchOffset + (end - start) * LANES, 0.0f);
            int row = leftOffset + r * leftStride;
            int l = 0;
            for (; l + HELD * LANES <= width; l += HELD * LANES) {
                // A hardware vector may be a part of the sixteen lanes: then a pass for each part.
                for (int part = 0; part < LANES; part += N) {
                    partial8(
                            columns,
                            start,
                            end,
                            left,
                            row + l + part,
                            right,
                            rightOffset + l + part,
                            rightStride,
                            scratch,
                            scratchOffset + part);
                }
            }
            for (; l < width; l += LANES) {
                for (int part = 0; part < LANES; part += N) {
                    partial1(
                            columns,
                            start,
                            end,
                            left,
                            row + l + part,
                            right,
                            rightOffset + l + part,
                            rightStride,
                            scratch,
                            scratchOffset + part);
                }
            }
            for (int k = start; k < end; k++) {
                gradient[k] += ScalarKernel.fold(scratch, scratchOffset + (k - start) * LANES);
            }
        }
    }

    private static void partial8(
            int[] columns,
            int start,
            int end,
            float[] left,
            int l,
            float[] right,
            int rightOffset,
            int stride,
            float[] scratch,
            int scratchOffset) {
        FloatVector x0 = FloatVector.fromArray(S, left, l);
        FloatVector x1 = FloatVector.fromArray(S, left, l + LANES);
        FloatVector x2 = FloatVector.fromArray(S, left, l + 2 * LANES);
        FloatVector x3 = FloatVector.fromArray(S, left, l + 3 * LANES);
        FloatVector x4 = FloatVector.fromArray(S, left, l + 4 * LANES);
        FloatVector x5 = FloatVector.fromArray(S, left, l + 5 * LANES);
        FloatVector x6 = FloatVector.fromArray(S, left, l + 6 * LANES);
        FloatVector x7 = FloatVector.fromArray(S, left, l + 7 * LANES);
        for (int k = start; k < end; k++) {
            int i = rightOffset + columns[k] * stride;
            int p = scratchOffset + (k - start) * LANES;
            FloatVector s = FloatVector.fromArray(S, scratch, p);
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
            int l,
            float[] right,
            int rightOffset,
            int stride,
            float[] scratch,
            int scratchOffset) {
        FloatVector x = FloatVector.fromArray(S, left, l);
        for (int k = start; k < end; k++) {
            int p = scratchOffset + (k - start) * LANES;
            FloatVector s = FloatVector.fromArray(S, scratch, p);
            x.fma(FloatVector.fromArray(S, right, rightOffset + columns[k] * stride), s)
                    .intoArray(scratch, p);
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
