package org.setlstm.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

class TokenFeaturesTest {

    private static final Label LABEL = new Label("pos");

    @Test
    void marksEveryOccurrence() {
        List<Feature> features = TokenFeatures.encode("", List.of("to", "be", "or", "not", "to", "be"));
        assertEquals(
                List.of(
                        new Feature("to#1", 1),
                        new Feature("be#1", 2),
                        new Feature("or#1", 3),
                        new Feature("not#1", 4),
                        new Feature("to#2", 5),
                        new Feature("be#2", 6)),
                features);
    }

    @Test
    void tagsEveryTokenAndKeepsTheTag() {
        List<Feature> features = TokenFeatures.encode("title", List.of("a", "b", "a"));
        assertEquals(
                List.of(new Feature("title-a#1", 1), new Feature("title-b#1", 2), new Feature("title-a#2", 3)),
                features);
        assertArrayEquals(new String[] {"title-a", "title-b", "title-a"}, TokenFeatures.decode(example(features)));
    }

    @Test
    void decodesInDocumentOrder() {
        // In name order these are a#1=12, a#2=14, b#1=9, ...: sorting by name, or positions as text, would show.
        List<String> tokens = List.of("z", "y", "x", "w", "v", "u", "t", "s", "b", "#", "c#2", "a", "#", "a", "c#2");
        assertArrayEquals(tokens.toArray(), TokenFeatures.decode(example(TokenFeatures.encode("", tokens))));
    }

    @Test
    void decodesRandomDocumentsOfEveryLength() {
        SplittableRandom random = new SplittableRandom(7);
        for (int length = 1; length < 600; length += 13) {
            String[] tokens = new String[length];
            for (int i = 0; i < length; i++) {
                tokens[i] = "w" + random.nextInt(1 + length / 3);
            }
            List<Feature> features = new ArrayList<>(TokenFeatures.encode("", List.of(tokens)));
            Collections.reverse(features);
            assertArrayEquals(tokens, TokenFeatures.decode(example(features)));
        }
    }

    @Test
    void gapsKeepTheOrder() {
        assertArrayEquals(
                new String[] {"first", "second", "last"},
                TokenFeatures.decode(example(List.of(
                        new Feature("last#1", 1 << 24), new Feature("first#3", 2), new Feature("second#1", 900)))));
    }

    @Test
    void zeroIsAbsent() {
        assertArrayEquals(
                new String[] {"b", "a"},
                TokenFeatures.decode(example(List.of(
                        new Feature("a#1", 2),
                        new Feature("a#2", 0),
                        new Feature("b#1", 1),
                        new Feature("c#1", 0),
                        new Feature("d#1", -0.0)))));
    }

    @Test
    void densifiedDatasetDecodesAlike() {
        List<List<String>> documents = List.of(List.of("b", "a", "b"), List.of("c"), List.of("a", "c", "b"));
        MutableDataset<Label> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("test", new LabelFactory()), new LabelFactory());
        documents.forEach(tokens -> dataset.add(example(TokenFeatures.encode("", tokens))));
        dataset.densify();
        for (int i = 0; i < documents.size(); i++) {
            Example<Label> dense = dataset.getExample(i);
            assertEquals(4, dense.size());
            assertArrayEquals(documents.get(i).toArray(), TokenFeatures.decode(dense));
        }
    }

    @Test
    void tokensMayContainTheMarker() {
        assertEquals("c#", TokenFeatures.token(TokenFeatures.name("c#", 12)));
        assertEquals("c#2", TokenFeatures.token("c#2#1"));
        assertEquals("#", TokenFeatures.token("##3"));
        assertEquals("a#16777216", TokenFeatures.name("a", 1 << 24));
        assertEquals("a", TokenFeatures.token("a#16777216"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "good",
                "",
                "#",
                "#1",
                "good#",
                "good#0",
                "good#01",
                "good#x",
                "good#-1",
                "good#+1",
                "good#1 ",
                "good#123456789",
                "good#\u0661"
            })
    void refusesNamesWithoutAnOccurrence(String name) {
        String message = assertThrows(IllegalArgumentException.class, () -> TokenFeatures.token(name))
                .getMessage();
        assertContains(message, "'" + name + "'");
        assertContains(message, "token#occurrence");
        assertContains(message, "TokenSequencePipeline");
    }

    @Test
    void refusesForeignFeaturesBeforeTheirValues() {
        String message = decodeFails(new Feature("1-N=good", 0.3));
        assertContains(message, "'1-N=good'");
        assertContains(message, "TokenSequencePipeline");
        assertContains(decodeFails(new Feature("a#1", 1), new Feature("b", 2)), "'b'");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, -1, 1.0000001, (1 << 24) + 1, 0x1p32 + 1, 1e300, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesValuesThatAreNoPosition(double value) {
        String message = decodeFails(new Feature("a#1", 1), new Feature("good#1", value));
        assertContains(message, "'good#1'");
        assertContains(message, "value " + value);
        assertContains(message, "TransformTrainer");
    }

    @Test
    void refusesTwoTextsInOneExample() {
        String message = decodeFails(new Feature("body@b#1", 3), new Feature("x#1", 1), new Feature("title@a#1", 3));
        assertContains(message, "'body@b#1'");
        assertContains(message, "'title@a#1'");
        assertContains(message, "position 3");
        assertContains(message, "several text fields");
    }

    @Test
    void refusesAnExampleWithoutFeaturesBriefly() {
        assertContains(decodeFails(), "No features found in Example with output pos");
        Feature[] zeros = IntStream.range(0, 1000)
                .mapToObj(i -> new Feature("w" + i + "#1", 0))
                .toArray(Feature[]::new);
        String message = decodeFails(zeros);
        assertContains(message, "No features found in Example");
        assertTrue(message.length() < 200, message);
    }

    @Test
    void refusesWhatItCouldNotDecode() {
        assertThrows(IllegalArgumentException.class, () -> TokenFeatures.name("", 1));
        assertThrows(IllegalArgumentException.class, () -> TokenFeatures.name("a", 0));
        assertThrows(IllegalArgumentException.class, () -> TokenFeatures.name("a", (1 << 24) + 1));
        assertContains(
                assertThrows(IllegalArgumentException.class, () -> TokenFeatures.encode("t", List.of("a", "")))
                        .getMessage(),
                "Token 2");
        List<String> tooLong = Collections.nCopies((1 << 24) + 1, "a");
        assertContains(
                assertThrows(IllegalArgumentException.class, () -> TokenFeatures.encode("", tooLong))
                        .getMessage(),
                "16777217 tokens");
    }

    private static Example<Label> example(List<Feature> features) {
        return new ArrayExample<>(LABEL, features);
    }

    private static String decodeFails(Feature... features) {
        return assertThrows(IllegalArgumentException.class, () -> TokenFeatures.decode(example(List.of(features))))
                .getMessage();
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), () -> "'" + part + "' not in: " + text);
    }
}
