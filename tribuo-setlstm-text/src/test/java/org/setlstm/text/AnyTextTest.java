package org.setlstm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.setlstm.SETLSTMModel;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.sequence.TokenFeatures;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** What becomes of texts and training sets that nobody had in mind. Files that are odd are in the sources' own tests. */
class AnyTextTest {
    private static final Logger LOGGER = Logger.getLogger("org.setlstm");
    private static final TextClassifier CLASSIFIER;

    static {
        try {
            CLASSIFIER = new TextClassifier(trained("news\tman bites dog\nusual\tdog bites man\n"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static SETLSTMModel trained(String lines) throws IOException {
        Path file = Files.createTempFile("any", ".tsv");
        // Two epochs are too few for it all, and training says so.
        LOGGER.setLevel(Level.SEVERE);
        try {
            Files.writeString(file, lines);
            return SETLSTMTrainer.builder()
                    .embeddingDimension(6)
                    .hiddenDimension(6)
                    .epsilon(2.0)
                    .epochs(2)
                    .minTokenCount(1)
                    .threads(1)
                    .build()
                    .train(new MutableDataset<>(new DelimitedTextSource(file, Texts.EXTRACTOR)));
        } finally {
            LOGGER.setLevel(null);
            Files.delete(file);
        }
    }

    static Stream<Arguments> texts() {
        String planes = IntStream.rangeClosed(0, 16)
                .mapToObj(p -> Character.toString(p << 16 | 0x4e00) + " " + Character.toString(p << 16 | 0xfffd))
                .collect(Collectors.joining(" "));
        String controls = IntStream.range(0, 160).mapToObj(Character::toString).collect(Collectors.joining("x "));
        return Stream.of(
                Arguments.of("empty", "", -1),
                Arguments.of("blank", " \t\u00a0\u3000\n", -1),
                Arguments.of("no word", "... --- ,;", -1),
                Arguments.of("one word", "dog", 1),
                Arguments.of("a million words", "dog ".repeat(1_000_000), 800),
                Arguments.of("unknown words only", "colourless green ideas", 0),
                Arguments.of("every plane of Unicode", "dog " + planes, 1),
                Arguments.of("lone surrogates", "dog \ud800 man\udc00 \udfff\ud83d", 2),
                Arguments.of("control characters", "dog " + controls, 1),
                Arguments.of("marker characters", "dog#1 man#2#3 @dog #bites# \u0000dog", 3),
                Arguments.of("right to left", "\u0643\u0644\u0628 \u200fdog\u200e \u05db\u05dc\u05d1", 1),
                Arguments.of("CR LF and a byte order mark", "\ufeffdog\r\nbites\r\nman\r\n", 3),
                Arguments.of("an HTML page", "<p>dog</p><script>alert('man')</script>", 2),
                Arguments.of("a word of a million letters", "dog " + "x".repeat(1_000_000), 1));
    }

    /** Known words that are found, or none for no prediction. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void anyTextGetsAPredictionIfItHasAWord(String name, String text, int known) {
        Optional<Prediction<Label>> p = CLASSIFIER.predict(text);
        assertEquals(known, p.map(Prediction::getNumActiveFeatures).orElse(-1));
        p.ifPresent(AnyTextTest::assertProbabilities);
    }

    private static void assertProbabilities(Prediction<Label> p) {
        double sum = p.getOutputScores().values().stream()
                .mapToDouble(Label::getScore)
                .sum();
        assertEquals(1.0, sum, 1e-5);
    }

    static Stream<Arguments> trainingSets() {
        String labels = IntStream.range(0, 1000)
                .mapToObj(i -> "label " + i + "\tdog number x" + i + "\n")
                .collect(Collectors.joining());
        return Stream.of(
                Arguments.of("one class", "a\tman bites dog\na\tdog bites man\n", 1),
                Arguments.of("one document", "a\tman bites dog\n", 1),
                Arguments.of("the same document with two labels", "a\tman bites dog\nb\tman bites dog\n", 2),
                Arguments.of("as many classes as documents", "a\tman\nb\tdog\nc\tbites\n", 3),
                Arguments.of("1,000 classes", labels, 1000),
                Arguments.of("odd labels", "#\tman\n@\tdog\n\u0000\tbites\n\ud83d\ude00 \u05d0\tbites man\n", 4),
                Arguments.of("a label of a million letters", "a\tman\n" + "b".repeat(1_000_000) + "\tdog\n", 2),
                Arguments.of(
                        "odd words", "a\tx#1 \u0000 @ \ufffd # !?!\nb\t\ud83d\ude00 \ud840\udc0b\u0301 ' \u2019\n", 2));
    }

    /** And the model can be saved, loaded, and says the same again. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("trainingSets")
    void anyTrainingSetGivesAModel(String name, String lines, int labels) throws IOException {
        assertSurvives(trained(lines), labels, "man bites dog");
    }

    private static void assertSurvives(SETLSTMModel model, int labels, String text) throws IOException {
        assertEquals(labels, model.getOutputIDInfo().size());
        TextClassifier loaded =
                new TextClassifier(Model.deserialize(model.serialize()).castModel(Label.class));
        Prediction<Label> p = loaded.predict(text).orElseThrow();
        assertProbabilities(p);
        assertEquals(new TextClassifier(model).predict(text).orElseThrow().getOutputScores(), p.getOutputScores());
    }

    @Provide
    Arbitrary<String> anyString() {
        // All chars, so surrogates stand alone too; and what means something to somebody.
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(60),
                Arbitraries.of(
                                "dog", "#1", "dog#1", "@", "\u0000", "\ud83d", "\ude00", "'", "\u2019", "\u0301", "!",
                                " ", "\t")
                        .list()
                        .ofMaxSize(20)
                        .map(l -> String.join("", l)));
    }

    /** What one can't write as UTF-8 would be another token when it is read again. */
    @Property(seed = "6")
    void tokensSurviveFeaturesAndFiles(@ForAll("anyString") String text) {
        List<String> tokens = new TokenSequencePipeline().tokenize(text);
        for (String token : tokens) {
            assertEquals(token, new String(token.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        }
        CLASSIFIER.extract(text).ifPresent(e -> assertEquals(tokens, List.of(TokenFeatures.decode(e))));
        Optional<Prediction<Label>> p = CLASSIFIER.predict(text);
        assertEquals(tokens.isEmpty(), p.isEmpty());
        p.ifPresent(AnyTextTest::assertProbabilities);
    }
}
