package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.io.IOException;
import java.io.Reader;
import org.tribuo.util.tokens.Token;
import org.tribuo.util.tokens.Tokenizer;

/**
 * Splits texts as people write them in reviews, posts and chats:
 *
 * <ul>
 *   <li>words, runs of letters and digits with the apostrophes inside them, which all become {@code '};
 *   <li>each {@code !} and {@code ?}, of whatever script;
 *   <li>an emoji with all that belongs to it, as skin tones, flags, families and keycaps of Unicode's UTS #51, without
 *       the variation selectors that some keyboards add; &#x2606; too, beside the &#x2605; that is an emoji;
 *   <li>an emoticon, {@code :-)} or {@code <3}, as the emoji of its kind, of which there are 17;
 *   <li>a link as {@code <link>}, a mail address as {@code <email>}, an {@code @name} as {@code <mention>}, HTML's breaks
 *       and paragraphs, one or several, as {@code <break>}: no other token has {@code <};
 *   <li>a hashtag with its {@code #};
 *   <li>each Han character and hiragana, runs of katakana, as Unicode's UAX #29 has them, and each syllable of Thai, Lao,
 *       Khmer, Myanmar and other scripts that don't separate words: a consonant with the vowels and marks around it.
 * </ul>
 *
 * All else separates, HTML's other tags and entities too. Case makes no difference to where tokens begin and end. The same
 * text has the same tokens on every JVM, for the tables are those of Unicode 12.1; only of half a surrogate pair, which
 * separates too, is nothing kept.
 *
 * <p>Takes time linear in the text. Holds the text it works on: not for several threads at once.
 */
public final class WebTextTokenizer implements Tokenizer {
    /** Made with the first text: a clone has its own. */
    private WebTextScanner scanner;

    private int kind = WebTextScanner.YYEOF;
    private String text;

    /** Creates the tokenizer. */
    public WebTextTokenizer() {}

    @Override
    public void reset(CharSequence cs) {
        if (scanner == null) {
            scanner = new WebTextScanner(Reader.nullReader());
        }
        scanner.reset(cs.toString());
        kind = WebTextScanner.YYEOF;
        text = null;
    }

    @Override
    public boolean advance() {
        if (scanner == null) {
            throw new IllegalStateException("WebTextTokenizer has not been reset.");
        }
        text = null;
        try {
            kind = scanner.next();
        } catch (IOException e) {
            throw new AssertionError("reads memory only", e);
        }
        return kind != WebTextScanner.YYEOF;
    }

    @Override
    public String getText() {
        requireToken();
        if (text == null) {
            text = switch (kind) {
                case WebTextScanner.WORD -> word(scanner.yytext());
                case WebTextScanner.EMOJI -> without(scanner.yytext(), '\uFE0F', '\uFE0E');
                case WebTextScanner.HASHTAG -> "#" + scanner.yytext().substring(1);
                default -> scanner.name();
            };
        }
        return text;
    }

    /** As it would be written plainly. */
    private static String word(String written) {
        String plain = without(written, '\u00AD', '\u00AD').replace('\u2019', '\'');
        return plain.indexOf('&') < 0 ? plain : plain.replaceAll("&[^;]*;", "'");
    }

    private static String without(String text, char one, char other) {
        if (text.indexOf(one) < 0 && text.indexOf(other) < 0) {
            return text;
        }
        StringBuilder rest = new StringBuilder(text.length());
        text.chars().filter(c -> c != one && c != other).forEach(c -> rest.append((char) c));
        return rest.toString();
    }

    @Override
    public int getStart() {
        requireToken();
        return scanner.start();
    }

    @Override
    public int getEnd() {
        requireToken();
        return scanner.end();
    }

    @Override
    public Token.TokenType getType() {
        requireToken();
        return kind == WebTextScanner.MARK ? Token.TokenType.PUNCTUATION : Token.TokenType.WORD;
    }

    private void requireToken() {
        if (kind == WebTextScanner.YYEOF) {
            throw new IllegalStateException("WebTextTokenizer is not at a token.");
        }
    }

    /** A tokenizer without a text. */
    @Override
    public WebTextTokenizer clone() {
        try {
            WebTextTokenizer clone = (WebTextTokenizer) super.clone();
            clone.scanner = null;
            clone.kind = WebTextScanner.YYEOF;
            clone.text = null;
            return clone;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Tokenizer");
    }
}
