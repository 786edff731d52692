package org.setlstm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.test.Helpers;
import org.tribuo.util.tokens.Token;

/** The tokens expected were written by hand from UAX #29 and UTS #51, and from what people mean. */
class WebTextTokenizerTest {
    private final WebTextTokenizer tokenizer = new WebTextTokenizer();

    private void assertTokens(String tokens, String text) {
        assertEquals(tokens, String.join(" ", tokenizer.split(text)), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "I don't know, do you?|I don't know do you ?",
                "don\u2019t DON&#39;T can&apos;t|don't DON'T can't",
                "rock'n'roll 'quoted' dogs' 'tis a''b|rock'n'roll quoted dogs tis a b",
                "soooo good!!! Really?!|soooo good ! ! ! Really ? !",
                "well-known (e.g. 3.5%) \u2014 a_b 10/10|well known e g 3 5 a b 10 10",
                "great.The end|great The end",
                "\u00a1No! \u00bfQu\u00e9? \u597d\uff01\u5417\uff1f \u0647\u0644\u061f|No ! Qu\u00e9 ? \u597d ! \u5417 ? \u0647\u0644 ?",
                "Caf\u00e9 cafe\u0301 x\u0301\u0323 -\u0301|Caf\u00e9 cafe\u0301 x\u0301\u0323",
                "co\u00adop a\u00ad -\u00ad-|coop a",
                "bad<br />  <BR/>bold<b>er</b> <A HREF=\"http://x\" class=y>z</a>|bad <break> bold er z",
                "<p class='x'>a</p><p>b<br >c<br <pre>d|<break> a <break> b <break> c br d",
                "a < b and c > d <i hate this> <link>|a b and c d i hate this link",
                "AT&amp;T &quot;q&quot; &#345; &x; a&b;|AT T q x a b",
                "tab\tnbsp\u00a0line\u000bend\u2028x\ufeff|tab nbsp line end x",
            })
    void words(String text, String tokens) {
        assertTokens(tokens, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // One, several without space, next to words.
                "\ud83d\ude00|\ud83d\ude00",
                "so\ud83d\ude00\ud83d\ude00good|so \ud83d\ude00 \ud83d\ude00 good",
                // Skin tones; a modifier alone.
                "\ud83d\udc4d\ud83c\udffd\ud83d\udc4d|\ud83d\udc4d\ud83c\udffd \ud83d\udc4d",
                "a\ud83c\udffd|a \ud83c\udffd",
                // Family of four; woman, skin tone, health worker; a joiner with nothing behind.
                "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66x|"
                        + "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66 x",
                "\ud83d\udc69\ud83c\udffd\u200d\u2695\ufe0f|\ud83d\udc69\ud83c\udffd\u200d\u2695",
                "\ud83d\udc69\u200d |\ud83d\udc69",
                // Flags: two of them, one and a half, of regions, of a rainbow.
                "\ud83c\udde9\ud83c\uddea\ud83c\uddeb\ud83c\uddf7|\ud83c\udde9\ud83c\uddea \ud83c\uddeb\ud83c\uddf7",
                "\ud83c\udde9\ud83c\uddea\ud83c\uddeb|\ud83c\udde9\ud83c\uddea \ud83c\uddeb",
                "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f|"
                        + "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f",
                "\ud83c\udff3\ufe0f\u200d\ud83c\udf08|\ud83c\udff3\u200d\ud83c\udf08",
                // Keycaps; digits that are none.
                "3\ufe0f\u20e3 #\ufe0f\u20e3 *\u20e3 3|3\u20e3 #\u20e3 *\u20e3 3",
                "13\ufe0f\u20e3a1\u20e3|1 3\u20e3 a 1\u20e3",
                // Presentation as text and as emoji; what is an emoji with the selector alone.
                "\u2764 \u2764\ufe0f \u2764\ufe0e \u263a\ufe0e|\u2764 \u2764 \u2764 \u263a",
                "\u00a92020 Apple\u2122 \u2122\ufe0f \u2139|2020 Apple \u2122 \u2139",
                "\u2605\u2605\u2606 \u2192 \u20ac5|\u2605 \u2605 \u2606 5",
                // Unicode 15's shaking face: code points kept for emoji are emoji already.
                "\ud83e\udee8|\ud83e\udee8",
                "a\ufe0f\ufe0f b\u20e3|a b",
            })
    void emoji(String text, String tokens) {
        assertTokens(tokens, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                ":) :-) :))) =] :o) great:)(: ^_^ ^^|SMILE SMILE SMILE SMILE SMILE great SMILE SMILE SMILE SMILE",
                ";) ;-) :D :-D =DD :d xD XDD ;D|WINK WINK GRIN GRIN GRIN GRIN GRIN GRIN GRIN",
                ":( :-(( =[ bad :(but|FROWN FROWN FROWN bad FROWN but",
                ":'( ;( T_T ;_; :') >:( >:-(|CRY FROWN CRY CRY JOY ANGRY ANGRY",
                ":P :-p =p ;P :* :-* :s :-S x_x >_<|TONGUE TONGUE TONGUE TONGUE KISS KISS MESS MESS MESS MESS",
                ":/ :-\\ =\\ -_- -___- 8-) B-)|DOUBT DOUBT DOUBT DASH DASH COOL COOL",
                ":o :-O o_O O__o|OPEN OPEN OPEN OPEN",
                "i <3 u <333 &lt;3 </3 <3you|i HEART u HEART HEART BROKEN HEART you",
                // What looks like one.
                "XDrive maxD o_Ops T_This note:(a)|XDrive maxD o Ops T This note a",
                "TODO:s x:D a=b x=D|TODO s x D a b x D",
                ":Dog c:/dir file:///x w/ 16:9 <30 <3.5 <3% 18-)|Dog c dir file x w 16 9 30 3 5 3 18",
                "(a): b) 1] { } ; : = - / \\ * foo;(bar)|a b 1 foo bar",
            })
    void emoticons(String text, String tokens) {
        String kinds = tokens.replace("SMILE", "\ud83d\ude42")
                .replace("WINK", "\ud83d\ude09")
                .replace("GRIN", "\ud83d\ude00")
                .replace("FROWN", "\ud83d\ude41")
                .replace("CRY", "\ud83d\ude22")
                .replace("JOY", "\ud83d\ude02")
                .replace("ANGRY", "\ud83d\ude20")
                .replace("TONGUE", "\ud83d\ude1b")
                .replace("KISS", "\ud83d\ude18")
                .replace("MESS", "\ud83d\ude16")
                .replace("DOUBT", "\ud83d\ude15")
                .replace("DASH", "\ud83d\ude11")
                .replace("COOL", "\ud83d\ude0e")
                .replace("OPEN", "\ud83d\ude2e")
                .replace("HEART", "\u2764")
                .replace("BROKEN", "\ud83d\udc94");
        assertTokens(kinds, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "see http://x.org/a?b=1#c. (https://x.org/w_(y)), www.x.de!|see <link> <link> <link> !",
                "HTTP://X.ORG:) http:// www. httpx http://\u597d|<link> \ud83d\ude42 http www httpx http \u597d",
                "http://x.org/\u597d\u597d http://t.co/a\u2026|<link> \u597d \u597d <link>",
                "me.too+x@mail.x.org, a@b|<email> a b",
                "@user hi .@user_2: @user@host.social @ home @@x @j\u00fcrg|<mention> hi <mention> <mention> home <mention> <mention>",
                "foo@bar #love #a_b. #1st #1 #50% C# a#b ##x|foo bar #love #a_b #1st 1 50 C a b #x",
                "\uff03\u6771\u4eac\u3001#\u0939\u093f\u0928\u094d\u0926\u0940 #caf\u00e9s|#\u6771\u4eac #\u0939\u093f\u0928\u094d\u0926\u0940 #caf\u00e9s",
            })
    void linksMentionsAndHashtags(String text, String tokens) {
        assertTokens(tokens, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Han one by one, of any plane, with a variation selector; so hiragana; katakana in runs.
                "\u6211\u7231\u5317\u4eac|\u6211 \u7231 \u5317 \u4eac",
                "\u8fba\udb40\udd01\u3005\ud840\udc00a|\u8fba\udb40\udd01 \u3005 \ud840\udc00 a",
                "\u304c\u306f\u3099\u30c7\u30fc\u30bf\u3068\uff83\uff9e\uff70\uff80|\u304c \u306f\u3099 \u30c7\u30fc\u30bf \u3068 \uff83\uff9e\uff70\uff80",
                "3\u6708iPhone\u304c|3 \u6708 iPhone \u304c",
                "\ud55c\uad6d\uc5b4\ub294 \uc7ac\ubbf8\uc788\ub2e4|\ud55c\uad6d\uc5b4\ub294 \uc7ac\ubbf8\uc788\ub2e4",
                // Thai: vowels before and around, tone marks, sara am, digits.
                "\u0e44\u0e17\u0e22\u0e19\u0e49\u0e33\u0e40\u0e1b\u0e47\u0e19 \u0e51\u0e52|\u0e44\u0e17 \u0e22 \u0e19\u0e49\u0e33 \u0e40\u0e1b\u0e47 \u0e19 \u0e51\u0e52",
                // Lao, Khmer with a subscript, Myanmar with a stacked consonant and asat.
                "\u0ec0\u0e9b\u0eb1\u0e99|\u0ec0\u0e9b\u0eb1 \u0e99",
                "\u1797\u17b6\u179f\u17b6\u1781\u17d2\u1798\u17c2\u179a|\u1797\u17b6 \u179f\u17b6 \u1781\u17d2\u1798\u17c2 \u179a",
                "\u1019\u103c\u1014\u103a\u1000\u1039\u1000|\u1019\u103c \u1014\u103a \u1000\u1039\u1000",
                // Arabic with vowel signs, Persian with a zero-width non-joiner, Hebrew between bidirectional marks.
                "\u0643\u062a\u0627\u0628\u064c \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645|\u0643\u062a\u0627\u0628\u064c \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
                "\u200f\u05e9\u05dc\u05d5\u05dd\u200e \u202b\u05d0\u202c|\u05e9\u05dc\u05d5\u05dd \u05d0",
                "\u0915\u094d\u200d\u0937 \u0939\u093f\u0928\u094d\u0926\u0940\u0964|\u0915\u094d\u200d\u0937 \u0939\u093f\u0928\u094d\u0926\u0940",
                "\ud835\udcb9'\ud835\udcea \ud835\udfcf|\ud835\udcb9'\ud835\udcea \ud835\udfcf",
            })
    void scripts(String text, String tokens) {
        assertTokens(tokens, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t \u00a0", "...", "'", "-- '' --", "\ufe0f", "-\u0301\u0302", "\u0000\u0007"})
    void nothing(String text) {
        assertTokens("", text);
    }

    @Example
    void halfOfASurrogatePairSeparates() {
        assertTokens("a b c", "\ud800a\udc00b\ud83dc\ude00\ud83d");
        assertTokens("", "\ud83d");
    }

    @Example
    void tokensKnowWhereTheyStand() {
        assertEquals(
                "[<link> 1-9, ! 9-10, don't 11-20, \u2764 21-23, #x 24-26, \ud83d\ude42 26-28]",
                tokenizer.tokenize("(www.x.de! don&#39;t \u2764\ufe0f \uff03x:)").stream()
                        .map(t -> t.text + " " + t.start + "-" + t.end)
                        .toList()
                        .toString());
        assertEquals(
                List.of(Token.TokenType.WORD, Token.TokenType.PUNCTUATION),
                tokenizer.tokenize("a!").stream().map(t -> t.type).toList());
    }

    /** Pieces that begin, continue or end some rule, so that strings of them come near each of its states. */
    private static Arbitrary<String> texts(Arbitrary<String> others) {
        Arbitrary<String> piece = Arbitraries.of(
                ("a b x D o T _ - : ; = ( ) [ / \\ | * ^ < > 3 8 1 & # @ . , ! ? ' \" % + http:// www. &lt; &#39;"
                                + " <br> href= \u2019 \u00ad \u0301 \ufe0f \ufe0e \u20e3 \u200c \u200d \u200f \u00a9 \u2764 \u597d \u304b \u30ab"
                                + " \u30fc \u3099 \u0e40 \u0e01 \u0e33 \u17d2 \u1780 \ud83d\ude00 \ud83c\udffd \ud83c\udde9 \ud83c\udff4"
                                + " \udb40\udc67 \udb40\udc7f \ud83d \ude00 \u0000 \u0660 \u1e9e")
                        .split(" "));
        return Arbitraries.oneOf(piece, Arbitraries.just(" "), others)
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> texts() {
        return texts(Arbitraries.strings().ofMaxLength(3));
    }

    /** Without dotted I and sigma, whose small letters are special, and new capitals, which aren't letters yet. */
    @Provide
    Arbitrary<String> plainLetters() {
        return texts(Arbitraries.strings().ascii().ofMaxLength(3));
    }

    @Property(seed = "1", tries = 5000)
    void anyTextHasTokensInOrder(@ForAll("texts") String text) {
        int end = 0;
        for (Token token : tokenizer.tokenize(text)) {
            assertTrue(end <= token.start && token.start < token.end && token.end <= text.length(), text);
            end = token.end;
            assertFalse(token.text.isBlank() || token.text.indexOf('<') > 0, text);
            assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(token.text), text);
        }
    }

    /** Some models see texts that were put in lower case before. */
    @Property(seed = "2", tries = 5000)
    void caseMakesNoDifference(@ForAll("plainLetters") String text) {
        List<String> tokens = tokenizer.split(text).stream()
                .map(token -> token.toLowerCase(Locale.ROOT))
                .toList();
        assertEquals(tokens, tokenizer.split(text.toLowerCase(Locale.ROOT)), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "a",
                "'",
                "!",
                "a'",
                "a.",
                "a@",
                "@",
                "a@b-",
                "#",
                "#1",
                "#_",
                "<",
                "<a",
                "<a x=\"",
                "<br>",
                "<br> ",
                "&",
                "&#",
                "http://",
                "http://.",
                "www.",
                "_",
                "^_",
                "-_",
                "o_",
                ":",
                ":(",
                ":-",
                "<3",
                "\ufe0f",
                "\u200d",
                "a\u200c",
                "a\u00ad\u00ad",
                "\ud83d\ude00\u200d",
                "\ud83c\udde9",
                "\ud83c\udff4\udb40\udc67",
                "\udb40\udc67",
                "\u0301",
                "\u0e40",
                "\u17d2",
                "\udc00",
                "\ud83d",
                "3\ufe0f",
                "x.y-z@a.b",
                "a&#39;"
            })
    void takesLinearTimeOnHostileText(String unit) {
        String text = unit.repeat(2_000_000 / unit.length());
        // Quadratic time would be hours.
        assertTimeout(Duration.ofSeconds(10), () -> {
            tokenizer.reset(text);
            while (tokenizer.advance()) {
                tokenizer.getEnd();
            }
        });
    }

    /** Every code point in the midst of letters, and twice alone: another JVM, locale or JFlex must give the same. */
    @ParameterizedTest
    @ValueSource(strings = {"en-US", "tr", "ar", "th-TH-u-nu-thai"})
    void theTokensOfAllOfUnicodeArePinned(String locale) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        TokenSequencePipeline pipeline = new TokenSequencePipeline();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));
            for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
                String character = Character.toString(c);
                String tokens = String.join(" ", pipeline.tokenize("a" + character + "I " + character + character));
                digest.update((tokens + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } finally {
            Locale.setDefault(before);
        }
        assertEquals(
                "ab444efd34e30b839fd95eb725c1fd32857cf2f8b286c2d03d6fd613b9cd2d87",
                HexFormat.of().formatHex(digest.digest()));
    }

    @Example
    void aTokenizerWithoutATokenSaysSo() {
        assertThrows(IllegalStateException.class, tokenizer::advance);
        assertThrows(IllegalStateException.class, tokenizer::getText);
        tokenizer.reset("a");
        assertThrows(IllegalStateException.class, tokenizer::getStart);
        assertTrue(tokenizer.advance());
        assertEquals("a", tokenizer.getText());
        assertFalse(tokenizer.advance());
        assertThrows(IllegalStateException.class, tokenizer::getEnd);
        assertThrows(IllegalStateException.class, tokenizer::getType);
    }

    @Example
    void aCloneStartsAnew() {
        tokenizer.reset("a b");
        tokenizer.advance();
        WebTextTokenizer clone = tokenizer.clone();
        assertThrows(IllegalStateException.class, clone::advance);
        clone.reset("c");
        assertTrue(clone.advance());
        assertEquals("c", clone.getText());
        assertTrue(tokenizer.advance());
        assertEquals("b", tokenizer.getText());
    }

    @Example
    void provenanceRebuildsIt() {
        Helpers.testProvenanceMarshalling(tokenizer.getProvenance());
        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(ProvenanceUtil.extractConfiguration(tokenizer.getProvenance()));
        WebTextTokenizer rebuilt = manager.lookupAll(WebTextTokenizer.class).get(0);
        assertEquals(List.of("\ud83d\ude42", "#x"), rebuilt.split(":) #x"));
        assertEquals(tokenizer.getProvenance(), rebuilt.getProvenance());
    }
}
