package org.setlstm.ngram;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.setlstm.parallel.ParallelLoop;

/**
 * The positions (n-gram, class) that a linear model stores, and their units. Candidates are scored by naive Bayes log count
 * ratios (Wang and Manning 2012),
 *
 * <p>{@code r = log((1 + p) / |1 + p|) - log((1 + q) / |1 + q|)},
 *
 * <p>where {@code p} and {@code q} are the documents of the class and of the others that hold the n-gram; those of greatest
 * {@code |r|} times the root of their number of documents are stored, words before longer n-grams while these have half of the
 * room. With two classes one column does for both. What stands in one learned document only isn't stored: of unseen documents
 * the candidates would not know it either.
 *
 * <p>Weights are in {@link Unit}s of these ratios.
 *
 * <p>A word's weight is the sum of its own and those of its {@link Subwords}, which words of one stem share: so rare words
 * learn from each other. Only the sum is stored.
 */
final class Features {
    /** A word's subwords together, against the word itself. */
    private static final double SUBWORD_STRENGTH = 0.7;

    /** Candidates that a thread scores at once. */
    private static final int SCORED = 1 << 14;

    private final int columns;
    /** Of all positions, candidate by candidate, those that are stored. */
    private final RankedBits positions;

    private final int[] column;
    private final double[] unit;
    private final int[] word;
    private final Subwords subwords;
    private final double[] subwordUnit;

    private Features(
            int columns,
            RankedBits positions,
            int[] column,
            double[] unit,
            int[] word,
            Subwords subwords,
            double[] subwordUnit) {
        this.columns = columns;
        this.positions = positions;
        this.column = column;
        this.unit = unit;
        this.word = word;
        this.subwords = subwords;
        this.subwordUnit = subwordUnit;
    }

    /** Of two classes the second has the column. */
    static int columns(int classes) {
        return classes == 2 ? 1 : classes;
    }

    /**
     * @param candidates What is chosen from.
     * @param labels For each document its class.
     * @param learned Which documents count.
     * @param kind The kind of model.
     * @param most Positions at most.
     */
    static Features choose(
            Candidates candidates, int[] labels, IntPredicate learned, int classes, Kind kind, int most) {
        AscendingLists held = candidates.held();
        int columns = columns(classes);
        int[][] documents = new int[columns][candidates.size()];
        int[] all = new int[candidates.size()];
        for (int d = 0; d < held.size(); d++) {
            if (learned.test(d)) {
                int column = labels[d] - classes + columns;
                int n = 0;
                for (char gap : held.gaps(d)) {
                    n += gap;
                    if (gap < AscendingLists.WIDE) {
                        all[n]++;
                        if (column >= 0) {
                            documents[column][n]++;
                        }
                    }
                }
            }
        }
        Ratios[] ratios = new Ratios[columns];
        Arrays.setAll(ratios, c -> new Ratios(documents[c], all));
        double[] scores = scores(ratios, all);
        if (2L
                        * columns
                        * IntStream.range(0, candidates.size())
                                .filter(n -> candidates.word(n) > 0)
                                .count()
                <= most) {
            for (int i = 0; i < scores.length; i++) {
                scores[i] = candidates.word(i / columns) > 0 && scores[i] > 0.0 ? Double.POSITIVE_INFINITY : scores[i];
            }
        }
        // Scores of 0 are never stored.
        double least = Math.max(Double.MIN_VALUE, Largest.of(scores, most));
        RankedBits positions = new RankedBits(scores.length);
        int[] column = new int[Math.min(most, scores.length)];
        double[] unit = new double[column.length];
        int[] word = new int[column.length];
        int stored = 0;
        for (int n = 0; n < candidates.size(); n++) {
            for (int c = 0; c < columns; c++) {
                if (scores[n * columns + c] >= least && stored < column.length) {
                    positions.add(n * columns + c);
                    column[stored] = c;
                    word[stored] = candidates.word(n);
                    unit[stored++] = kind.unit().of(ratios[c].of(n));
                }
            }
        }
        positions.end();
        return new Features(
                columns,
                positions,
                Arrays.copyOf(column, stored),
                Arrays.copyOf(unit, stored),
                Arrays.copyOf(word, stored),
                kind.subwords(),
                subwordUnits(ratios, candidates, kind));
    }

    /** {@code [candidates][columns]}. */
    private static double[] scores(Ratios[] ratios, int[] all) {
        double[] scores = new double[Math.multiplyExact(ratios.length, all.length)];
        ParallelLoop.forEach(1 + all.length / SCORED, turn -> {
            int end = Math.min(all.length, (turn + 1) * SCORED);
            for (int n = turn * SCORED; n < end; n++) {
                if (all[n] >= Candidates.MIN_DOCUMENTS) {
                    for (int c = 0; c < ratios.length; c++) {
                        scores[n * ratios.length + c] = Math.abs(ratios[c].of(n)) * Math.sqrt(all[n]);
                    }
                }
            }
        });
        return scores;
    }

    /** {@code [subwords][columns]}. */
    private static double[] subwordUnits(Ratios[] ratios, Candidates candidates, Kind kind) {
        Unit unit = kind.unit();
        Subwords subwords = kind.subwords();
        int columns = ratios.length;
        int[] allOfSubword = sum(ratios[0].all, candidates, subwords);
        double[] units = new double[columns * subwords.size()];
        for (int c = 0; c < columns; c++) {
            Ratios ofSubword = new Ratios(sum(ratios[c].ofClass, candidates, subwords), allOfSubword);
            double[] r = IntStream.range(0, subwords.size())
                    .mapToDouble(ofSubword::of)
                    .toArray();
            double ofWords = 0.0;
            double ofSubwords = 0.0;
            for (int n = 0; n < candidates.size(); n++) {
                int word = candidates.word(n);
                if (word > 0) {
                    int documents = ratios[c].all[n];
                    ofWords += documents * square(unit.of(ratios[c].of(n)));
                    for (int s : subwords.of(word)) {
                        ofSubwords += documents * square(unit.of(r[s]));
                    }
                }
            }
            double scale = SUBWORD_STRENGTH * (ofSubwords == 0.0 ? 0.0 : Math.sqrt(ofWords / ofSubwords));
            for (int s = 0; s < r.length; s++) {
                units[s * columns + c] = scale * unit.of(r[s]);
            }
        }
        return units;
    }

    private static double square(double v) {
        return v * v;
    }

    /** Of documents that hold a word, the sum over the words that hold a subword. */
    private static int[] sum(int[] documents, Candidates candidates, Subwords subwords) {
        int[] sums = new int[subwords.size()];
        for (int n = 0; n < candidates.size(); n++) {
            for (int s : subwords.of(candidates.word(n))) {
                sums[s] += documents[n];
            }
        }
        return sums;
    }

    /** The log count ratios of a class: where there are millions, they are cheaper to compute twice than to keep. */
    private static final class Ratios {
        private final int[] ofClass;
        private final int[] all;
        private final double p;
        private final double q;

        /** Of each n-gram the documents of the class and of all classes that hold it. */
        Ratios(int[] ofClass, int[] all) {
            this.ofClass = ofClass;
            this.all = all;
            double inside = 0.0;
            double outside = 0.0;
            for (int n = 0; n < all.length; n++) {
                inside += 1.0 + ofClass[n];
                outside += 1.0 + all[n] - ofClass[n];
            }
            p = inside;
            q = outside;
        }

        /** What no learned document holds says nothing. */
        double of(int n) {
            return all[n] == 0
                    ? 0.0
                    : StrictMath.log((1.0 + ofClass[n]) / p) - StrictMath.log((1.0 + all[n] - ofClass[n]) / q);
        }
    }

    int columns() {
        return columns;
    }

    int stored() {
        return column.length;
    }

    /** Where the positions of a candidate begin; those of the next one begin where they end. */
    int start(int n) {
        return positions.rank(n * columns);
    }

    int column(int k) {
        return column[k];
    }

    double unit(int k) {
        return unit[k];
    }

    /** The row of a position's word; 0 if its n-gram is longer. */
    int word(int k) {
        return word[k];
    }

    Subwords subwords() {
        return subwords;
    }

    double subwordUnit(int s, int column) {
        return subwordUnit[s * columns + column];
    }

    /** The positions that a document's candidates have. */
    int[] positions(int[] held) {
        int count = 0;
        for (int n : held) {
            count += start(n + 1) - start(n);
        }
        int[] all = new int[count];
        int at = 0;
        for (int n : held) {
            int end = start(n + 1);
            for (int k = start(n); k < end; k++) {
                all[at++] = k;
            }
        }
        return all;
    }

    /** 1 over the root of the document's n-grams that have a position. */
    double scale(int[] held) {
        int count = 0;
        for (int n : held) {
            count += start(n + 1) > start(n) ? 1 : 0;
        }
        return NGramLayer.scale(count);
    }
}
