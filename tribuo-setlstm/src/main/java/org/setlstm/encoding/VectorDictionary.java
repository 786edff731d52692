package org.setlstm.encoding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.setlstm.parallel.ParallelLoop;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.DenseVector;

/**
 * Directions, called atoms, of which a few add up to about any word's vector: so a sparse row says much more of a dense vector
 * than its own largest values do. (Of GloVe's 100 values the largest 7 keep 36% of the squared norm, 7 of 256 atoms 69%.)
 *
 * <p>Learned by the method of optimal directions (Engan, Aase and Husoy 1999): by turns vectors are coded by {@linkplain
 * MatchingPursuit orthogonal matching pursuit}, and atoms are fitted to the codes by least squares. All vectors count the same
 * in that, whatever their length. The same bits for any number of threads.
 */
final class VectorDictionary {
    private static final int ROUNDS = 8;

    /** Vectors to learn from: more made no difference. */
    private static final int LEARNED = 6000;

    /** Fewer would have atoms of their own, which no other word shares. */
    private static final int VECTORS_PER_ATOM = 8;

    /** So that atoms which no code uses have a solution: 0. */
    private static final double RIDGE = 1e-6;

    private final MatchingPursuit pursuit;

    private VectorDictionary(MatchingPursuit pursuit) {
        this.pursuit = pursuit;
    }

    /**
     * Learns a dictionary.
     *
     * @param vectors Of one length, finite and none zero; the first of them are learned from.
     * @param atoms At most: where vectors are few there are fewer.
     * @param entries Atoms that a code may use.
     * @return The dictionary.
     */
    static VectorDictionary learn(float[][] vectors, int atoms, int entries) {
        double[][] units = Arrays.stream(vectors)
                .limit(LEARNED)
                .map(VectorDictionary::unit)
                .toArray(double[][]::new);
        double[][] first = new double[atoms(units.length, atoms, entries)][];
        Arrays.setAll(first, a -> units[(int) ((long) a * units.length / first.length)].clone());
        MatchingPursuit pursuit = new MatchingPursuit(first);
        for (int round = 0; round < ROUNDS; round++) {
            pursuit = new MatchingPursuit(fitted(pursuit, units, entries));
        }
        return new VectorDictionary(pursuit);
    }

    private static int atoms(int vectors, int most, int entries) {
        return Math.min(Math.min(most, vectors), Math.max(entries, vectors / VECTORS_PER_ATOM));
    }

    private static double[] exact(float[] vector) {
        double[] exact = new double[vector.length];
        Arrays.setAll(exact, i -> vector[i]);
        return exact;
    }

    private static double[] unit(float[] vector) {
        double[] unit = exact(vector);
        scale(unit, 1.0 / norm(unit));
        return unit;
    }

    private static double norm(double[] vector) {
        return Math.sqrt(MatchingPursuit.dot(vector, vector));
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    /** The atoms with which these codes come nearest to the vectors, in length 1. */
    private static double[][] fitted(MatchingPursuit pursuit, double[][] units, int entries) {
        int atoms = pursuit.atoms().length;
        MatchingPursuit.Code[] codes = new MatchingPursuit.Code[units.length];
        ParallelLoop.forEach(units.length, v -> codes[v] = pursuit.code(units[v], entries));
        double[][] products = new double[atoms][atoms];
        double[][] sums = new double[atoms][units[0].length];
        for (int v = 0; v < units.length; v++) {
            MatchingPursuit.Code code = codes[v];
            for (int i = 0; i < code.size(); i++) {
                double value = code.value(i);
                double[] sum = sums[code.atom(i)];
                for (int d = 0; d < sum.length; d++) {
                    sum[d] += value * units[v][d];
                }
                for (int j = 0; j < code.size(); j++) {
                    products[code.atom(i)][code.atom(j)] += value * code.value(j);
                }
            }
        }
        for (int a = 0; a < atoms; a++) {
            products[a][a] += RIDGE;
        }
        double[][] fitted = solve(products, sums);
        int[] worst = worst(codes);
        int replaced = 0;
        for (int a = 0; a < atoms; a++) {
            double norm = norm(fitted[a]);
            if (norm > RIDGE) {
                scale(fitted[a], 1.0 / norm);
            } else {
                // Nobody uses it: it becomes what the others say least of.
                fitted[a] = units[worst[replaced++ % worst.length]].clone();
            }
        }
        return fitted;
    }

    /** Column by column: Tribuo's solution of all at once fails where they are more than rows. */
    private static double[][] solve(double[][] products, double[][] sums) {
        DenseMatrix.CholeskyFactorization factor =
                DenseMatrix.createDenseMatrix(products).choleskyFactorization().orElseThrow();
        double[][] solved = new double[sums.length][sums[0].length];
        ParallelLoop.forEach(sums[0].length, d -> {
            double[] column = Arrays.stream(sums).mapToDouble(sum -> sum[d]).toArray();
            DenseVector solution = factor.solve(DenseVector.createDenseVector(column));
            for (int a = 0; a < solved.length; a++) {
                solved[a][d] = solution.get(a);
            }
        });
        return solved;
    }

    /** Vectors, those first that their codes are furthest from. */
    private static int[] worst(MatchingPursuit.Code[] codes) {
        return IntStream.range(0, codes.length)
                .boxed()
                .sorted(Comparator.comparingDouble(v -> codes[v].explained()))
                .mapToInt(v -> v)
                .toArray();
    }

    /**
     * Codes a vector.
     *
     * @param vector Finite, not zero.
     * @param entries Atoms at most.
     * @return {@code [atoms()]}: how much of each atom, most of them 0.
     */
    float[] code(float[] vector, int entries) {
        MatchingPursuit.Code code = pursuit.code(unit(vector), entries);
        double norm = norm(exact(vector));
        float[] values = new float[pursuit.atoms().length];
        for (int i = 0; i < code.size(); i++) {
            values[code.atom(i)] = (float) (norm * code.value(i));
        }
        return values;
    }

    /** {@code [atoms][values of a vector]}, each of length 1; the dictionary's own. */
    double[][] atoms() {
        return pursuit.atoms();
    }
}
