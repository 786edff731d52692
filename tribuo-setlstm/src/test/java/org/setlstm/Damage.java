package org.setlstm;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Changes of bytes, from a single bit to what a hand with a plan would do. */
record Damage(Kind kind, double place, int length, int value) {
    enum Kind {
        FLIP,
        SET,
        FILL,
        CUT,
        REMOVE,
        REPEAT,
        INSERT,
        HUGE
    }

    static Arbitrary<List<Damage>> any() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.doubles().between(0.0, 1.0),
                        Arbitraries.integers().between(1, 200),
                        Arbitraries.integers().between(0, 255))
                .as(Damage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    static byte[] apply(List<Damage> damages, byte[] whole) {
        byte[] bytes = whole;
        for (Damage d : damages) {
            bytes = bytes.length == 0 ? bytes : d.apply(bytes);
        }
        return bytes;
    }

    private byte[] apply(byte[] whole) {
        byte[] b = whole.clone();
        int at = (int) Math.min(b.length - 1, place * b.length);
        int end = Math.min(b.length, at + length);
        switch (kind) {
            case FLIP -> b[at] ^= (byte) (1 << (value & 7));
            case SET -> b[at] = (byte) value;
            case FILL -> Arrays.fill(b, at, end, (byte) value);
            // A varint as large as they get, where one may stand.
            case HUGE -> Arrays.fill(b, at, Math.min(b.length, at + 4), (byte) 0xff);
            case CUT -> b = Arrays.copyOf(b, at);
            case REMOVE -> b = joined(b, 0, at, end, b.length);
            case REPEAT -> b = joined(b, 0, end, at, b.length);
            case INSERT -> b = joined(b, 0, at, Math.max(0, at - length), b.length);
        }
        return b;
    }

    private static byte[] joined(byte[] b, int from, int to, int from2, int to2) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(b, from, to - from);
        out.write(b, from2, to2 - from2);
        return out.toByteArray();
    }
}
