package org.setlstm.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.BitSet;

/** Writes a state, big endian. */
final class StateWriter implements State {
    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    StateWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void floats(float[] values) {
        for (float v : values) {
            room(Float.BYTES).putFloat(v);
        }
    }

    @Override
    public void ints(int[] values) {
        for (int v : values) {
            room(Integer.BYTES).putInt(v);
        }
    }

    @Override
    public void bits(BitSet bits, int size) {
        for (int from = 0; from < size; from += Long.SIZE) {
            long[] word = bits.get(from, from + Long.SIZE).toLongArray();
            room(Long.BYTES).putLong(word.length == 0 ? 0L : word[0]);
        }
    }

    @Override
    public long number(long value, long least, long most) {
        room(Long.BYTES).putLong(value);
        return value;
    }

    @Override
    public double number(double value) {
        room(Double.BYTES).putDouble(value);
        return value;
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    /** To be called at the end. */
    void flush() {
        try {
            out.write(buffer.array(), 0, buffer.position());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        buffer.clear();
    }
}
