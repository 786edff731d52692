package org.setlstm.kernel;

/**
 * The hyperbolic tangent as {@code x P(x^2) / Q(x^2)} on {@code [-9, 9]}, and its value at the end beyond.
 *
 * <p>P and Q are of degree 4, fitted for the smallest relative error by iteratively reweighted least squares on
 * Chebyshev nodes: 2e-8 in exact arithmetic, 4e-7 in {@code float}. Next to 1 the result may pass it by one or two
 * units in the last place. NaN stays NaN. The sigmoid is {@code (1 + tanh(x / 2)) / 2}.
 */
final class Tanh {
    static final float BOUND = 9.0f;

    static final float P0 = 9.999999795e-01f;
    static final float P1 = 1.338103506e-01f;
    static final float P2 = 3.495599029e-03f;
    static final float P3 = 2.060924979e-05f;
    static final float P4 = 1.335487075e-08f;

    static final float Q0 = 1.0f;
    static final float Q1 = 4.671435067e-01f;
    static final float Q2 = 2.587702443e-02f;
    static final float Q3 = 3.285652136e-04f;
    static final float Q4 = 7.776648785e-07f;

    private Tanh() {}

    static float tanh(float x) {
        float t = Math.max(-BOUND, Math.min(BOUND, x));
        float y = t * t;
        float p = Math.fma(Math.fma(Math.fma(Math.fma(P4, y, P3), y, P2), y, P1), y, P0);
        float q = Math.fma(Math.fma(Math.fma(Math.fma(Q4, y, Q3), y, Q2), y, Q1), y, Q0);
        return t * p / q;
    }

    static float sigmoid(float x) {
        return Math.fma(0.5f, tanh(0.5f * x), 0.5f);
    }
}
