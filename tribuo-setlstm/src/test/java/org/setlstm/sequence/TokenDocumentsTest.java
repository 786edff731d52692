package org.setlstm.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Documents come out as they went in. */
class TokenDocumentsTest {
    private static List<String> tokens(TokenDocuments documents, int index) {
        return Arrays.stream(documents.document(index))
                .mapToObj(documents::token)
                .toList();
    }

    /** Of one, two and three bytes, in more than one chunk of every size; documents longer than a small chunk. */
    @Test
    void documentsOfAllLengthsComeBack() {
        SplittableRandom random = new SplittableRandom(1);
        TokenDocuments documents = new TokenDocuments();
        List<List<String>> all = new ArrayList<>();
        for (int d = 0; d < 3000; d++) {
            int length = d % 500 == 0 ? 6000 : random.nextInt(700);
            List<String> document = random.ints(length, 0, 40_000)
                    .mapToObj(t -> "t" + Math.abs(t - random.nextInt(40_000)))
                    .toList();
            all.add(document);
            documents.add(document);
        }
        assertEquals(all.size(), documents.size());
        for (int d = 0; d < all.size(); d++) {
            assertEquals(all.get(d), tokens(documents, d));
        }
        assertEquals(all.stream().flatMap(List::stream).distinct().count(), documents.types());
    }

    @Test
    void idsAreInTheOrderOfAppearance() {
        TokenDocuments documents = new TokenDocuments();
        documents.add(List.of("b", "a", "b"));
        documents.add(List.of());
        documents.add(List.of("c", "a"));
        assertArrayEquals(new int[] {0, 1, 0}, documents.document(0));
        assertArrayEquals(new int[0], documents.document(1));
        assertArrayEquals(new int[] {2, 1}, documents.document(2));
        assertEquals(3, documents.types());
        documents.document(0)[0] = 7;
        assertArrayEquals(new int[] {0, 1, 0}, documents.document(0), "the caller's copy");
    }

    @Test
    void whatWasLookedUpBeforeOthersCameIsStillRight() {
        TokenDocuments documents = new TokenDocuments();
        documents.add(List.of("a"));
        int[] first = documents.ids(List.of("x", "a", "x"));
        int[] second = documents.ids(List.of("y", "x"));
        assertArrayEquals(new int[] {-1, 0, -1}, first);
        documents.add(List.of("x", "a", "x"), first);
        documents.add(List.of("y", "x"), second);
        assertArrayEquals(new int[] {1, 0, 1}, documents.document(1));
        assertArrayEquals(new int[] {2, 1}, documents.document(2));
    }

    @Test
    void occurrencesAreCounted() {
        assertArrayEquals(new int[] {1, 1, 2, 3, 1, 2}, TokenDocuments.occurrences(new int[] {5, 0, 5, 5, 9, 0}));
        int[] document = new SplittableRandom(2).ints(5000, 0, 300).toArray();
        Map<Integer, Integer> seen = new HashMap<>();
        int[] expected = IntStream.of(document)
                .map(id -> seen.merge(id, 1, Integer::sum))
                .toArray();
        assertArrayEquals(expected, TokenDocuments.occurrences(document));
    }
}
