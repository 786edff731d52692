package org.setlstm.checkpoint;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;

/** Fills a state with what {@link StateWriter} wrote. Takes no memory that depends on what it reads. */
final class StateReader implements State {
    private final DataInputStream in;

    StateReader(DataInputStream in) {
        this.in = in;
    }

    @Override
    public void floats(float[] values) {
        read(() -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readFloat();
            }
            return 0L;
        });
    }

    @Override
    public void ints(int[] values) {
        read(() -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readInt();
            }
            return 0L;
        });
    }

    @Override
    public void bits(BitSet bits, int size) {
        bits.clear();
        for (int from = 0; from < size; from += Long.SIZE) {
            BitSet word = BitSet.valueOf(new long[] {read(in::readLong)});
            if (from + word.length() > size) {
                throw new IllegalArgumentException("a set has an element beyond " + size);
            }
            int first = from;
            word.stream().forEach(bit -> bits.set(first + bit));
        }
    }

    @Override
    public long number(long value, long least, long most) {
        long read = read(in::readLong);
        if (read < least || read > most) {
            throw new IllegalArgumentException("a number is " + read + ", and must be from " + least + " to " + most);
        }
        return read;
    }

    @Override
    public double number(double value) {
        return Double.longBitsToDouble(read(in::readLong));
    }

    private interface Read {
        long read() throws IOException;
    }

    private static long read(Read read) {
        try {
            return read.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
