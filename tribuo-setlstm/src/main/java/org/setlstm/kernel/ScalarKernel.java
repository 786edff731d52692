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
        for (int l = 0; l < width; l += HELD) {
            for (int r = 0; r < rows; r++) {
                multiply8(
                        rowStart[r],
                        rowStart[r + 1],
                        columns,
                        values,
                        in,
                        inOffset + l,
                        out,
                        outOffset + l + r * outStride,
                        add);
            }
        }
    }

    private static void multiply8(
            int start,
            int end,
            int[] columns,
            float[] values,
            float[] in,
            int inOffset,
            float[] out,
            int o,
            boolean add) {
        float s0 = add ? out[o] : 0.0f;
        float s1 = add ? out[o + 1] : 0.0f;
        float s2 = add ? out[o + 2] : 0.0f;
        float s3 = add ? out[o + 3] : 0.0f;
        float s4 = add ? out[o + 4] : 0.0f;
        float s5 = add ? out[o + 5] : 0.0f;
        float s6 = add ? out[o + 6] : 0.0f;
        float s7 = add ? out[o + 7] : 0.0f;
        for (int k = start; k < end; k++) {
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
            int l0 = leftOffset + r * leftStride;
            for (int k = rowStart[r]; k < rowStart[r + 1]; k++) {
                gradient[k] += dot(left, l0, right, rightOffset + columns[k], width, scratch, scratchOffset);
            }
        }
    }

    private static float dot(float[] x, int x0, float[] y, int y0, int width, float[] partial, int p0) {
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
        int gate = units * stride;
        for (int u = 0; u < units; u++) {
            int i = offset + u * stride;
            int s = cellOffset + u * stateStride;
            int h = hiddenOffset + u * stateStride;
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
        for (int u = 0; u < units; u++) {
            int i = gatesOffset + u * gatesStride;
            int b = cellOffset + u * cellStride;
            int s = cellGradientOffset + u * stateStride;
            int h = hiddenOffset + u * stateStride;
            for (int l = 0; l < width; l++, i++, b++, s++, h++) {
                float input = gates[i];
                float forget = gates[i + gate];
                float output = gates[i + 2 * gate];
                float candidate = gates[i + 3 * gate];
                float before = cellBefore[b];
                float tanhCell = Tanh.tanh(Math.fma(forget, before, input * candidate));
                float dh = hiddenGradient[h];
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
    public void add(
            int rows, float[] from, int fromOffset, int fromStride, float[] to, int toOffset, int toStride, int lanes) {
        for (int r = 0; r < rows; r++) {
            int f = fromOffset + r * fromStride;
            int t = toOffset + r * toStride;
            for (int l = 0; l < lanes; l++) {
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
            for (int l = 0; l < lanes; l++) {
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
        for (int r = 0; r < rows; r++) {
            int v = valuesOffset + r * valuesStride;
            int m = maxOffset + r * maxStride;
            int from = maxGradientOffset + r * maxStride;
            int to = gradientOffset + r * gradientStride;
            Arrays.fill(gradient, to, to + width, 0.0f);
            for (int l = 0; l < active; l++) {
                if (values[v + l] == max[m + l]) {
                    gradient[to + l] = maxGradient[from + l];
                    maxGradient[from + l] = 0.0f;
                }
            }
        }
    }
}
