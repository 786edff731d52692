package org.setlstm.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts a stream into lines before it is decoded, so that an undecodable byte can be blamed on its line. Ours, because the JDK's
 * readers, and so opencsv's, decode first, a buffer at a time.
 */
public final class LineReader {

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private ByteBuffer line = ByteBuffer.wrap(buffer);
    private int start;
    private int end;
    private long number;

    /**
     * From a stream.
     *
     * @param in The stream, which others don't read meanwhile. It is not closed.
     */
    public LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * Where reading is.
     *
     * @return The number of the line that {@link #next} returned last, from 1.
     */
    public long number() {
        return number;
    }

    /**
     * Whether something can be read without waiting for it.
     *
     * @return Whether some of the next line is there.
     * @throws IOException If the stream fails.
     */
    public boolean ready() throws IOException {
        return start < end || in.available() > 0;
    }

    /**
     * Reads a line.
     *
     * @return The next line without its LF or CR LF, valid until the next call; null after the last one.
     * @throws IOException If the stream fails.
     */
    public ByteBuffer next() throws IOException {
        int scan = start;
        while (true) {
            for (; scan < end; scan++) {
                if (buffer[scan] == '\n') {
                    return line(scan, scan + 1);
                }
            }
            // Filling moves the begun line to the front of the buffer.
            scan -= start;
            if (!fill()) {
                return start == end ? null : line(end, end);
            }
        }
    }

    private ByteBuffer line(int stop, int next) {
        int length = stop - start;
        if (length > 0 && buffer[stop - 1] == '\r') {
            length--;
        }
        line.clear().position(start).limit(start + length);
        start = next;
        number++;
        return line;
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        } else if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.multiplyExact(2, buffer.length));
            line = ByteBuffer.wrap(buffer);
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            return false;
        }
        end += read;
        return true;
    }
}
