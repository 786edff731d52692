package org.setlstm.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.setlstm.file.LineReader;
import org.setlstm.file.StrictDecoder;

/** The lines of a text in UTF-8, whose places errors name. */
public final class TextLines {
    private static final String ADVICE = "Convert the texts to UTF-8.";

    /** Every other byte of UTF-16, which may be valid UTF-8 as well, is NUL; of a text hardly one in so many. */
    private static final int LEAST_NULS = 4;

    private final String name;
    private final LineReader lines;
    private final StrictDecoder decoder = new StrictDecoder(StandardCharsets.UTF_8, ADVICE);

    /** Whether the first line holds what other systems end lines with. */
    private boolean returns;

    TextLines(Path path, InputStream text) {
        this(path.toString(), text);
    }

    /**
     * Of a text.
     *
     * @param name What errors call it.
     * @param text The text. It is not closed.
     */
    public TextLines(String name, InputStream text) {
        this.name = name;
        this.lines = new LineReader(text);
    }

    /**
     * Reads a line.
     *
     * @return The next line without its end; null after the last one.
     * @throws IOException If the text can't be read.
     * @throws IllegalArgumentException If it is not in UTF-8, or its lines end as no line does today; the message names the
     *     line.
     */
    public String next() throws IOException {
        ByteBuffer bytes = lines.next();
        if (bytes == null) {
            if (number() == 1 && returns) {
                throw wrong(
                        1,
                        "this is the only line, and has carriage returns in it: line ends must be LF or CR LF. Convert"
                                + " them.");
            }
            return null;
        }
        String line = decoder.decode(bytes, () -> where(number()));
        if (number() == 1) {
            line = StrictDecoder.withoutByteOrderMark(line);
            returns = line.indexOf('\r') >= 0;
            if (line.chars().filter(c -> c == 0).count() > line.length() / LEAST_NULS) {
                throw wrong(1, "there are NUL characters, as in UTF-16 or in what is no text. " + ADVICE);
            }
        }
        return line;
    }

    /**
     * Whether something can be read without waiting for it.
     *
     * @return Whether some of the next line is there.
     * @throws IOException If the text can't be read.
     */
    public boolean ready() throws IOException {
        return lines.ready();
    }

    /** Of the line that came last, from 1. */
    long number() {
        return lines.number();
    }

    /** What is wrong with a line. */
    IllegalArgumentException wrong(long line, String problem) {
        return new IllegalArgumentException(where(line) + ": " + problem);
    }

    private String where(long line) {
        return name + ", line " + line;
    }
}
