package org.setlstm.optimise;

/** Clipping by the norm of all gradients together (Pascanu, Mikolov and Bengio, arXiv 1211.5063). */
public final class GradientClipping {
    private GradientClipping() {}

    /**
     * Scales the gradients so that their joint norm is at most the bound.
     *
     * @param gradients Changed in place where the norm is greater.
     * @param bound The greatest norm allowed; 0 for no bound.
     * @return The norm before.
     */
    public static double clip(float[][] gradients, double bound) {
        double squares = 0.0;
        for (float[] g : gradients) {
            squares += squares(g);
        }
        double norm = Math.sqrt(squares);
        if (bound > 0.0 && norm > bound) {
            float scale = (float) (bound / norm);
            for (float[] g : gradients) {
                Slices.forEach(g.length, (from, to) -> scale(g, scale, from, to));
            }
        }
        return norm;
    }

    private static void scale(float[] g, float scale, int from, int to) {
        for (int k = from; k < to; k++) {
            g[k] *= scale;
        }
    }

    /** In four sums: a single one would wait for each addition. */
    private static double squares(float[] g) {
        double a = 0.0;
        double b = 0.0;
        double c = 0.0;
        double d = 0.0;
        int k = 0;
        for (; k + 4 <= g.length; k += 4) {
            a += (double) g[k] * g[k];
            b += (double) g[k + 1] * g[k + 1];
            c += (double) g[k + 2] * g[k + 2];
            d += (double) g[k + 3] * g[k + 3];
        }
        for (; k < g.length; k++) {
            a += (double) g[k] * g[k];
        }
        return (a + b) + (c + d);
    }
}
