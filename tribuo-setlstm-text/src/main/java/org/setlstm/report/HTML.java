package org.setlstm.report;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.setlstm.chart.Chart;

/** Pieces of HTML. What comes from outside goes through {@link #escaped} first. */
public final class HTML {
    private HTML() {}

    /**
     * A text that is nothing but text, between tags and in attributes.
     *
     * @param text Any text.
     * @return Without what means something in HTML, and without control characters.
     */
    public static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return safe.toString();
    }

    /**
     * An element.
     *
     * @param tag Its name, and attributes if it has some, as {@code p class="note"}.
     * @param content HTML.
     * @return The element.
     */
    public static String element(String tag, String content) {
        return "<" + tag + ">" + content + "</" + tag.split(" ", 2)[0] + ">";
    }

    /**
     * A table, which is wide where it has to be and then moves by itself; its first column stands to the left.
     *
     * @param head The names of the columns.
     * @param rows Each as long as the head.
     * @return Both escaped; what stands between two {@code **} is bold, as in Markdown.
     */
    public static String table(List<String> head, List<? extends List<String>> rows) {
        String names =
                head.stream().map(n -> element("th scope=\"col\"", escaped(n))).collect(Collectors.joining());
        String body = rows.stream()
                .map(row -> element("tr", row.stream().map(HTML::cell).collect(Collectors.joining())) + "\n")
                .collect(Collectors.joining());
        return "<div class=\"wide\"><table>\n<thead><tr>" + names + "</tr></thead>\n<tbody>\n" + body
                + "</tbody>\n</table></div>\n";
    }

    private static String cell(String text) {
        return element("td", escaped(text).replaceAll("\\*\\*(.+?)\\*\\*", "<strong>$1</strong>"));
    }

    /**
     * What is folded until somebody asks for it.
     *
     * @param summary What it is; escaped here.
     * @param content HTML.
     * @return The element.
     */
    public static String details(String summary, String content) {
        return element("details", element("summary", escaped(summary)) + "\n" + content) + "\n";
    }

    /**
     * Charts as pictures.
     *
     * @param charts The charts.
     * @param columns How many stand beside one another.
     * @param alternative What they show, for who can't see them.
     * @return The picture within the text; where this Java can't draw, nothing.
     */
    public static String picture(List<Chart> charts, int columns, String alternative) {
        Optional<byte[]> png = Chart.png(charts, columns);
        return png.map(bytes -> picture(bytes, alternative)).orElse("");
    }

    /**
     * A picture within the text.
     *
     * @param png A PNG.
     * @param alternative What it shows, for who can't see it.
     * @return The element.
     */
    public static String picture(byte[] png, String alternative) {
        return "<img alt=\"" + escaped(alternative) + "\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png) + "\">\n";
    }
}
