package org.setlstm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.setlstm.text.Texts.assertContains;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.Feature;
import org.tribuo.test.Helpers;
import org.tribuo.util.tokens.Tokenizer;
import org.tribuo.util.tokens.impl.BreakIteratorTokenizer;
import org.tribuo.util.tokens.impl.SplitPatternTokenizer;
import org.tribuo.util.tokens.impl.WhitespaceTokenizer;
import org.tribuo.util.tokens.universal.UniversalTokenizer;

class TokenSequencePipelineTest {

    /** U+1D4B9 and U+1D4EA, letters outside the basic plane. */
    private static final String SCRIPT_D = "\uD835\uDCB9";

    private static final String SCRIPT_A = "\uD835\uDCEA";

    private final TokenSequencePipeline pipeline = words(800);

    private static TokenSequencePipeline words(int maxLength) {
        return new TokenSequencePipeline(NamedTokenizer.WORDS.create(), true, maxLength);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "I don't know, do you?|i don't know do you ?",
                "don\u2019t|don\u2019t",
                "rock'n'roll 'quoted' dogs' 'tis a''b|rock'n'roll quoted dogs tis a b",
                "No!! Really?! yes!no|no ! ! really ? ! yes ! no",
                "!a? 'b'! c'!|! a ? b ! c !",
                "well-known (e.g. 3.5%) \u2014 a_b|well known e g 3 5 a b",
                "\"Caf\u00e9\" cafe\u0301 \u0939\u093f\u0928\u094d\u0926\u0940|caf\u00e9 cafe\u0301 \u0939\u093f\u0928\u094d\u0926\u0940",
                "I \u2764\uFE0F it\u2764\uFE0F! \uD83D\uDE00?|i it ! ?",
                "<br />tab\tnbsp\u00a0end|br tab nbsp end",
            })
    void splitsIntoWordsAndMarks(String text, String tokens) {
        assertEquals(List.of(tokens.split(" ")), pipeline.tokenize(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t \u00a0", "...", "'", "' ' ''", "-- '' --", "\u2764\uFE0F", "-\u0301\u0302"})
    void textWithoutTokensGivesNoFeatures(String text) {
        assertEquals(List.of(), pipeline.process("", text));
    }

    @Test
    void keepsSupplementaryLettersWhole() {
        String d = SCRIPT_D;
        String a = SCRIPT_A;
        assertEquals(List.of(d + "'" + a, a), pipeline.tokenize("'" + d + "'" + a + "' " + a));
        // A search that resumes after an empty match starts inside the pair.
        assertEquals(List.of("!", d + "x", "?", "!", a), pipeline.tokenize("!" + d + "x?!" + a));
    }

    @Test
    void lowercaseFollowsNoLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertEquals(List.of("title", "i"), pipeline.tokenize("TITLE I"));
        } finally {
            Locale.setDefault(before);
        }
        assertEquals(
                List.of("TITLE", "I"),
                new TokenSequencePipeline(new SplitPatternTokenizer("\\s+"), false, 0).tokenize("TITLE I"));
    }

    @Test
    void keepsBothEndsOfALongText() {
        String text = "a b ! " + "c ".repeat(999) + "d";
        assertEquals(List.of("a", "b", "c", "d"), words(4).tokenize(text));
        assertEquals(1003, words(0).tokenize(text).size());
        assertEquals(800, pipeline.tokenize(text).size());
        assertEquals(List.of("a"), words(4).tokenize("a"));
    }

    @Test
    void numbersOccurrencesAndPositions() {
        assertEquals(
                List.of(new Feature("no#1", 1), new Feature("!#1", 2), new Feature("no#2", 3), new Feature("!#2", 4)),
                pipeline.process("", "No! NO!"));
        assertEquals(List.of(new Feature("body-no#1", 1)), pipeline.process("body", "No."));
    }

    @Test
    void dropsEmptyTokensOfOtherTokenizers() {
        Tokenizer commas = new SplitPatternTokenizer(",");
        assertTrue(commas.split("a,,b").contains(""), "the tokenizer does give empty tokens");
        assertEquals(
                List.of(new Feature("a#1", 1), new Feature("b#1", 2)),
                new TokenSequencePipeline(commas, true, 2, Keep.HEAD).process("", "a,,b,c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "a", "'", "!", "a'", "' ", "\u0301", "-\u0301", "!'", "\uD83D\uDE00", "\uDC00", "a!\n"})
    void takesLinearTimeAndNoStackOnHostileText(String unit) {
        String text = unit.repeat(1_000_000 / unit.length());
        TokenSequencePipeline unlimited = words(0);
        // Quadratic time would be hours; a recursive pattern overflows the stack.
        assertTimeout(Duration.ofSeconds(20), () -> unlimited.tokenize(text));
    }

    @Test
    void threadsShareOnePipeline() throws Exception {
        List<String> texts = IntStream.range(0, 64)
                .mapToObj(i -> ("w" + i + " don't! ").repeat(1 + i % 7))
                .toList();
        List<List<Feature>> expected =
                texts.stream().map(text -> pipeline.process("", text)).toList();
        assertEquals(new Feature("w1#2", 4), expected.get(1).get(3));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<List<List<Feature>>> task = () -> {
                List<List<Feature>> all = Collections.emptyList();
                for (int round = 0; round < 200; round++) {
                    all = texts.stream().map(text -> pipeline.process("", text)).toList();
                    assertEquals(expected, all);
                }
                return all;
            };
            List<Future<List<List<Feature>>>> results = threads.invokeAll(Collections.nCopies(8, task));
            for (Future<List<List<Feature>>> result : results) {
                assertEquals(expected, result.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void refusesBadConfiguration() {
        assertEquals(
                "maxLength",
                assertThrows(PropertyException.class, () -> new TokenSequencePipeline(-1))
                        .getProperty());
        assertEquals(
                "tokenizer",
                assertThrows(PropertyException.class, () -> new TokenSequencePipeline(null, true, 0))
                        .getProperty());
    }

    @Test
    void provenanceRebuildsThePipeline() {
        List<TokenSequencePipeline> pipelines = new ArrayList<>();
        pipelines.add(pipeline);
        pipelines.add(new TokenSequencePipeline());
        pipelines.add(new TokenSequencePipeline(2));
        pipelines.add(new TokenSequencePipeline(new UniversalTokenizer(), false, 3));
        pipelines.add(new TokenSequencePipeline(new BreakIteratorTokenizer(Locale.US), false, 0));
        String text = "Don't! stop, NOW; it's 5 o'clock :)";
        List<List<String>> distinct = new ArrayList<>();
        for (TokenSequencePipeline original : pipelines) {
            Helpers.testProvenanceMarshalling(original.getProvenance());
            ConfigurationManager manager = new ConfigurationManager();
            manager.addConfiguration(ProvenanceUtil.extractConfiguration(original.getProvenance()));
            List<TokenSequencePipeline> rebuilt = manager.lookupAll(TokenSequencePipeline.class);
            assertEquals(1, rebuilt.size());
            assertEquals(original.tokenize(text), rebuilt.get(0).tokenize(text));
            assertEquals(original.getProvenance(), rebuilt.get(0).getProvenance());
            distinct.add(original.tokenize(text));
        }
        assertEquals(5, distinct.stream().distinct().count(), "each setting must matter for this text");
    }

    @Test
    void provenanceNamesTheTokenizer() {
        assertContains(tokenizer(pipeline), "SplitPatternTokenizer", "Cs");
        assertContains(tokenizer(new TokenSequencePipeline()), "WebTextTokenizer");
        assertEquals(
                "TextPipeline",
                pipeline.getProvenance()
                        .getInstanceValues()
                        .get("host-short-name")
                        .getValue());
    }

    private static String tokenizer(TokenSequencePipeline pipeline) {
        return pipeline.getProvenance()
                .getConfiguredParameters()
                .get("tokenizer")
                .toString();
    }

    @Test
    void byDefaultItKnowsWhatPeopleWrite() {
        assertEquals(
                List.of("it's", "\ud83d\ude42", "#good", "\u2764", "<link>", "<mention>"),
                new TokenSequencePipeline().tokenize("It\u2019s :-) #Good \u2764\ufe0f www.x.de @You"));
    }

    @Test
    void aLongTextKeepsItsHeadItsTailOrBothEnds() {
        String text = "one two three four five six seven";
        for (var expected : Map.of(
                        Keep.HEAD, "one two three four five",
                        Keep.TAIL, "three four five six seven",
                        Keep.ENDS, "one two three six seven")
                .entrySet()) {
            TokenSequencePipeline pipeline =
                    new TokenSequencePipeline(new WhitespaceTokenizer(), true, 5, expected.getKey());
            assertEquals(expected.getValue(), String.join(" ", pipeline.tokenize(text)));
            assertEquals("one two three four five", String.join(" ", pipeline.tokenize("one two three four five")));
            assertEquals(List.of(), pipeline.tokenize(""));
            assertTrue(pipeline.getProvenance().toString().contains("keep=" + expected.getKey()));
        }
        TokenSequencePipeline all = new TokenSequencePipeline(new WhitespaceTokenizer(), true, 0, Keep.ENDS);
        assertEquals(text, String.join(" ", all.tokenize(text)));
    }
}
