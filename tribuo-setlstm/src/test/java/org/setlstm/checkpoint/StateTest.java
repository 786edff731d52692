package org.setlstm.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read, and what can't be is refused. */
class StateTest {
    private static State written(Consumer<State> state) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateWriter writer = new StateWriter(out);
        state.accept(writer);
        writer.flush();
        return new StateReader(new DataInputStream(new ByteArrayInputStream(out.toByteArray())));
    }

    @Test
    void allKindsComeBack() {
        float[] floats = new float[40_000];
        floats[39_999] = -0.0f;
        floats[7] = Float.MIN_VALUE;
        int[] ints = {1, -2, Integer.MIN_VALUE};
        State read = written(s -> {
            s.floats(floats);
            s.ints(ints);
            assertEquals(-5, s.number(-5, -5, 5));
            assertEquals(Math.PI, s.number(Math.PI));
        });
        float[] f = new float[40_000];
        read.floats(f);
        assertArrayEquals(floats, f);
        assertEquals(Float.floatToRawIntBits(-0.0f), Float.floatToRawIntBits(f[39_999]));
        int[] i = new int[3];
        read.ints(i);
        assertArrayEquals(ints, i);
        assertEquals(-5, read.number(0, -5, 5));
        assertEquals(Math.PI, read.number(0.0));
        assertThrows(UncheckedIOException.class, () -> read.number(0.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 1000})
    void setsComeBack(int size) {
        BitSet set = new BitSet();
        for (int i = 0; i < size; i += 3) {
            set.set(i);
        }
        BitSet read = new BitSet();
        read.set(2000);
        State written = written(s -> {
            s.bits(set, size);
            s.number(0.5);
        });
        written.bits(read, size);
        assertEquals(set, read);
        assertEquals(0.5, written.number(0.0), "what follows the set");
        BitSet beyond = new BitSet();
        beyond.set(size);
        State damaged = written(s -> s.bits(beyond, size + 1));
        Exception e =
                size % 64 == 0 ? null : assertThrows(IllegalArgumentException.class, () -> damaged.bits(read, size));
        assertTrue(e == null || e.getMessage().contains("beyond " + size));
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertEquals(4, written(s -> s.number(4, 0, 4)).number(0, 0, 4));
        assertThrows(IllegalArgumentException.class, () -> written(s -> s.number(5, 0, 9))
                .number(0, 0, 4));
        assertThrows(IllegalArgumentException.class, () -> written(s -> s.number(-1, -1, 9))
                .number(0, 0, 4));
    }
}
