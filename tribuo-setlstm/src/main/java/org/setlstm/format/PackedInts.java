package org.setlstm.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Numbers as protobuf's {@code repeated int32} writes them, seven bits a byte. Protobuf reads them one by one into a list,
 * of which an array is made then; of the million in a model this takes a tenth of the time, most of all in a Java that has
 * just started.
 */
public final class PackedInts {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    /** Of a number below 0, which protobuf writes as a long. */
    private static final int MOST_BYTES = 10;

    private PackedInts() {}

    /**
     * Encodes numbers.
     *
     * @param values Numbers.
     * @return Their bytes.
     */
    public static ByteString encode(int... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(values.length);
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            for (int value : values) {
                out.writeInt32NoTag(value);
            }
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("An array can always be written", e);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }

    /**
     * Decodes numbers.
     *
     * @param packed What {@link #encode} gave.
     * @return The numbers.
     * @throws IllegalArgumentException If the bytes aren't whole numbers.
     */
    public static int[] decode(ByteString packed) {
        return decode(packed.toByteArray());
    }

    static int[] decode(byte[] packed) {
        // At most one a byte.
        int[] values = new int[packed.length];
        int count = 0;
        for (int i = 0; i < packed.length; count++) {
            int first = packed[i++];
            if (first >= 0) {
                values[count] = first;
                continue;
            }
            int start = i - 1;
            int value = first & MORE - 1;
            int next = first;
            for (int shift = BITS; next < 0; shift += BITS) {
                if (i == packed.length || i - start == MOST_BYTES) {
                    throw new IllegalArgumentException("found a number that doesn't end");
                }
                next = packed[i++];
                // What is beyond the bits of an int is its sign once more.
                value |= shift < Integer.SIZE ? (next & MORE - 1) << shift : 0;
            }
            values[count] = value;
        }
        return Arrays.copyOf(values, count);
    }
}
