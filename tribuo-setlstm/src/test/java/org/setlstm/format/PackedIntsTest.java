package org.setlstm.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.setlstm.protos.FeatureColumnsProto;

/** Against protobuf's own lists, for files of other versions have those. */
class PackedIntsTest {
    private static final int[] VALUES = IntStream.concat(
                    IntStream.range(0, 32).flatMap(bit -> IntStream.of(1 << bit, (1 << bit) - 1, -(1 << bit))),
                    IntStream.of(0, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 21, 300))
            .toArray();

    @Test
    void theyAreProtobufsPackedNumbers() throws Exception {
        FeatureColumnsProto.Builder list = FeatureColumnsProto.newBuilder();
        Arrays.stream(VALUES).forEach(list::addKinds);
        ByteString packed = PackedInts.encode(VALUES);
        ByteString message = list.build().toByteString();
        // After the field's tag and its length in two bytes.
        assertEquals(message.substring(3), packed);
        assertArrayEquals(VALUES, PackedInts.decode(packed));
        assertEquals(0, PackedInts.decode(ByteString.EMPTY).length);
    }

    /** As protobuf reads them too, though it writes none. */
    @Test
    void numbersMayBeLongerThanTheyNeedBe() {
        assertArrayEquals(
                new int[] {0, 5, 1}, PackedInts.decode(new byte[] {(byte) 0x80, 0, 5, (byte) 0x81, (byte) 0x80, 0}));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        ByteString packed = PackedInts.encode(1, -1);
        for (int cut = 2; cut < packed.size(); cut++) {
            ByteString rest = packed.substring(0, cut);
            assertThrows(IllegalArgumentException.class, () -> PackedInts.decode(rest));
        }
        byte[] endless = new byte[11];
        Arrays.fill(endless, (byte) 0xff);
        endless[10] = 1;
        assertThrows(IllegalArgumentException.class, () -> PackedInts.decode(ByteString.copyFrom(endless)));
    }
}
