package org.setlstm.text;

/** What stands between {@link NamedTokenizer#WORDS}, as a regular expression. */
final class WordSeparator {
    private static final String WORD = "\\p{L}\\p{M}\\p{N}";

    /** A lookbehind sees as many chars as its pattern has characters: with one it would miss surrogate pairs. */
    private static final String WORD_BEFORE = "[" + WORD + "]{1,2}";

    /**
     * A run of separators, or nothing before and after '!' and '?'. A mark that follows no letter is a separator too, or
     * each emoji's variation selector would be a word. Surrogates are none: they are seen when a search resumes within a
     * pair. The run is possessive, and so needs neither stack nor second tries. The lookaheads that stand before the
     * lookbehinds spare these at most characters, and with them two thirds of the time.
     */
    static final String REGEX = "(?:[^" + WORD + "\\p{Cs}!?'\\u2019]"
            + "|['\\u2019](?![" + WORD + "])"
            + "|(?=['\\u2019\\p{M}])(?<!" + WORD_BEFORE + ")(?:['\\u2019]|\\p{M}++))++"
            + "|(?=[!?])(?<=" + WORD_BEFORE + ")"
            + "|(?<=[!?])(?=[" + WORD + "!?])";

    private WordSeparator() {}
}
