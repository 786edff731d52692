package org.setlstm.ngram;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Limited-memory BFGS with backtracking (Nocedal and Wright, Numerical Optimization, 2006, algorithms 7.4 and 3.1), in double
 * precision and a fixed order: no library of the class path has one, and these bits are part of a model's.
 *
 * <p>Each coordinate is measured by its own curvature. Without that, for n-grams of ten documents and of ten thousand in one
 * problem, 60 iterations were too few for imdb; now 18 are enough.
 */
final class LBFGS {
    private static final int MEMORY = 8;
    private static final int MOST_ITERATIONS = 60;
    private static final int MOST_HALVINGS = 20;
    private static final double SUFFICIENT = 1e-4;
    private static final double LEAST_CURVATURE = 1e-12;

    /** What is minimised: smooth and convex. */
    interface Objective {
        /** The value at a point; fills in the gradient there. */
        double at(double[] point, double[] gradient);
    }

    /** A step and how the gradient changed by it. */
    private record Pair(double[] step, double[] change, double curvature) {
        /** By how much steps along the coordinates' curvatures were too short. */
        double scale(double[] coordinates) {
            double squares = 0.0;
            for (int k = 0; k < change.length; k++) {
                squares += change[k] * change[k] / coordinates[k];
            }
            return curvature / squares;
        }
    }

    private LBFGS() {}

    /**
     * Moves a point to the minimum, nearly.
     *
     * @param objective What is minimised.
     * @param point Where to begin; moved.
     * @param curvature About the second derivative along each coordinate, above 0.
     * @param tolerance An iteration that gains less of the value than this part is the last one.
     */
    static void minimise(Objective objective, double[] point, double[] curvature, double tolerance) {
        int n = point.length;
        double[] gradient = new double[n];
        double value = objective.at(point, gradient);
        Deque<Pair> pairs = new ArrayDeque<>();
        for (int i = 0; i < MOST_ITERATIONS; i++) {
            double[] direction = direction(gradient, pairs, curvature);
            double slope = dot(gradient, direction);
            if (!(slope > 0.0)) {
                return;
            }
            double[] next = new double[n];
            double[] nextGradient = new double[n];
            double length = 1.0;
            double nextValue = Double.POSITIVE_INFINITY;
            int halvings = 0;
            for (; halvings < MOST_HALVINGS; halvings++) {
                for (int k = 0; k < n; k++) {
                    next[k] = point[k] - length * direction[k];
                }
                nextValue = objective.at(next, nextGradient);
                if (nextValue <= value - SUFFICIENT * length * slope) {
                    break;
                }
                length /= 2.0;
            }
            if (halvings == MOST_HALVINGS) {
                return;
            }
            remember(pairs, point, next, gradient, nextGradient);
            System.arraycopy(next, 0, point, 0, n);
            gradient = nextGradient;
            boolean done = value - nextValue < tolerance * Math.abs(value);
            value = nextValue;
            if (done) {
                return;
            }
        }
    }

    private static void remember(
            Deque<Pair> pairs, double[] point, double[] next, double[] gradient, double[] nextGradient) {
        double[] step = next.clone();
        double[] change = nextGradient.clone();
        for (int k = 0; k < step.length; k++) {
            step[k] -= point[k];
            change[k] -= gradient[k];
        }
        double curvature = dot(step, change);
        if (curvature > LEAST_CURVATURE) {
            pairs.addLast(new Pair(step, change, curvature));
            if (pairs.size() > MEMORY) {
                pairs.removeFirst();
            }
        }
    }

    /** The inverse Hessian, as the pairs know it, times the gradient. */
    private static double[] direction(double[] gradient, Deque<Pair> pairs, double[] curvature) {
        double[] d = gradient.clone();
        double[] alphas = new double[pairs.size()];
        int i = alphas.length;
        for (Iterator<Pair> newestFirst = pairs.descendingIterator(); newestFirst.hasNext(); ) {
            Pair p = newestFirst.next();
            alphas[--i] = dot(p.step, d) / p.curvature;
            add(-alphas[i], p.change, d);
        }
        double scale = pairs.isEmpty() ? 1.0 : pairs.getLast().scale(curvature);
        for (int k = 0; k < d.length; k++) {
            d[k] *= scale / curvature[k];
        }
        for (Pair p : pairs) {
            add(alphas[i++] - dot(p.change, d) / p.curvature, p.step, d);
        }
        return d;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0.0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static void add(double factor, double[] from, double[] to) {
        for (int k = 0; k < to.length; k++) {
            to[k] += factor * from[k];
        }
    }
}
