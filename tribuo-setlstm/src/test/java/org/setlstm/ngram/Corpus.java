package org.setlstm.ngram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Documents by chance, and n-grams found in them by the book. */
final class Corpus {
    private Corpus() {}

    /** Of tokens 0, which is unknown, to {@code vocabulary}, small ones more often. */
    static int[][] documents(int count, int vocabulary, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] documents = new int[count][];
        for (int d = 0; d < count; d++) {
            documents[d] = random.ints(1 + random.nextInt(20), 0, vocabulary + 1)
                    .map(t -> random.nextInt(t + 1))
                    .toArray();
        }
        return documents;
    }

    /** All n-grams of known tokens of a document, as they stand, again and again. */
    static List<List<Integer>> ngrams(int[] document, int order) {
        List<List<Integer>> all = new ArrayList<>();
        for (int first = 0; first < document.length; first++) {
            for (int length = 1; length <= order && first + length <= document.length; length++) {
                List<Integer> ngram =
                        Arrays.stream(document, first, first + length).boxed().toList();
                if (!ngram.contains(0)) {
                    all.add(ngram);
                }
            }
        }
        return all;
    }

    /** What of these n-grams stands in a document, by number. */
    static int[] in(NGrams ngrams, int[] document) {
        TreeSet<Integer> found = new TreeSet<>();
        List<List<Integer>> there = ngrams(document, Math.max(1, ngrams.order()));
        for (int n = 0; n < ngrams.size(); n++) {
            if (there.contains(Arrays.stream(ngrams.rows(n)).boxed().toList())) {
                found.add(n);
            }
        }
        return found.stream().mapToInt(n -> n).toArray();
    }
}
