package org.setlstm.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.setlstm.protos.FeatureColumnsProto;

/** Names out of columns that are written out, and what is said of columns that hold none. */
class StoredNamesTest {
    /** bad#1, badly#1, c#1. */
    private static FeatureColumnsProto.Builder columns() {
        return FeatureColumnsProto.newBuilder()
                .addAllSharedLengths(List.of(0, 3, 0))
                .addAllRestLengths(List.of(5, 4, 3))
                .setRests("bad#1ly#1c#1")
                .addAllKinds(List.of(1, 1, 1));
    }

    private static ByteString deflated(FeatureColumnsProto columns) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            columns.writeTo(out);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }

    @Test
    void namesAreThoseOfTheirIds() throws IOException {
        ByteString stored = deflated(columns().build());
        assertArrayEquals(new String[] {"c#1", "badly#1"}, StoredNames.of(stored, new int[] {2, 1}));
        assertArrayEquals(new String[] {"bad#1"}, StoredNames.of(stored, new int[] {0}));
        FeatureDomain domain = FeatureDomain.stored(stored);
        assertEquals(
                List.of("badly", "bad"), domain.vocabulary(new int[] {1, 0}, 0).tokens());
        assertSame(stored, domain.stored());
        assertEquals(2, domain.features().getID("c#1"));
        assertSame(domain.features(), domain.features());
        FeatureDomain decoded = FeatureDomain.of(domain.features());
        assertEquals(domain.features(), FeatureDomainCodec.decode(decoded.stored()));
        assertEquals(
                List.of("badly", "bad"), decoded.vocabulary(new int[] {1, 0}, 0).tokens());
    }

    private static void refused(String problem, Consumer<FeatureColumnsProto.Builder> damage, int... ids)
            throws IOException {
        FeatureColumnsProto.Builder columns = columns();
        damage.accept(columns);
        ByteString stored = deflated(columns.build());
        assertEquals(
                "Invalid protobuf, " + problem,
                assertThrows(IllegalStateException.class, () -> StoredNames.of(stored, ids))
                        .getMessage());
    }

    @Test
    void damageIsRefusedAndSaysWhere() throws IOException {
        refused("found a token of feature 3, which is another token's or not one of 3", c -> {}, 3);
        refused("found a token of feature -1, which is another token's or not one of 3", c -> {}, -1);
        refused("found a token of feature 1, which is another token's or not one of 3", c -> {}, 1, 1);
        refused("found no column 1 of features", c -> c.clearSharedLengths());
        refused("found no column 2 of features", c -> c.clearRestLengths());
        refused("found no column 3 of features", c -> c.clearRests());
        refused("found 4 and 3 names of features", c -> c.addSharedLengths(0));
        refused("found no name for feature 0", c -> c.setSharedLengths(0, 1));
        refused("found no name for feature 1", c -> c.setSharedLengths(1, 6));
        refused("found no name for feature 1", c -> c.setSharedLengths(1, -1));
        refused("found no name for feature 1", c -> c.setRestLengths(1, -1));
        refused("found no name for feature 2", c -> c.setRestLengths(2, 4));
    }

    @Test
    void namesThatGrowAreRefused() throws IOException {
        FeatureColumnsProto.Builder columns = FeatureColumnsProto.newBuilder().setRests("a".repeat(200));
        for (int i = 0; i < 200; i++) {
            columns.addSharedLengths(i).addRestLengths(1);
        }
        // In all 20100 characters, and 12800 may be.
        ByteString stored = deflated(columns.build());
        assertEquals(
                "Invalid protobuf, found longer names than 200 features have",
                assertThrows(IllegalStateException.class, () -> StoredNames.of(stored, new int[0]))
                        .getMessage());
    }

    @Test
    void moreFeaturesThanTheBytesMayHoldAreRefused() throws IOException {
        FeatureColumnsProto.Builder columns = FeatureColumnsProto.newBuilder().setRests("a");
        for (int i = 0; i < 1 << 18; i++) {
            columns.addSharedLengths(0).addRestLengths(0);
        }
        ByteString stored = deflated(columns.build());
        assertEquals(
                "Invalid protobuf, found 262144 features in " + stored.size() + " compressed bytes",
                assertThrows(IllegalStateException.class, () -> StoredNames.of(stored, new int[0]))
                        .getMessage());
    }
}
