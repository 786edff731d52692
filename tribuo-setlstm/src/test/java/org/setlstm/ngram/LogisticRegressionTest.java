package org.setlstm.ngram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Features and the models on them against the formulas, and against plain gradient descent on a dense matrix. */
class LogisticRegressionTest {
    private static final int VOCABULARY = 6;
    private static final List<String> TOKENS = List.of("walking", "talking", "walked", "talked", "sea", "!");

    private static final Kind RATIO = new Kind(Unit.RATIO, Subwords.NONE, 1.0);

    private final SplittableRandom random = new SplittableRandom(3);
    private final int[][] documents = Corpus.documents(60, VOCABULARY, 2);
    private final Candidates ngrams = Candidates.of(documents, 2, 3);
    private final AscendingLists held = ngrams.held();

    private int[] labels(int classes) {
        return Arrays.stream(documents)
                .mapToInt(d -> random.nextInt(3) > 0 ? d[0] % classes : random.nextInt(classes))
                .toArray();
    }

    /** Ratios of naive Bayes by hand: two documents of class 1 with the word 1, of class 0 one with 1 and 2, one with 2. */
    @Test
    void unitsAreOfLogCountRatios() {
        int[][] four = {{1}, {1}, {1, 2}, {2}};
        int[] labels = {1, 1, 0, 0};
        Candidates words = Candidates.of(four, 1, 1);
        Features f = Features.choose(words, labels, d -> true, 2, RATIO, 10);
        assertEquals(2, f.stored());
        // p = (1 + 2, 1 + 0) / 4, q = (1 + 1, 1 + 2) / 5.
        assertEquals(Math.log((3 / 4.0) / (2 / 5.0)), f.unit(0), 1e-12);
        assertEquals(-Math.log((1 / 4.0) / (3 / 5.0)), f.unit(1), 1e-12);
        Features oneDocumentLess = Features.choose(words, labels, d -> d != 1, 2, RATIO, 10);
        // p = (1 + 1, 1 + 0) / 3, q = (1 + 1, 1 + 2) / 5.
        assertEquals(Math.log((2 / 3.0) / (2 / 5.0)), oneDocumentLess.unit(0), 1e-12);
        Features without = Features.choose(words, labels, d -> d != 3, 2, RATIO, 10);
        assertEquals(1, without.stored(), "2 stands in one learned document alone");
    }

    @Test
    void thoseOfGreatRatiosAndManyDocumentsAreChosen() {
        int[] labels = labels(3);
        Features all = Features.choose(ngrams, labels, d -> true, 3, RATIO, 100_000);
        for (int most : new int[] {1, 10, 25}) {
            Features few = Features.choose(ngrams, labels, d -> true, 3, RATIO, most);
            assertEquals(most, few.stored());
            double least = Double.POSITIVE_INFINITY;
            double greatest = 0.0;
            for (int n = 0; n < ngrams.size(); n++) {
                int number = n;
                double root = Math.sqrt(IntStream.range(0, held.size())
                        .mapToObj(held::get)
                        .filter(h -> Arrays.binarySearch(h, number) >= 0)
                        .count());
                for (int k = all.start(n); k < all.start(n + 1); k++) {
                    double score = all.unit(k) * root;
                    int c = all.column(k);
                    boolean chosen =
                            IntStream.range(few.start(n), few.start(n + 1)).anyMatch(j -> few.column(j) == c);
                    least = chosen ? Math.min(least, score) : least;
                    greatest = chosen ? greatest : Math.max(greatest, score);
                }
            }
            assertTrue(least >= greatest, most + ": " + least + " was chosen, and " + greatest + " not");
        }
    }

    @Test
    void wordsComeFirstWhereTheyTakeHalfOfTheRoomAtMost() {
        int words = 3
                * (int) IntStream.range(0, ngrams.size())
                        .filter(n -> ngrams.rows(n).length == 1)
                        .count();
        assertTrue(words >= 12, "positions of " + words);
        for (int most : new int[] {2 * words - 1, 2 * words}) {
            Features f = Features.choose(ngrams, labels(3), d -> true, 3, RATIO, most);
            long stored =
                    IntStream.range(0, f.stored()).filter(k -> f.word(k) > 0).count();
            assertEquals(most == 2 * words, stored == words, stored + " of " + most);
        }
    }

    @Test
    void subwordsAreWhatTokensShare() {
        Subwords subwords = Subwords.of(List.of("walks", "talks", "sea", "talk", "sea-", "s"));
        // Marked by a line break at both ends: of "talks" the runs of 3 to 5 that another token has too.
        assertArrayEquals(
                IntStream.range(0, subwords.size())
                        .filter(s -> contains(subwords, 2, s))
                        .toArray(),
                Arrays.stream(subwords.of(2)).sorted().toArray());
        // alk, lks, ks$, alks, lks$, alks$ with "walks"; ^ta, tal, alk, ^tal, talk, ^talk with "talk".
        assertEquals(6 + 6 - 1, subwords.of(2).length);
        // ^se, sea, ^sea with "sea-".
        assertEquals(3, subwords.of(3).length);
        assertEquals(0, subwords.of(6).length);
        assertEquals(0, subwords.of(0).length);
    }

    private static boolean contains(Subwords subwords, int row, int s) {
        return Arrays.stream(subwords.of(row)).anyMatch(t -> t == s);
    }

    /** Columns of a dense matrix: positions in their units, then subwords in theirs. */
    private double[][][] dense(Features f, int columns) {
        int size = f.stored() + f.subwords().size() * columns;
        double[][][] x = new double[documents.length][columns][size];
        for (int d = 0; d < documents.length; d++) {
            double scale = f.scale(held.get(d));
            for (int n : held.get(d)) {
                for (int k = f.start(n); k < f.start(n + 1); k++) {
                    int c = f.column(k);
                    x[d][c][k] += scale * f.unit(k);
                    int word = ngrams.rows(n).length == 1 ? ngrams.rows(n)[0] : 0;
                    for (int s : f.subwords().of(word)) {
                        x[d][c][f.stored() + s * columns + c] += scale * f.subwordUnit(s, c);
                    }
                }
            }
        }
        return x;
    }

    @ParameterizedTest
    @CsvSource({"2,false,RATIO", "2,true,ROOT", "3,false,ROOT", "3,true,RATIO"})
    void fitsAreThoseOfGradientDescent(int classes, boolean subwords, Unit unit) {
        int[] labels = labels(classes);
        float[] weights = new float[documents.length];
        for (int d = 0; d < weights.length; d++) {
            weights[d] = (float) random.nextDouble(0.2, 2.0);
        }
        double penalty = 0.05;
        Features f = Features.choose(
                ngrams,
                labels,
                d -> true,
                classes,
                new Kind(unit, subwords ? Subwords.of(TOKENS) : Subwords.NONE, 1.0),
                60);
        int columns = classes == 2 ? 1 : classes;
        int[] learned =
                IntStream.range(0, documents.length).filter(d -> d % 4 > 0).toArray();
        LogisticRegression fit = LogisticRegression.fit(f, held, labels, weights, learned, penalty, 1e-9);
        double[] expected = descend(dense(f, columns), labels, weights, learned, columns, penalty);
        double[][][] x = dense(f, columns);
        double greatest = 0.0;
        for (int d = 0; d < documents.length; d++) {
            double[] logits = fit.logits(held.get(d));
            for (int c = 0; c < columns; c++) {
                double e = expected[expected.length - columns + c];
                for (int k = 0; k < x[d][c].length; k++) {
                    e += x[d][c][k] * expected[k];
                }
                assertEquals(e, logits[c], 0.01, "document " + d + ", column " + c);
                greatest = Math.max(greatest, Math.abs(e));
            }
        }
        assertTrue(greatest > 1.0, "nothing was learned: " + greatest);
    }

    /** Weights, then biases. */
    private double[] descend(
            double[][][] x, int[] labels, float[] weights, int[] learned, int columns, double penalty) {
        int size = x[0][0].length;
        double[] p = new double[size + columns];
        for (int step = 0; step < 20_000; step++) {
            double[] g = new double[p.length];
            for (int k = 0; k < size; k++) {
                g[k] = penalty * p[k];
            }
            for (int d : learned) {
                double[] z = new double[Math.max(2, columns)];
                for (int c = 0; c < columns; c++) {
                    int at = columns == 1 ? 1 : c;
                    z[at] = p[size + c];
                    for (int k = 0; k < size; k++) {
                        z[at] += x[d][c][k] * p[k];
                    }
                }
                double sum = Arrays.stream(z).map(Math::exp).sum();
                for (int c = 0; c < columns; c++) {
                    int at = columns == 1 ? 1 : c;
                    double off = weights[d] * (Math.exp(z[at]) / sum - (labels[d] == at ? 1.0 : 0.0));
                    g[size + c] += off;
                    for (int k = 0; k < size; k++) {
                        g[k] += off * x[d][c][k];
                    }
                }
            }
            for (int k = 0; k < p.length; k++) {
                p[k] -= 0.05 * g[k];
            }
        }
        return p;
    }
}
