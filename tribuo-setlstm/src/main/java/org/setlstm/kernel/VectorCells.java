package org.setlstm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The cells of {@link VectorKernel}. A loop for each gate: together they would be more than C2 keeps in registers. */
final class VectorCells {
    private static final VectorSpecies<Float> S = VectorKernel.S;
    private static final int N = S.length();

    private VectorCells() {}

    static void forward(Panel gates, int lane, Panel cell, Panel hidden, int width) {
        int units = cell.rows();
        sigmoid(3 * units, gates.values(), gates.first() + lane, gates.stride(), width);
        tanh(units, gates.values(), gates.at(3 * units) + lane, gates.stride(), width);
        cell(gates, lane, cell, width);
        hidden(gates, lane, cell, hidden, width);
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

    private static void cell(Panel gatePanel, int lane, Panel cellPanel, int width) {
        float[] gates = gatePanel.values();
        float[] cell = cellPanel.values();
        int units = cellPanel.rows();
        int stride = gatePanel.stride();
        int gate = units * stride;
        int cellStride = cellPanel.stride();
        int first = gatePanel.first() + lane;
        int firstCell = cellPanel.first();
        for (int u = 0; u < units; u++) {
            int i = first + u * stride;
            int s = firstCell + u * cellStride;
            for (int end = s + width; s < end; s += N, i += N) {
                FloatVector added =
                        FloatVector.fromArray(S, gates, i).mul(FloatVector.fromArray(S, gates, i + 3 * gate));
                FloatVector.fromArray(S, gates, i + gate)
                        .fma(FloatVector.fromArray(S, cell, s), added)
                        .intoArray(cell, s);
            }
        }
    }

    private static void hidden(Panel gatePanel, int lane, Panel cellPanel, Panel hiddenPanel, int width) {
        float[] gates = gatePanel.values();
        float[] cell = cellPanel.values();
        float[] hidden = hiddenPanel.values();
        int units = cellPanel.rows();
        int stride = gatePanel.stride();
        int cellStride = cellPanel.stride();
        int hiddenStride = hiddenPanel.stride();
        int first = gatePanel.at(2 * units) + lane;
        int firstCell = cellPanel.first();
        int firstHidden = hiddenPanel.first();
        for (int u = 0; u < units; u++) {
            int i = first + u * stride;
            int s = firstCell + u * cellStride;
            int h = firstHidden + u * hiddenStride;
            for (int end = s + width; s < end; s += N, h += N, i += N) {
                FloatVector.fromArray(S, gates, i)
                        .mul(tanh(FloatVector.fromArray(S, cell, s)))
                        .intoArray(hidden, h);
            }
        }
    }

    static void backward(Panel gates, Panel cellBefore, int lane, Panel hiddenGradient, Panel cellGradient, int width) {
        outputBackward(gates, cellBefore, lane, hiddenGradient, cellGradient, width);
        cellBackward(gates, cellBefore, lane, cellGradient, width);
    }

    /** The output gate's gradient in its place, and the whole gradient of the cell in {@code cellGradient}. */
    private static void outputBackward(
            Panel gatePanel, Panel cellBefore, int lane, Panel hiddenGradient, Panel cellGradient, int width) {
        float[] gates = gatePanel.values();
        float[] before = cellBefore.values();
        float[] dHidden = hiddenGradient.values();
        float[] dCell = cellGradient.values();
        int units = cellGradient.rows();
        int stride = gatePanel.stride();
        int gate = units * stride;
        int beforeStride = cellBefore.stride();
        int cellStride = cellGradient.stride();
        int hiddenStride = hiddenGradient.stride();
        int first = gatePanel.first() + lane;
        int firstBefore = cellBefore.first() + lane;
        int firstCell = cellGradient.first();
        int firstHidden = hiddenGradient.first();
        FloatVector one = FloatVector.broadcast(S, 1.0f);
        for (int u = 0; u < units; u++) {
            int i = first + u * stride;
            int b = firstBefore + u * beforeStride;
            int s = firstCell + u * cellStride;
            int h = firstHidden + u * hiddenStride;
            for (int end = s + width; s < end; s += N, h += N, b += N, i += N) {
                FloatVector added =
                        FloatVector.fromArray(S, gates, i).mul(FloatVector.fromArray(S, gates, i + 3 * gate));
                FloatVector t =
                        tanh(FloatVector.fromArray(S, gates, i + gate).fma(FloatVector.fromArray(S, before, b), added));
                FloatVector output = FloatVector.fromArray(S, gates, i + 2 * gate);
                FloatVector dh = FloatVector.fromArray(S, dHidden, h);
                dh.mul(output)
                        .fma(t.neg().fma(t, one), FloatVector.fromArray(S, dCell, s))
                        .intoArray(dCell, s);
                dh.mul(t).mul(output.mul(one.sub(output))).intoArray(gates, i + 2 * gate);
            }
        }
    }

    private static void cellBackward(Panel gatePanel, Panel cellBefore, int lane, Panel cellGradient, int width) {
        float[] gates = gatePanel.values();
        float[] before = cellBefore.values();
        float[] dCell = cellGradient.values();
        int units = cellGradient.rows();
        int stride = gatePanel.stride();
        int gate = units * stride;
        int beforeStride = cellBefore.stride();
        int cellStride = cellGradient.stride();
        int first = gatePanel.first() + lane;
        int firstBefore = cellBefore.first() + lane;
        int firstCell = cellGradient.first();
        FloatVector one = FloatVector.broadcast(S, 1.0f);
        for (int u = 0; u < units; u++) {
            int i = first + u * stride;
            int b = firstBefore + u * beforeStride;
            int s = firstCell + u * cellStride;
            for (int end = s + width; s < end; s += N, b += N, i += N) {
                FloatVector dc = FloatVector.fromArray(S, dCell, s);
                FloatVector input = FloatVector.fromArray(S, gates, i);
                FloatVector forget = FloatVector.fromArray(S, gates, i + gate);
                FloatVector candidate = FloatVector.fromArray(S, gates, i + 3 * gate);
                dc.mul(candidate).mul(input.mul(one.sub(input))).intoArray(gates, i);
                dc.mul(FloatVector.fromArray(S, before, b))
                        .mul(forget.mul(one.sub(forget)))
                        .intoArray(gates, i + gate);
                dc.mul(input).mul(candidate.neg().fma(candidate, one)).intoArray(gates, i + 3 * gate);
                dc.mul(forget).intoArray(dCell, s);
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
