package org.setlstm.encoding;

import java.util.Arrays;
import org.setlstm.parallel.ParallelLoop;

/**
 * Orthogonal matching pursuit (Pati, Rezaiifar and Krishnaprasad 1993): of a dictionary's atoms it takes that which is nearest
 * to what is left of a vector, fits all that it took so far to the vector by least squares, and goes on. Products of atoms are
 * computed once (Rubinstein, Zibulevsky and Elad, "Efficient Implementation of the K-SVD Algorithm", 2008). Safe for any
 * number of threads.
 */
final class MatchingPursuit {
    /** Of a vector of length 1: less that is left, or less that an atom has of its own, is rounding. */
    private static final double NOTHING = 1e-6;

    private final double[][] atoms;
    private final double[][] gram;

    /**
     * A code: how much of which atoms.
     *
     * @param chosen {@code [size]}.
     * @param values {@code [size]}.
     * @param explained What the code has of the vector's squared length, from 0 to 1.
     */
    record Code(int[] chosen, double[] values, double explained) {
        int size() {
            return chosen.length;
        }

        int atom(int i) {
            return chosen[i];
        }

        double value(int i) {
            return values[i];
        }
    }

    /** Atoms are {@code [atoms][values]}, each of length 1. */
    MatchingPursuit(double[][] atoms) {
        this.atoms = atoms;
        gram = new double[atoms.length][];
        ParallelLoop.forEach(atoms.length, a -> gram[a] = products(atoms[a]));
    }

    double[][] atoms() {
        return atoms;
    }

    private double[] products(double[] vector) {
        double[] products = new double[atoms.length];
        Arrays.setAll(products, a -> dot(atoms[a], vector));
        return products;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /**
     * Codes a vector.
     *
     * @param unit Of length 1.
     * @param most Atoms at most.
     */
    Code code(double[] unit, int most) {
        double[] products = products(unit);
        double[] left = products.clone();
        int[] chosen = new int[Math.min(most, Math.min(unit.length, atoms.length))];
        // Of the chosen atoms' products, by rows: its Cholesky factor.
        double[][] factor = new double[chosen.length][];
        double[] values = new double[0];
        int size = 0;
        while (size < chosen.length) {
            int best = largest(left);
            double[] row = factorRow(factor, chosen, size, best);
            if (Math.abs(left[best]) < NOTHING || row[size] < NOTHING) {
                break;
            }
            chosen[size] = best;
            factor[size++] = row;
            values = solve(factor, size, chosen, products);
            System.arraycopy(products, 0, left, 0, left.length);
            for (int i = 0; i < size; i++) {
                double[] of = gram[chosen[i]];
                for (int a = 0; a < left.length; a++) {
                    left[a] -= values[i] * of[a];
                }
            }
        }
        double explained = 0.0;
        for (int i = 0; i < size; i++) {
            explained += values[i] * products[chosen[i]];
        }
        return new Code(Arrays.copyOf(chosen, size), values, explained);
    }

    private static int largest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = Math.abs(values[i]) > Math.abs(values[best]) ? i : best;
        }
        return best;
    }

    /** Its last value is the root of what the new atom has of its own, 0 if that is nothing. */
    private double[] factorRow(double[][] factor, int[] chosen, int size, int atom) {
        double[] row = new double[size + 1];
        double own = 1.0;
        for (int i = 0; i < size; i++) {
            double value = gram[atom][chosen[i]];
            for (int j = 0; j < i; j++) {
                value -= row[j] * factor[i][j];
            }
            row[i] = value / factor[i][i];
            own -= row[i] * row[i];
        }
        row[size] = Math.sqrt(Math.max(0.0, own));
        return row;
    }

    private static double[] solve(double[][] factor, int size, int[] chosen, double[] products) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            double value = products[chosen[i]];
            for (int j = 0; j < i; j++) {
                value -= factor[i][j] * values[j];
            }
            values[i] = value / factor[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int j = i + 1; j < size; j++) {
                values[i] -= factor[j][i] * values[j];
            }
            values[i] /= factor[i][i];
        }
        return values;
    }
}
