package org.setlstm.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.function.Supplier;

/** Decodes bytes and refuses what its charset does not allow, where {@code new String(..)} would put '\uFFFD'. */
public final class StrictDecoder {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CharsetDecoder decoder;
    private final String advice;

    /**
     * For a charset.
     *
     * @param charset the charset
     * @param advice what the user should do about bytes that cannot be decoded
     */
    public StrictDecoder(Charset charset, String advice) {
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.advice = advice;
    }

    /**
     * Decodes all that remains of the bytes.
     *
     * @param bytes the bytes
     * @param where names the place for the error message
     * @return the text
     * @throws IllegalArgumentException if the bytes are no text in this charset
     */
    public String decode(ByteBuffer bytes, Supplier<String> where) {
        if (!bytes.hasRemaining()) {
            return "";
        }
        int start = bytes.position();
        CharBuffer chars = CharBuffer.allocate((int) Math.ceil(bytes.remaining() * (double) decoder.maxCharsPerByte()));
        decoder.reset();
        CoderResult result = decoder.decode(bytes, chars, true);
        if (!result.isError()) {
            result = decoder.flush(chars);
        }
        if (result.isError()) {
            throw new IllegalArgumentException(where.get() + ", byte " + (bytes.position() - start + 1)
                    + ": this is not valid " + decoder.charset() + ". " + advice);
        }
        return chars.flip().toString();
    }

    /**
     * Takes away the mark that some programs begin a file with.
     *
     * @param text the beginning of a file
     * @return the text without a byte order mark
     */
    public static String withoutByteOrderMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
