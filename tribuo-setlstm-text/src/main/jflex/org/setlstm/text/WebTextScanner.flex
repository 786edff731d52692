package org.setlstm.text;

import java.util.Arrays;

/**
 * Finds the tokens of texts that people write. JFlex makes a finite automaton of the rules, whose tables hold Unicode
 * 12.1, the last that JFlex knows: so tokens are the same whatever Unicode the JVM has. The longest match wins, among
 * equals the first rule. Each rule but one reads a text without end at most once, for what it scans in vain it can't
 * start on again; addresses of mail are bounded instead.
 */
%%

%class WebTextScanner
%final
%unicode 12.1
%caseless
%int
%function next
%char

%{
    static final int WORD = 0;
    static final int MARK = 1;
    static final int EMOJI = 2;
    static final int EMOTICON = 3;
    static final int HASHTAG = 4;
    static final int NAMED = 5;

    private int wordEnd;
    private String name;

    /** Starts on a text. The buffer is the text, and room to see that nothing follows. */
    void reset(String text) {
        yyResetPosition();
        zzBuffer = Arrays.copyOf(text.toCharArray(), text.length() + 1);
        zzEndRead = text.length();
        wordEnd = -1;
    }

    int start() {
        return (int) yychar;
    }

    int end() {
        return (int) yychar + yylength();
    }

    /** What a token is called that has other texts than its own: a link, or an emoticon of some kind. */
    String name() {
        return name;
    }

    private int word() {
        wordEnd = end();
        return WORD;
    }

    private int named(int kind, String name) {
        this.name = name;
        return kind;
    }

    private boolean followsWord() {
        return wordEnd == start();
    }

    /** Goes on at the last character of what was matched. */
    private int unhappyBefore() {
        yypushback(Character.isLowSurrogate(yycharat(yylength() - 1)) ? 2 : 1);
        return named(EMOTICON, "\uD83D\uDE41");
    }

    /** Goes on after the first character of what was matched. */
    private void skipOne() {
        yypushback(yylength() - 1);
    }
%}

/* Scripts without spaces, see below. Numbers and marks are not among them. */
Piecewise  = [\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC\uFF70\p{LB=SA}]
Selector   = [\uFE0E\uFE0F]
Keycap     = \uFE0F? \u20E3
Letter     = [[\p{L}\p{N}]--{Piecewise}]
Mark       = [\p{M}--[\p{LB=SA}\uFE0E\uFE0F\u20E3]]
Letters    = {Letter} ({Letter} | {Mark})*
Apostrophe = ['\u2019] | "&#39;" | "&apos;" | "&#8217;"
/* Soft hyphens, and the joiners of Persian and of Indic scripts. */
Joiner     = [\u00AD\u200C\u200D]+
Word       = {Letters} (({Apostrophe} | {Joiner}) {Letters})*

/* UAX #29, WB13: katakana stay together, han and hiragana do not. A voiced sound mark is none of its own. */
Sound      = [\u3099\u309A\uFF9E\uFF9F\uFE00-\uFE0F\U0E0100-\U0E01EF]
Character  = [\p{Script=Han}\p{Script=Hiragana}] {Sound}*
Katakana   = ([\p{Script=Katakana}\u30FC\uFF70] {Sound}*)+
/* Thai, Lao, Khmer, Myanmar and their like: a vowel that is written before its consonant, the consonant, those stacked
   below it, and the marks. */
Base       = [\p{LB=SA}--\p{M}]
Stacked    = [\u17D2\u1039\u1A60] {Base}
Before     = [{Base}&&\p{Logical_Order_Exception}]
Syllable   = {Before}* [{Base}--\p{Logical_Order_Exception}] ({Stacked} | [\p{M}\u0E33\u0EB3])* | {Before}+

/* UTS #51, ED-4 to ED-17, and GB11 of UAX #29. What is mostly no emoji needs the selector. */
Letterlike = [\u00A9\u00AE\u2122\u2139]
Pictograph = [\p{Extended_Pictographic}--{Letterlike}] | {Letterlike} \uFE0F
Element    = {Pictograph} {Selector}? \p{Emoji_Modifier}? {Selector}? \u20E3? ([\U0E0020-\U0E007E]+ \U0E007F)?
Flag       = \p{Regional_Indicator} {2}
Emoji      = {Element} (\u200D {Element})* | {Flag} | [0-9#*] {Keycap}
           | \p{Regional_Indicator} | \p{Emoji_Modifier} | \u2606

/* RFC 3986 in ASCII; punctuation at the end belongs to the sentence. */
LinkChar   = [A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]
LinkEnd    = [A-Za-z0-9\-_~/#@$&*+=%]
Link       = ("http" "s"? "://" | "www.") {LinkChar}* {LinkEnd}
MailName   = [A-Za-z0-9_%+\-] [A-Za-z0-9._%+\-]{0,63}
Host       = [A-Za-z0-9] [A-Za-z0-9\-]* ("." [A-Za-z0-9] [A-Za-z0-9\-]*)+
Mail       = {MailName} "@" {Host}
UserName   = ({Letter} | _) ({Letter} | {Mark} | _)*
Mention    = "@" {UserName} ("@" {Host})?
TagChar    = [\p{L}\p{N}\p{M}_--[\uFE0E\uFE0F\u20E3]]
Hashtag    = [#\uFF03] [\p{N}_]* [\p{L}] {TagChar}*

Space      = [ \t\r\n\f]
Attribute  = {Space}+ [A-Za-z\-]+ {Space}* "=" {Space}* (\" [^\"<>]* \" | ' [^'<>]* ' | [^\s\"'<>]+)
Break      = "<" "/"? ("br" | "p") {Attribute}* {Space}* "/"? ">"
TagName    = "a" | "b" | "blockquote" | "code" | "div" | "em" | "font" | "h" [1-6] | "hr" | "i" | "img" | "li" | "ol"
           | "pre" | "s" | "small" | "span" | "strong" | "sub" | "sup" | "table" | "td" | "th" | "tr" | "u" | "ul"
Tag        = "<" "/"? {TagName} {Attribute}* {Space}* "/"? ">"
Entity     = "&" ([A-Za-z]{2,8} | "#" [0-9]{1,7} | "#x" [0-9A-Fa-f]{1,6}) ";"

Nose       = [\-oO\^]
Eyes       = [:=] {Nose}?
Less       = "<" | "&lt;"
Greater    = ">" | "&gt;"

%%

{Link}                                  { return named(NAMED, "<link>"); }
{Mail}                                  { return named(NAMED, "<email>"); }
{Mention}                               { if (!followsWord()) return named(NAMED, "<mention>"); skipOne(); }
{Hashtag}                               { if (!followsWord()) return HASHTAG; skipOne(); }
{Break} ({Space}* {Break})*             { return named(NAMED, "<break>"); }
{Tag} | {Entity}                        { }

{Eyes} [)\]}]+ | "(" [:=] | "^" _* "^"  { return named(EMOTICON, "\uD83D\uDE42"); }
[;] {Nose}? [)\]}]+                     { return named(EMOTICON, "\uD83D\uDE09"); }
({Eyes} | [;]) [(\[{]+                  { return named(EMOTICON, "\uD83D\uDE41"); }
[:=] ' {Nose}? [)\]]+                   { return named(EMOTICON, "\uD83D\uDE02"); }
[:=;] ' {Nose}? [(\[]+ | [tT;] _+ [tT;] { return named(EMOTICON, "\uD83D\uDE22"); }
{Greater} {Eyes} [(\[]+                 { return named(EMOTICON, "\uD83D\uDE20"); }
{Eyes} [/\\]                            { return named(EMOTICON, "\uD83D\uDE15"); }
{Eyes} [|]                              { return named(EMOTICON, "\uD83D\uDE10"); }
[:] {Nose}? [*]+                        { return named(EMOTICON, "\uD83D\uDE18"); }
"-" _+ "-"                              { return named(EMOTICON, "\uD83D\uDE11"); }
[8bB] "-)"+                             { return named(EMOTICON, "\uD83D\uDE0E"); }
[>xX] _+ [<xX]                          { return named(EMOTICON, "\uD83D\uDE16"); }
"o" _+ "o"                              { return named(EMOTICON, "\uD83D\uDE2E"); }
{Less} 3+                               { return named(EMOTICON, "\u2764"); }
{Less} "/3"                             { return named(EMOTICON, "\uD83D\uDC94"); }
"x" "-"? d+                             { return named(EMOTICON, "\uD83D\uDE00"); }
[:=;] {Nose}? d+                        { if (!followsWord()) return named(EMOTICON, "\uD83D\uDE00"); skipOne(); }
[:=;] {Nose}? p+                        { if (!followsWord()) return named(EMOTICON, "\uD83D\uDE1B"); skipOne(); }
{Eyes} o+                               { if (!followsWord()) return named(EMOTICON, "\uD83D\uDE2E"); skipOne(); }
[:] {Nose}? s+                          { if (!followsWord()) return named(EMOTICON, "\uD83D\uDE16"); skipOne(); }

/* What looks like an emoticon and is something else. */
[:=;] {Nose}? ([dposDPOS]+ | [/\\]) {Letter} | [:] [/\\]{2}
                                        { skipOne(); }
({Eyes} | [;]) [(\[{]+ {Letter}         { if (!followsWord()) return unhappyBefore(); skipOne(); }
{Less} 3+ [.,]? [0-9%]                  { yypushback(yylength() - (yycharat(0) == '<' ? 1 : 4)); }
[otxOTX] _+ [otxOTX] {Letter}           { skipOne(); return word(); }
{Word} [0-9] {Keycap}                   { yypushback(yycharat(yylength() - 2) == '\uFE0F' ? 3 : 2); return word(); }

{Emoji}                                 { return EMOJI; }
{Word}                                  { return word(); }
{Character} | {Katakana} | {Syllable}   { return WORD; }
[!\uFF01]                               { return named(MARK, "!"); }
[?\uFF1F\u061F\u037E]                   { return named(MARK, "?"); }
[^]                                     { }
