package org.setlstm.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.setlstm.parallel.Workers;
import org.setlstm.sparse.Uniform;

/** Codes of vectors that are sums of a few directions. */
class VectorDictionaryTest {
    private static final int LENGTH = 30;
    private static final int ATOMS = 40;
    private static final int ENTRIES = 3;

    private final SplittableRandom random = new SplittableRandom(1);
    private final double[][] atoms =
            IntStream.range(0, ATOMS).mapToObj(a -> direction()).toArray(double[][]::new);

    private double[] direction() {
        float[] values = new float[LENGTH];
        Uniform.fill(values, 1.0, random);
        double norm = Math.sqrt(IntStream.range(0, LENGTH)
                .mapToDouble(i -> (double) values[i] * values[i])
                .sum());
        return IntStream.range(0, LENGTH).mapToDouble(i -> values[i] / norm).toArray();
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static double[] left(double[] vector, double[][] atoms, int[] chosen, double[] values) {
        double[] left = vector.clone();
        for (int k = 0; k < chosen.length; k++) {
            for (int i = 0; i < left.length; i++) {
                left[i] -= values[k] * atoms[chosen[k]][i];
            }
        }
        return left;
    }

    /** What makes it what it is: each atom is nearest to what the ones before leave, and the values are least squares. */
    @Test
    void pursuitIsOrthogonalAndGreedy() {
        MatchingPursuit pursuit = new MatchingPursuit(atoms);
        for (int v = 0; v < 50; v++) {
            double[] vector = direction();
            for (int size = 1; size <= 6; size++) {
                MatchingPursuit.Code code = pursuit.code(vector, size);
                double[] left = left(vector, atoms, code.chosen(), code.values());
                for (int atom : code.chosen()) {
                    assertEquals(0.0, dot(left, atoms[atom]), 1e-12);
                }
                assertEquals(1.0 - dot(left, left), code.explained(), 1e-12);
                MatchingPursuit.Code longer = pursuit.code(vector, size + 1);
                assertArrayEquals(code.chosen(), Arrays.copyOf(longer.chosen(), size));
                double taken = Math.abs(dot(left, atoms[longer.atom(size)]));
                for (double[] atom : atoms) {
                    assertTrue(Math.abs(dot(left, atom)) <= taken + 1e-12);
                }
            }
        }
    }

    @Test
    void pursuitEndsWhereNothingIsLeft() {
        MatchingPursuit pursuit = new MatchingPursuit(new double[][] {{1.0, 0.0}, {1.0, 0.0}, {0.0, 1.0}});
        MatchingPursuit.Code code = pursuit.code(new double[] {-0.6, 0.8}, 3);
        assertArrayEquals(new int[] {2, 0}, code.chosen());
        assertArrayEquals(new double[] {0.8, -0.6}, code.values(), 1e-15);
        assertEquals(1, pursuit.code(new double[] {1.0, 0.0}, 3).size(), "the same atom again says nothing");
    }

    private float[][] vectors(int count) {
        return IntStream.range(0, count)
                .mapToObj(v -> {
                    double[] sum = new double[LENGTH];
                    for (int k = 0; k < ENTRIES; k++) {
                        double[] atom = atoms[random.nextInt(ATOMS)];
                        double value = (random.nextBoolean() ? 1.0 : -1.0) * (0.5 + random.nextDouble());
                        Arrays.setAll(sum, i -> sum[i] + value * atom[i]);
                    }
                    float[] vector = new float[LENGTH];
                    for (int i = 0; i < LENGTH; i++) {
                        vector[i] = (float) sum[i];
                    }
                    return vector;
                })
                .toArray(float[][]::new);
    }

    private static double explained(VectorDictionary dictionary, float[] vector) {
        float[] code = dictionary.code(vector, ENTRIES);
        int[] chosen =
                IntStream.range(0, code.length).filter(a -> code[a] != 0.0f).toArray();
        assertTrue(chosen.length <= ENTRIES);
        double[] exact = IntStream.range(0, LENGTH).mapToDouble(i -> vector[i]).toArray();
        double[] values = Arrays.stream(chosen).mapToDouble(a -> code[a]).toArray();
        double[] left = left(exact, dictionary.atoms(), chosen, values);
        return 1.0 - dot(left, left) / dot(exact, exact);
    }

    private static double largest(float[] vector) {
        double[] squares = IntStream.range(0, LENGTH)
                .mapToDouble(i -> (double) vector[i] * vector[i])
                .sorted()
                .toArray();
        return Arrays.stream(squares, LENGTH - ENTRIES, LENGTH).sum()
                / Arrays.stream(squares).sum();
    }

    /** On vectors that it hasn't seen. */
    @Test
    void aDictionarySaysMoreThanTheLargestValues() {
        VectorDictionary dictionary = VectorDictionary.learn(vectors(2000), ATOMS, ENTRIES);
        for (double[] atom : dictionary.atoms()) {
            assertEquals(1.0, dot(atom, atom), 1e-12);
        }
        float[][] unseen = vectors(200);
        double coded = Arrays.stream(unseen)
                .mapToDouble(v -> explained(dictionary, v))
                .average()
                .orElseThrow();
        double kept = Arrays.stream(unseen)
                .mapToDouble(VectorDictionaryTest::largest)
                .average()
                .orElseThrow();
        assertTrue(kept < 0.5, "the largest values keep " + kept);
        assertTrue(coded > 0.85, "atoms keep " + coded);
    }

    /** Else each word would be an atom of its own, and nothing said of another. */
    @Test
    void fewVectorsShareFewAtoms() {
        assertEquals(10, VectorDictionary.learn(vectors(80), ATOMS, ENTRIES).atoms().length);
        float[][] two = vectors(2);
        VectorDictionary dictionary = VectorDictionary.learn(two, ATOMS, ENTRIES);
        assertEquals(2, dictionary.atoms().length);
        for (float[] vector : two) {
            assertEquals(1.0, explained(dictionary, vector), 1e-5);
        }
    }

    @Test
    void threadsDontMatter() throws Exception {
        float[][] vectors = vectors(300);
        double[][][] learned = new double[2][][];
        for (int threads = 1; threads <= 2; threads++) {
            try (Workers workers = new Workers(threads)) {
                learned[threads - 1] = workers.call(
                        () -> VectorDictionary.learn(vectors, ATOMS, ENTRIES).atoms());
            }
        }
        assertTrue(Arrays.deepEquals(learned[0], learned[1]));
    }
}
