package org.setlstm.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.setlstm.file.LineReader;
import org.setlstm.file.StrictDecoder;

/** The lines of a file in UTF-8, whose places errors name. */
final class TextLines {
    private final Path path;
    private final LineReader lines;
    private final StrictDecoder decoder = new StrictDecoder(StandardCharsets.UTF_8, "Convert the file to UTF-8.");

    TextLines(Path path, InputStream text) {
        this.path = path;
        this.lines = new LineReader(text);
    }

    /** The next line without its end; null after the last one. */
    String next() throws IOException {
        ByteBuffer bytes = lines.next();
        if (bytes == null) {
            return null;
        }
        String line = decoder.decode(bytes, () -> where(number()));
        return number() == 1 ? StrictDecoder.withoutByteOrderMark(line) : line;
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
        return path + ", line " + line;
    }
}
