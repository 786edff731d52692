package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where a document stands, and what tells it from others without keeping it. There is one for each document.
 *
 * @param label Its label.
 * @param file Its file's name; null if it is one of its source's lines.
 * @param line Its line, from 1.
 * @param text Of equal texts equal: the beginning of a digest. Of a million different texts no two share one, but for
 *     once in thirty million times.
 */
record Origin(String label, String file, long line, long text) {
    static Origin of(String label, String file, long line, String text) {
        byte[] digest = ObjectProvenance.DEFAULT_HASH_TYPE
                .getDigest()
                .digest(text.strip().getBytes(StandardCharsets.UTF_8));
        return new Origin(label, file, line, ByteBuffer.wrap(digest).getLong());
    }

    /** Its place, as in {@code line 3}. */
    String where() {
        return file == null ? "line " + line : file;
    }
}
