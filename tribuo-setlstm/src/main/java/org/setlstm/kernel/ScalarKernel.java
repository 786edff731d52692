package org.setlstm.kernel;

import java.util.Arrays;

/** Plain loops: what runs where the Vector API is not there, and the reference for what runs where it is. */
final class ScalarKernel implements Kernel {
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
            int inStride,
            float[] out,
            int outOffset,
            int outStride,
            int width,
            boolean add) {
        for (int r = 0; r < rows; r++) {
            int o = outOffset + r * outStride;
            if (!add) {
                Arrays.fill(out, o, o + width, 0.0f);
            }
            int k = rowStart[r];
            int end = rowStart[r + 1];
            // Four entries to a pass: a quarter of the loads and stores of the sum.
            for (; k + 4 <= end; k += 4) {
                axpy4(
                        values[k],
                        inOffset + columns[k] * inStride,
                        values[k + 1],
                        inOffset + columns[k + 1] * inStride,
                        values[k + 2],
                        inOffset + columns[k + 2] * inStride,
                        values[k + 3],
                        inOffset + columns[k + 3] * inStride,
                        in,
                        out,
                        o,
                        width);
            }
            for (; k < end; k++) {
                axpy(values[k], in, inOffset + columns[k] * inStride, out, o, width);
            }
        }
    }

    private static void axpy(float a, float[] x, int x0, float[] y, int y0, int width) {
        for (int l = 0; l < width; l++) {
            y[y0 + l] = Math.fma(a, x[x0 + l], y[y0 + l]);
        }
    }

    private static void axpy4(
            float a,
            int a0,
            float b,
            int b0,
            float c,
            int c0,
            float d,
            int d0,
            float[] x,
            float[] y,
            int y0,
            int width) {
        for (int l = 0; l < width; l++) {
            float sum = Math.fma(a, x[a0 + l], y[y0 + l]);
            sum = Math.fma(b, x[b0 + l], sum);
            sum = Math.fma(c, x[c0 + l], sum);
            y[y0 + l] = Math.fma(d, x[d0 + l], sum);
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
            int l0 = leftOffset + r * leftStride;
            for (int k = rowStart[r]; k < rowStart[r + 1]; k++) {
                gradient[k] +=
                        dot(left, l0, right, rightOffset + columns[k] * rightStride, width, scratch, scratchOffset);
            }
        }
    }

    private static float dot(float[] x, int x0, float[] y, int y0, int width, float[] partial, int p0) {
        for (int l = 0; l < LANES; l++) {
            partial[p0 + l] = 0.0f;
        }
        for (int block = 0; block < width; block += LANES) {
            for (int l = 0; l < LANES; l++) {
                partial[p0 + l] = Math.fma(x[x0 + block + l], y[y0 + block + l], partial[p0 + l]);
            }
        }
        return fold(partial, p0);
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
