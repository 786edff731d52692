package org.setlstm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The cells of {@link VectorKernel}. A loop for each gate: together they would be more than C2 keeps in registers. */
final class VectorCells {
    private static final VectorSpecies<Float> S = VectorKernel.S;
    private static final int N = S.length();

    private VectorCells() {}

    static void forward(
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
        sigmoid(3 * units, gates, offset, stride, width);
        tanh(units, gates, offset + 3 * units * stride, stride, width);
        cell(units, gates, offset, stride, cell, cellOffset, stateStride, width);
        hidden(
                units,
                gates,
                offset + 2 * units * stride,
                stride,
                cell,
                cellOffset,
                hidden,
                hiddenOffset,
                stateStride,
                width);
    }

    private static void sigmoid(int rows, float[] x, int offset, int stride, int width) {
        FloatVector half = FloatVector.broadcast(S, 0.5f);
        for (int r = 0; r < rows; r++) {
            int end = offset + r * stride + width;
            for (int i = end - width; i < end; i += N) {
                FloatVector t = tanh(half.mul(FloatVector.fromArray(S, x, i)));
                half.fma(t, half).intoArray(x, i);
            }
        }
    }

    private static void tanh(int rows, float[] x, int offset, int stride, int width) {
        for (int r = 0; r < rows; r++) {
            int end = offset + r * stride + width;
            for (int i = end - width; i < end; i += N) {
                tanh(FloatVector.fromArray(S, x, i)).intoArray(x, i);
            }
        }
    }

    private static void cell(
            int units,
            float[] gates,
            int offset,
            int stride,
            float[] cell,
            int cellOffset,
            int stateStride,
            int width) {
        int gate = units * stride;
        for (int u = 0; u < units; u++) {
            int i = offset + u * stride;
            int s = cellOffset + u * stateStride;
            for (int end = s + width; s < end; s += N, i += N) {
                FloatVector added =
                        FloatVector.fromArray(S, gates, i).mul(FloatVector.fromArray(S, gates, i + 3 * gate));
                FloatVector.fromArray(S, gates, i + gate)
                        .fma(FloatVector.fromArray(S, cell, s), added)
                        .intoArray(cell, s);
            }
        }
    }

    private static void hidden(
            int units,
            float[] gates,
            int output,
            int stride,
            float[] cell,
            int cellOffset,
            float[] hidden,
            int hiddenOffset,
            int stateStride,
            int width) {
        for (int u = 0; u < units; u++) {
            int i = output + u * stride;
            int s = cellOffset + u * stateStride;
            int h = hiddenOffset + u * stateStride;
            for (int end = s + width; s < end; s += N, h += N, i += N) {
                FloatVector.fromArray(S, gates, i)
                        .mul(tanh(FloatVector.fromArray(S, cell, s)))
                        .intoArray(hidden, h);
            }
        }
    }

    static void backward(
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
        outputBackward(
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
        cellBackward(
                units,
                gates,
                gatesOffset,
                gatesStride,
                cellBefore,
                cellOffset,
                cellStride,
                cellGradient,
                cellGradientOffset,
                stateStride,
                width);
    }

    /** The output gate's gradient in its place, and the whole gradient of the cell in {@code cellGradient}. */
    private static void outputBackward(
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
        int gate = units * gatesStride;
        FloatVector one = FloatVector.broadcast(S, 1.0f);
        for (int u = 0; u < units; u++) {
            int i = gatesOffset + u * gatesStride;
            int b = cellOffset + u * cellStride;
            int s = cellGradientOffset + u * stateStride;
            int h = hiddenOffset + u * stateStride;
            for (int end = s + width; s < end; s += N, h += N, b += N, i += N) {
                FloatVector added =
                        FloatVector.fromArray(S, gates, i).mul(FloatVector.fromArray(S, gates, i + 3 * gate));
                FloatVector t = tanh(
                        FloatVector.fromArray(S, gates, i + gate).fma(FloatVector.fromArray(S, cellBefore, b), added));
                FloatVector output = FloatVector.fromArray(S, gates, i + 2 * gate);
                FloatVector dh = FloatVector.fromArray(S, hiddenGradient, h);
                dh.mul(output)
                        .fma(t.neg().fma(t, one), FloatVector.fromArray(S, cellGradient, s))
                        .intoArray(cellGradient, s);
                dh.mul(t).mul(output.mul(one.sub(output))).intoArray(gates, i + 2 * gate);
            }
        }
    }

    private static void cellBackward(
            int units,
            float[] gates,
            int gatesOffset,
            int gatesStride,
            float[] cellBefore,
            int cellOffset,
            int cellStride,
            float[] cellGradient,
            int cellGradientOffset,
            int stateStride,
            int width) {
        int gate = units * gatesStride;
        FloatVector one = FloatVector.broadcast(S, 1.0f);
        for (int u = 0; u < units; u++) {
            int i = gatesOffset + u * gatesStride;
            int b = cellOffset + u * cellStride;
            int s = cellGradientOffset + u * stateStride;
            for (int end = s + width; s < end; s += N, b += N, i += N) {
                FloatVector dc = FloatVector.fromArray(S, cellGradient, s);
                FloatVector input = FloatVector.fromArray(S, gates, i);
                FloatVector forget = FloatVector.fromArray(S, gates, i + gate);
                FloatVector candidate = FloatVector.fromArray(S, gates, i + 3 * gate);
                dc.mul(candidate).mul(input.mul(one.sub(input))).intoArray(gates, i);
                dc.mul(FloatVector.fromArray(S, cellBefore, b))
                        .mul(forget.mul(one.sub(forget)))
                        .intoArray(gates, i + gate);
                dc.mul(input).mul(candidate.neg().fma(candidate, one)).intoArray(gates, i + 3 * gate);
                dc.mul(forget).intoArray(cellGradient, s);
            }
        }
    }

    private static FloatVector tanh(FloatVector x) {
        FloatVector t = x.min(Tanh.BOUND).max(-Tanh.BOUND);
        FloatVector y = t.mul(t);
        FloatVector p = FloatVector.broadcast(S, Tanh.P4).fma(y, FloatVector.broadcast(S, Tanh.P3));
        p = p.fma(y, FloatVector.broadcast(S, Tanh.P2));
        p = p.fma(y, FloatVector.broadcast(S, Tanh.P1));
        p = p.fma(y, FloatVector.broadcast(S, Tanh.P0));
        FloatVector q = FloatVector.broadcast(S, Tanh.Q4).fma(y, FloatVector.broadcast(S, Tanh.Q3));
        q = q.fma(y, FloatVector.broadcast(S, Tanh.Q2));
        q = q.fma(y, FloatVector.broadcast(S, Tanh.Q1));
        q = q.fma(y, FloatVector.broadcast(S, Tanh.Q0));
        return t.mul(p).div(q);
    }
}
