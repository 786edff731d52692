package org.setlstm.benchmark;

import java.util.Collections;

/** A table whose first column is left-aligned and the others right-aligned. */
final class MarkdownTable {
    private final StringBuilder text = new StringBuilder();
    private final int columns;

    MarkdownTable(String... header) {
        columns = header.length;
        row(header);
        text.append("|---|")
                .append(String.join("|", Collections.nCopies(columns - 1, "--:")))
                .append("|\n");
    }

    void row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + columns + " columns");
        }
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
