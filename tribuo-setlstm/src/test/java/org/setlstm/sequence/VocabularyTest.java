package org.setlstm.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tribuo.CategoricalInfo;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.VariableInfo;
import org.tribuo.hash.HashedFeatureMap;
import org.tribuo.hash.MessageDigestHasher;

/** Which tokens are known, and as what rows, by name and where a feature map hides names. */
class VocabularyTest {
    /** Ids 0 to 5: a#1, b#1, b#2, bad#1, badly#1, c#1. */
    private static final ImmutableFeatureMap FEATURES = new ImmutableFeatureMap(
            List.<VariableInfo>of(info("c#1"), info("badly#1"), info("b#1"), info("a#1"), info("bad#1"), info("b#2")));

    private static final ImmutableFeatureMap HASHED = HashedFeatureMap.generateHashedFeatureMap(
            FEATURES, new MessageDigestHasher("SHA-256", "a salt of some length"));

    private static VariableInfo info(String name) {
        return new CategoricalInfo(name);
    }

    private static int[] idsOf(ImmutableFeatureMap features, String... tokens) {
        int[] ids = new int[tokens.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = features.getID(tokens[i] + "#1");
        }
        return ids;
    }

    private static VocabularyBuilder builder(ImmutableFeatureMap features, int minDocuments, int maxTokens) {
        // a in 1 document, b in 3, bad in 3, c in 2, elsewhere in 3 but in no feature map.
        return counted(
                new VocabularyBuilder(
                        documents(
                                List.of("c", "bad", "b", "elsewhere", "bad"),
                                List.of("elsewhere", "a", "a", "a", "a", "b", "bad"),
                                List.of("b", "c", "bad", "elsewhere"),
                                List.of("badly", "a", "a", "c", "c")),
                        features,
                        minDocuments,
                        maxTokens,
                        0),
                3);
    }

    @SafeVarargs
    private static TokenDocuments documents(List<String>... all) {
        TokenDocuments documents = new TokenDocuments();
        for (List<String> document : all) {
            documents.add(document);
        }
        return documents;
    }

    /** The first documents; what stands in others alone doesn't count. */
    private static VocabularyBuilder counted(VocabularyBuilder builder, int documents) {
        IntStream.range(0, documents).forEach(builder::count);
        return builder;
    }

    @Test
    void rowsAreThoseOfNames() {
        Vocabulary vocabulary = new Vocabulary(FEATURES, new int[] {5, 0, 3}, 3);
        assertEquals(3, vocabulary.size());
        assertEquals(3, vocabulary.prefix());
        assertTrue(!vocabulary.hidesNames());
        assertEquals(List.of("c", "a", "bad"), vocabulary.tokens());
        assertArrayEquals(new int[] {5, 0, 3}, vocabulary.ids());
        assertArrayEquals(
                new int[] {2, 1, 3, 0, 3, 0}, vocabulary.rows(new String[] {"a", "c", "bad", "b", "badly", "ba"}));
        vocabulary.ids()[0] = 7;
        assertArrayEquals(new int[] {5, 0, 3}, vocabulary.ids(), "the caller's copy");
        Vocabulary exact = new Vocabulary(FEATURES, new int[] {5, 0, 3});
        assertEquals(0, exact.prefix());
        assertArrayEquals(new int[] {3, 0}, exact.rows(new String[] {"bad", "badly"}));
    }

    @Test
    void namesAloneDoAsWell() {
        Vocabulary vocabulary = new Vocabulary(new String[] {"c#1", "a#1", "bad#1"}, new int[] {5, 0, 3}, 3);
        assertEquals(3, vocabulary.prefix());
        assertEquals(List.of("c", "a", "bad"), vocabulary.tokens());
        assertArrayEquals(new int[] {2, 1, 3, 0}, vocabulary.rows(new String[] {"a", "c", "badly", "b"}));
        assertEquals(0, new Vocabulary(new String[] {"a#1"}, new int[] {0}, 0).prefix());
    }

    @Test
    void whereNamesAreHiddenTheHashTells() {
        int[] ids = idsOf(HASHED, "c", "a", "bad");
        Vocabulary vocabulary = new Vocabulary(HASHED, ids, 3);
        assertTrue(vocabulary.hidesNames());
        assertEquals(0, vocabulary.prefix());
        assertArrayEquals(
                new int[] {2, 1, 3, 0, 0, 0}, vocabulary.rows(new String[] {"a", "c", "bad", "b", "badly", "x"}));
        String message =
                assertThrows(IllegalArgumentException.class, vocabulary::tokens).getMessage();
        assertTrue(message.contains("hashed"), message);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 1", "0, 6, 2", "3, 3, 2"})
    void idsAreEachOfOneFeature(int first, int second, int token) {
        int[] ids = {first, second};
        String message =
                "Token " + token + " has feature id " + ids[token - 1] + ", which is another token's or not one of 6";
        for (ImmutableFeatureMap features : List.of(FEATURES, HASHED)) {
            assertEquals(
                    message,
                    assertThrows(IllegalArgumentException.class, () -> new Vocabulary(features, ids))
                            .getMessage());
        }
    }

    @Test
    void namesAreOfFirstOccurrencesAndDistinct() {
        for (String name : List.of("b#2", "b", "#1", "b1", "b#")) {
            assertEquals(
                    "a token is known by feature '" + name + "', which is no first occurrence",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> new Vocabulary(new String[] {"a#1", name}, new int[] {0, 1}, 0))
                            .getMessage());
        }
        assertEquals(
                "a token is known twice",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Vocabulary(new String[] {"a#1", "a#1"}, new int[] {0, 1}, 0))
                        .getMessage());
    }

    /** By descending frequency, equal ones by their characters. */
    @Test
    void theMostFrequentComeFirst() {
        assertEquals(
                List.of("b", "bad", "c", "a"),
                builder(FEATURES, 1, 0).vocabulary().tokens());
        assertEquals(
                List.of("b", "bad", "c"), builder(FEATURES, 2, 0).vocabulary().tokens());
        assertEquals(List.of("b", "bad"), builder(FEATURES, 3, 0).vocabulary().tokens());
        assertEquals(List.of(), builder(FEATURES, 4, 0).vocabulary().tokens());
        assertEquals(List.of("b"), builder(FEATURES, 1, 1).vocabulary().tokens());
        assertArrayEquals(
                idsOf(HASHED, "b", "bad", "c"),
                builder(HASHED, 2, 0).vocabulary().ids());
    }

    @Test
    void tokensAreRows() {
        VocabularyBuilder builder = builder(FEATURES, 2, 0);
        // c, bad, b, elsewhere, a, badly
        assertArrayEquals(new int[] {3, 2, 1, 0, 0, 0}, builder.rows(builder.vocabulary()));
    }

    @Test
    void unknownTokensCountAsKnownOnes() {
        TokenDocuments documents =
                documents(List.of("bad", "badly", "c"), List.of("c", "bad"), List.of("baddest", "ba", "c"));
        VocabularyBuilder builder = counted(new VocabularyBuilder(documents, FEATURES, 2, 0, 3), 2);
        Vocabulary vocabulary = builder.vocabulary();
        assertEquals(3, vocabulary.prefix());
        // bad, badly, c, baddest, ba: the last but one is too long for its beginning.
        assertArrayEquals(new int[] {1, 1, 2, 0, 0}, builder.rows(vocabulary));
    }

    @Test
    void thousandsOfTokensKeepTheirCounts() {
        int count = 3000;
        ImmutableFeatureMap features = new ImmutableFeatureMap(IntStream.range(0, count)
                .mapToObj(i -> info("t" + (1000 + i) + "#1"))
                .toList());
        List<String> all =
                IntStream.range(0, count).mapToObj(i -> "t" + (1000 + i)).toList();
        TokenDocuments documents = documents(all, List.of("t3999", "t2024", "t2023"), List.of("t3999"));
        VocabularyBuilder builder = counted(new VocabularyBuilder(documents, features, 1, 0, 0), 3);
        List<String> tokens = builder.vocabulary().tokens();
        assertEquals(count, tokens.size());
        assertEquals(List.of("t3999", "t2023", "t2024", "t1000", "t1001"), tokens.subList(0, 5));
    }
}
