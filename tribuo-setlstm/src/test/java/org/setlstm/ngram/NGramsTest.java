package org.setlstm.ngram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** N-grams that are found, and candidates that are counted, against lists of lists. */
class NGramsTest {
    private static final int[][] DOCUMENTS = Corpus.documents(300, 30, 1);

    @Test
    void theyAreFoundWhereTheyStand() {
        NGrams ngrams = new NGrams(new int[][] {{4, 1}, {1}, {2, 2, 2}, {9, 8, 7, 6}, {1, 2, 1}, {30}});
        assertEquals(4, ngrams.order());
        int found = 0;
        for (int[] document : DOCUMENTS) {
            int[] expected = Corpus.in(ngrams, document);
            assertArrayEquals(expected, ngrams.in(document), Arrays.toString(document));
            found += expected.length;
        }
        assertTrue(found > 100, "found " + found);
        List<String> places = new ArrayList<>();
        ngrams.forEach(new int[] {1, 2, 1, 0, 2, 2, 2, 2, 4}, (n, first) -> places.add(n + "@" + first));
        assertEquals(List.of("1@0", "4@0", "1@2", "2@4", "2@5"), places);
    }

    @Test
    void whatIsNoNGramIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NGrams(new int[][] {{1}, {}}));
        assertThrows(IllegalArgumentException.class, () -> new NGrams(new int[][] {{1, 2}, {2}, {1, 2}}));
        assertThrows(IllegalArgumentException.class, () -> new NGrams(new int[][] {{1, 0}}));
        assertEquals(0, new NGrams(new int[0][]).in(new int[] {1, 2}).length);
    }

    private static Map<List<Integer>, Integer> frequencies(int order) {
        Map<List<Integer>, Integer> frequencies =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (int[] document : DOCUMENTS) {
            new HashSet<>(Corpus.ngrams(document, order)).forEach(n -> frequencies.merge(n, 1, Integer::sum));
        }
        return frequencies;
    }

    private static Set<List<Integer>> asLists(Candidates ngrams) {
        Set<List<Integer>> all = new HashSet<>();
        for (int n = 0; n < ngrams.size(); n++) {
            assertTrue(all.add(Arrays.stream(ngrams.rows(n)).boxed().toList()));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void candidatesStandInSoManyDocuments(int order) {
        for (int least : new int[] {1, 2, 5}) {
            Map<List<Integer>, Integer> expected = frequencies(order);
            expected.values().removeIf(n -> n < least);
            Candidates candidates = Candidates.of(DOCUMENTS, order, least);
            assertEquals(expected.keySet(), asLists(candidates), order + ", " + least);
            for (int d = 0; d < DOCUMENTS.length; d++) {
                Set<List<Integer>> held = new HashSet<>(Corpus.ngrams(DOCUMENTS[d], order));
                held.retainAll(expected.keySet());
                int[] numbers = candidates.held().get(d);
                assertEquals(held.size(), numbers.length);
                assertEquals(
                        held,
                        Arrays.stream(numbers)
                                .mapToObj(n -> Arrays.stream(candidates.rows(n))
                                        .boxed()
                                        .toList())
                                .collect(Collectors.toSet()));
            }
        }
    }

    /** A table too small for all forgets rare ones: what it keeps is true, and frequent ones are there. */
    @Test
    void aBoundedTableKeepsTheFrequentOnes() {
        Map<List<Integer>, Integer> all = frequencies(3);
        Set<List<Integer>> kept = asLists(Candidates.of(DOCUMENTS, 3, 2, 200));
        assertTrue(kept.size() < asLists(Candidates.of(DOCUMENTS, 3, 2)).size(), "nothing was forgotten");
        kept.forEach(n -> assertTrue(all.get(n) >= 2, n + " stands in " + all.get(n)));
        all.forEach((n, documents) -> assertTrue(documents < 60 || kept.contains(n), n + " in " + documents));
    }

    @Test
    void mapsNumberKeysInTheirOrderHoweverMany() {
        LongIntMap map = new LongIntMap(1);
        for (int i = 0; i < 100_000; i++) {
            // Many that differ in their upper half alone, as nodes of a trie do.
            long key = (long) i << Integer.SIZE | 7;
            assertEquals(-1, map.get(key));
            assertEquals(i, map.add(key));
            assertEquals(i, map.add(key));
        }
        assertEquals(100_000, map.size());
        assertEquals(4711, map.get(4711L << Integer.SIZE | 7));
        assertEquals(99L << Integer.SIZE | 7, map.keys()[99]);
    }
}
