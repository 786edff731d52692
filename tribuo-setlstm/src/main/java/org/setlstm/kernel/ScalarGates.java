package org.setlstm.kernel;

import java.util.Arrays;

/** The products of {@link ScalarKernel} with four gates at a time: sums of each gate in registers, of two lanes. */
final class ScalarGates {
    private ScalarGates() {}

    static void multiply(GateRows a, float[] start, Panel in, int inLane, Panel out, int outLane, int width) {
        int gate = a.rows() * out.stride();
        for (int l = 0; l < width; l += 2) {
            for (int r = 0; r < a.rows(); r++) {
                if (start != null) {
                    start2(start, a.rows(), r, out.values(), out.at(r) + outLane + l, gate);
                }
                multiply2(a, r, in.values(), in.first() + inLane + l, out.values(), out.at(r) + outLane + l, gate);
            }
        }
    }

    private static void start2(float[] start, int rows, int row, float[] out, int o, int gate) {
        for (int g = 0; g < GateRows.GATES; g++) {
            out[o + g * gate] = start[g * rows + row];
            out[o + g * gate + 1] = start[g * rows + row];
        }
    }

    private static void multiply2(GateRows a, int row, float[] in, int inOffset, float[] out, int o, int gate) {
        int[] columns = a.columns();
        float[] values = a.values();
        int block = columns.length;
        int end = a.rowStart()[row + 1];
        float i0 = out[o];
        float i1 = out[o + 1];
        float f0 = out[o + gate];
        float f1 = out[o + gate + 1];
        float o0 = out[o + 2 * gate];
        float o1 = out[o + 2 * gate + 1];
        float g0 = out[o + 3 * gate];
        float g1 = out[o + 3 * gate + 1];
        for (int k = a.rowStart()[row]; k < end; k++) {
            int x = inOffset + columns[k];
            float x0 = in[x];
            float x1 = in[x + 1];
            i0 = Math.fma(values[k], x0, i0);
            i1 = Math.fma(values[k], x1, i1);
            f0 = Math.fma(values[k + block], x0, f0);
            f1 = Math.fma(values[k + block], x1, f1);
            o0 = Math.fma(values[k + 2 * block], x0, o0);
            o1 = Math.fma(values[k + 2 * block], x1, o1);
            g0 = Math.fma(values[k + 3 * block], x0, g0);
            g1 = Math.fma(values[k + 3 * block], x1, g1);
        }
        out[o] = i0;
        out[o + 1] = i1;
        out[o + gate] = f0;
        out[o + gate + 1] = f1;
        out[o + 2 * gate] = o0;
        out[o + 2 * gate + 1] = o1;
        out[o + 3 * gate] = g0;
        out[o + 3 * gate + 1] = g1;
    }

    static void multiplyTransposed(GateRows a, Panel in, int inLane, Panel out, int outLane, int width) {
        int gate = a.rows() * in.stride();
        for (int r = 0; r < out.rows(); r++) {
            Arrays.fill(out.values(), out.at(r) + outLane, out.at(r) + outLane + width, 0.0f);
        }
        for (int l = 0; l < width; l += 2) {
            for (int r = 0; r < a.rows(); r++) {
                scatter2(a, r, in.values(), in.at(r) + inLane + l, gate, out.values(), out.first() + outLane + l);
            }
        }
    }

    private static void scatter2(GateRows a, int row, float[] in, int i, int gate, float[] out, int outOffset) {
        int[] columns = a.columns();
        float[] values = a.values();
        int block = columns.length;
        int end = a.rowStart()[row + 1];
        float i0 = in[i];
        float i1 = in[i + 1];
        float f0 = in[i + gate];
        float f1 = in[i + gate + 1];
        float o0 = in[i + 2 * gate];
        float o1 = in[i + 2 * gate + 1];
        float g0 = in[i + 3 * gate];
        float g1 = in[i + 3 * gate + 1];
        for (int k = a.rowStart()[row]; k < end; k++) {
            int y = outOffset + columns[k];
            float s0 = Math.fma(values[k], i0, out[y]);
            float s1 = Math.fma(values[k], i1, out[y + 1]);
            s0 = Math.fma(values[k + block], f0, s0);
            s1 = Math.fma(values[k + block], f1, s1);
            s0 = Math.fma(values[k + 2 * block], o0, s0);
            s1 = Math.fma(values[k + 2 * block], o1, s1);
            out[y] = Math.fma(values[k + 3 * block], g0, s0);
            out[y + 1] = Math.fma(values[k + 3 * block], g1, s1);
        }
    }

    static void gradient(
            GateRows a, Panel left, Panel right, int rightLane, int width, Panel scratch, float[] gradient) {
        int block = a.columns().length;
        for (int g = 0; g < GateRows.GATES; g++) {
            for (int r = 0; r < a.rows(); r++) {
                int row = left.at(g * a.rows() + r);
                for (int k = a.rowStart()[r]; k < a.rowStart()[r + 1]; k++) {
                    int column = right.first() + rightLane + a.columns()[k];
                    gradient[g * block + k] +=
                            ScalarKernel.dot(left.values(), row, right.values(), column, width, scratch);
                }
            }
        }
    }
}
