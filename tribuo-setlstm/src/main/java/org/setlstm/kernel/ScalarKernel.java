package org.setlstm.kernel;

import java.util.Arrays;

/**
 * Plain loops: what runs where the Vector API is not there, and the reference for what runs where it is. C2 doesn't turn
 * loops over two arrays, each from an offset of its own, into vectors, since they might overlap; so sums are held in
 * registers one by one.
 */
final class ScalarKernel implements Kernel {
    /** Sums in registers. */
    private static final int HELD = 8;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void multiply(CompressedRows a, float[] start, Panel in, int inLane, Panel out, int outLane, int width) {
        boolean add = start == null;
        for (int l = 0; l < width; l += HELD) {
            for (int r = 0; r < a.rows(); r++) {
                multiply8(
                        a,
                        r,
                        add ? 0.0f : start[r],
                        in.values(),
                        in.first() + inLane + l,
                        out.values(),
                        out.at(r) + outLane + l,
                        add);
            }
        }
    }

    private static void multiply8(
            CompressedRows a, int row, float start, float[] in, int inOffset, float[] out, int o, boolean add) {
        int[] columns = a.columns();
        float[] values = a.values();
        int end = a.rowStart()[row + 1];
        float s0 = add ? out[o] : start;
        float s1 = add ? out[o + 1] : start;
        float s2 = add ? out[o + 2] : start;
        float s3 = add ? out[o + 3] : start;
        float s4 = add ? out[o + 4] : start;
        float s5 = add ? out[o + 5] : start;
        float s6 = add ? out[o + 6] : start;
        float s7 = add ? out[o + 7] : start;
        for (int k = a.rowStart()[row]; k < end; k++) {
            float w = values[k];
            int i = inOffset + columns[k];
            s0 = Math.fma(w, in[i], s0);
            s1 = Math.fma(w, in[i + 1], s1);
            s2 = Math.fma(w, in[i + 2], s2);
            s3 = Math.fma(w, in[i + 3], s3);
            s4 = Math.fma(w, in[i + 4], s4);
            s5 = Math.fma(w, in[i + 5], s5);
            s6 = Math.fma(w, in[i + 6], s6);
            s7 = Math.fma(w, in[i + 7], s7);
        }
        out[o] = s0;
        out[o + 1] = s1;
        out[o + 2] = s2;
        out[o + 3] = s3;
        out[o + 4] = s4;
        out[o + 5] = s5;
        out[o + 6] = s6;
        out[o + 7] = s7;
    }

    @Override
    public void gradient(
            CompressedRows a, Panel left, Panel right, int rightLane, int width, Panel scratch, float[] gradient) {
        for (int r = 0; r < a.rows(); r++) {
            for (int k = a.rowStart()[r]; k < a.rowStart()[r + 1]; k++) {
                int column = right.first() + rightLane + a.columns()[k];
                gradient[k] += dot(left.values(), left.at(r), right.values(), column, width, scratch);
            }
        }
    }

    static float dot(float[] x, int x0, float[] y, int y0, int width, Panel scratch) {
        float[] partial = scratch.values();
        int p0 = scratch.first();
        for (int l = 0; l < LANES; l += HELD) {
            partial8(x, x0 + l, y, y0 + l, width, partial, p0 + l);
        }
        return fold(partial, p0);
    }

    private static void partial8(float[] x, int x0, float[] y, int y0, int width, float[] partial, int p) {
        float s0 = 0.0f;
        float s1 = 0.0f;
        float s2 = 0.0f;
        float s3 = 0.0f;
        float s4 = 0.0f;
        float s5 = 0.0f;
        float s6 = 0.0f;
        float s7 = 0.0f;
        for (int l = 0; l < width; l += LANES) {
            int i = x0 + l;
            int j = y0 + l;
            s0 = Math.fma(x[i], y[j], s0);
            s1 = Math.fma(x[i + 1], y[j + 1], s1);
            s2 = Math.fma(x[i + 2], y[j + 2], s2);
            s3 = Math.fma(x[i + 3], y[j + 3], s3);
            s4 = Math.fma(x[i + 4], y[j + 4], s4);
            s5 = Math.fma(x[i + 5], y[j + 5], s5);
            s6 = Math.fma(x[i + 6], y[j + 6], s6);
            s7 = Math.fma(x[i + 7], y[j + 7], s7);
        }
        partial[p] = s0;
        partial[p + 1] = s1;
        partial[p + 2] = s2;
        partial[p + 3] = s3;
        partial[p + 4] = s4;
        partial[p + 5] = s5;
        partial[p + 6] = s6;
        partial[p + 7] = s7;
    }

    /** Sixteen partial sums from {@code p} on to one, in the order that {@link Kernel} promises. */
    static float fold(float[] s, int p) {
        float a0 = s[p] + s[p + 8];
        float a1 = s[p + 1] + s[p + 9];
        float a2 = s[p + 2] + s[p + 10];
        float a3 = s[p + 3] + s[p + 11];
        float a4 = s[p + 4] + s[p + 12];
        float a5 = s[p + 5] + s[p + 13];
        float a6 = s[p + 6] + s[p + 14];
        float a7 = s[p + 7] + s[p + 15];
        return ((a0 + a4) + (a2 + a6)) + ((a1 + a5) + (a3 + a7));
    }

    @Override
    public void multiplyGates(GateRows a, float[] start, Panel in, int inLane, Panel out, int outLane, int width) {
        ScalarGates.multiply(a, start, in, inLane, out, outLane, width);
    }

    @Override
    public void multiplyGatesTransposed(GateRows a, Panel in, int inLane, Panel out, int outLane, int width) {
        ScalarGates.multiplyTransposed(a, in, inLane, out, outLane, width);
    }

    @Override
    public void gateGradient(
            GateRows a, Panel left, Panel right, int rightLane, int width, Panel scratch, float[] gradient) {
        ScalarGates.gradient(a, left, right, rightLane, width, scratch, gradient);
    }

    @Override
    public void lstmForward(Panel gatePanel, int lane, Panel cellPanel, Panel hiddenPanel, int width) {
        float[] gates = gatePanel.values();
        float[] cell = cellPanel.values();
        float[] hidden = hiddenPanel.values();
        int units = cellPanel.rows();
        int gate = units * gatePanel.stride();
        for (int u = 0; u < units; u++) {
            int i = gatePanel.at(u) + lane;
            int s = cellPanel.at(u);
            int h = hiddenPanel.at(u);
            for (int l = 0; l < width; l++, i++, s++, h++) {
                float input = Tanh.sigmoid(gates[i]);
                float forget = Tanh.sigmoid(gates[i + gate]);
                float output = Tanh.sigmoid(gates[i + 2 * gate]);
                float candidate = Tanh.tanh(gates[i + 3 * gate]);
                float c = Math.fma(forget, cell[s], input * candidate);
                gates[i] = input;
                gates[i + gate] = forget;
                gates[i + 2 * gate] = output;
                gates[i + 3 * gate] = candidate;
                cell[s] = c;
                hidden[h] = output * Tanh.tanh(c);
            }
        }
    }

    @Override
    public void lstmBackward(
            Panel gatePanel, Panel cellBefore, int lane, Panel hiddenGradient, Panel cellGradientPanel, int width) {
        float[] gates = gatePanel.values();
        float[] cellGradient = cellGradientPanel.values();
        int units = cellGradientPanel.rows();
        int gate = units * gatePanel.stride();
        for (int u = 0; u < units; u++) {
            int i = gatePanel.at(u) + lane;
            int b = cellBefore.at(u) + lane;
            int s = cellGradientPanel.at(u);
            int h = hiddenGradient.at(u);
            for (int l = 0; l < width; l++, i++, b++, s++, h++) {
                float input = gates[i];
                float forget = gates[i + gate];
                float output = gates[i + 2 * gate];
                float candidate = gates[i + 3 * gate];
                float before = cellBefore.values()[b];
                float tanhCell = Tanh.tanh(Math.fma(forget, before, input * candidate));
                float dh = hiddenGradient.values()[h];
                float dc = Math.fma(dh * output, Math.fma(-tanhCell, tanhCell, 1.0f), cellGradient[s]);
                gates[i] = dc * candidate * (input * (1.0f - input));
                gates[i + gate] = dc * before * (forget * (1.0f - forget));
                gates[i + 2 * gate] = dh * tanhCell * (output * (1.0f - output));
                gates[i + 3 * gate] = dc * input * Math.fma(-candidate, candidate, 1.0f);
                cellGradient[s] = dc * forget;
            }
        }
    }

    @Override
    public void add(Panel from, int fromLane, Panel to, int toLane, int lanes) {
        for (int r = 0; r < to.rows(); r++) {
            int f = from.at(r) + fromLane;
            int t = to.at(r) + toLane;
            for (int l = 0; l < lanes; l++) {
                to.values()[t + l] += from.values()[f + l];
            }
        }
    }

    @Override
    public void max(Panel values, int lane, Panel max, int lanes) {
        for (int r = 0; r < max.rows(); r++) {
            int v = values.at(r) + lane;
            int m = max.at(r);
            for (int l = 0; l < lanes; l++) {
                max.values()[m + l] = Math.max(max.values()[m + l], values.values()[v + l]);
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
        for (int r = 0; r < max.rows(); r++) {
            int v = values.at(r) + valuesLane;
            int m = max.at(r);
            int from = maxGradient.at(r);
            int to = gradient.at(r) + gradientLane;
            Arrays.fill(gradient.values(), to, to + width, 0.0f);
            for (int l = 0; l < active; l++) {
                if (values.values()[v + l] == max.values()[m + l]) {
                    gradient.values()[to + l] = maxGradient.values()[from + l];
                    maxGradient.values()[from + l] = 0.0f;
                }
            }
        }
    }
}
