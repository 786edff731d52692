package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where a document stands, and what tells it from others without keeping it.
 *
 * @param label Its label.
 * @param where Its place, as in {@code line 3}.
 * @param text Of equal texts equal: the beginning of a digest. Of a million different texts no two share one, but for
 *     once in thirty million times.
 */
record Origin(String label, String where, long text) {
    static Origin of(String label, String text, String where) {
        byte[] digest = ObjectProvenance.DEFAULT_HASH_TYPE
                .getDigest()
                .digest(text.strip().getBytes(StandardCharsets.UTF_8));
        return new Origin(label, where, ByteBuffer.wrap(digest).getLong());
    }
}
