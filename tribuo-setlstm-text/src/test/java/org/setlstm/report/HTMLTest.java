package org.setlstm.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.setlstm.Explanation.Word;

class HTMLTest {
    @Test
    void whatMeansSomethingIsEscaped() {
        assertEquals("&lt;a href=&#39;&quot;&amp;&quot;&#39;&gt; \n\t\uFFFD", HTML.escaped("<a href='\"&\"'> \n\t\0"));
    }

    @Test
    void tablesEscapeAndKnowBold() {
        assertEquals(
                "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">a&lt;b</th></tr></thead>\n"
                        + "<tbody>\n<tr><td><strong>&lt;1</strong> ≈</td></tr>\n</tbody>\n</table></div>\n",
                HTML.table(List.of("a<b"), List.of(List.of("**<1** ≈"))));
    }

    @Test
    void wordsAreColouredByWhatTheyAdd() {
        assertEquals(
                "<span title=\"+2.00\" style=\"background:rgba(0,114,178,0.65);border-bottom:2px solid #0072B2\">&lt;b&gt;</span>"
                        + " <span title=\"-1.00\" style=\"background:rgba(213,94,0,0.33);border-bottom:2px dashed #D55E00\">not</span>"
                        + " &amp; a",
                ColouredText.words(
                        List.of(new Word("<b>", 2.0), new Word("not", -1.0), new Word("&", 0.09), new Word("a", 0.0))));
        assertEquals("a b", ColouredText.words(List.of(new Word("a", 0.0), new Word("b", 0.0))));
    }
}
