package org.setlstm.evaluation;

import java.util.List;
import java.util.Locale;

/**
 * A small table, as text for a terminal or as HTML for a notebook. Ours: Tribuo's evaluations have texts of fixed shapes, and no
 * library here writes either.
 *
 * @param rows The head and the rows below, all of one length.
 */
public record Table(List<List<String>> rows) {
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100.0 * share);
    }

    static String mean(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /**
     * For a terminal: the first column to the left, the others to the right.
     *
     * @return A line for each row.
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                line.append(c == 0 ? "" : "  ").append(padded(c, row.get(c)));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    private String padded(int column, String cell) {
        int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
        String padding = " ".repeat(width - cell.length());
        return column == 0 ? cell + padding : padding + cell;
    }

    /**
     * For a notebook, aligned as the text is.
     *
     * @return A {@code table} element.
     */
    public String html() {
        StringBuilder html = new StringBuilder("<table>\n");
        for (int r = 0; r < rows.size(); r++) {
            html.append("<tr>");
            for (int c = 0; c < rows.get(r).size(); c++) {
                String tag = r == 0 ? "th" : "td";
                html.append('<')
                        .append(tag)
                        .append(c == 0 ? " style=\"text-align:left\">" : " style=\"text-align:right\">");
                html.append(escaped(rows.get(r).get(c)))
                        .append("</")
                        .append(tag)
                        .append('>');
            }
            html.append("</tr>\n");
        }
        return html.append("</table>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
