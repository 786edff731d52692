package org.setlstm.format;

import static org.setlstm.format.NetworkCodec.check;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.setlstm.protos.FeatureColumnsProto;

/** The names of some features of a {@link FeatureColumnsProto}: the columns that they are made of stand first in it. */
final class StoredNames {
    private final int[] sharedLengths;
    private final int[] restLengths;
    private final String rests;

    private StoredNames(int[] sharedLengths, int[] restLengths, String rests) {
        this.sharedLengths = sharedLengths;
        this.restLengths = restLengths;
        this.rests = rests;
    }

    /** In the order of the ids. Throws IllegalStateException if they aren't there. */
    static String[] of(ByteString compressed, int[] ids) {
        try (InflaterInputStream in = new InflaterInputStream(compressed.newInput(), new Inflater(), 1 << 14)) {
            CodedInputStream columns = CodedInputStream.newInstance(in);
            columns.setSizeLimit(FeatureDomainCodec.mostBytes(compressed.size()));
            StoredNames names = read(columns, compressed.size());
            return names.of(ids);
        } catch (IllegalArgumentException | IOException e) {
            throw new IllegalStateException("Invalid protobuf, " + e.getMessage(), e);
        }
    }

    private static StoredNames read(CodedInputStream columns, int compressed) throws IOException {
        int[] sharedLengths = lengths(columns, FeatureColumnsProto.SHARED_LENGTHS_FIELD_NUMBER, compressed);
        int[] restLengths = lengths(columns, FeatureColumnsProto.REST_LENGTHS_FIELD_NUMBER, compressed);
        check(
                sharedLengths.length == restLengths.length,
                "found %d and %d names of features",
                sharedLengths.length,
                restLengths.length);
        require(columns, FeatureColumnsProto.RESTS_FIELD_NUMBER);
        return new StoredNames(sharedLengths, restLengths, columns.readString());
    }

    private static void require(CodedInputStream columns, int field) throws IOException {
        check(
                columns.readTag() == (field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED),
                "found no column %d of features",
                field);
    }

    private static int[] lengths(CodedInputStream columns, int field, int compressed) throws IOException {
        require(columns, field);
        byte[] packed = columns.readByteArray();
        int[] lengths = PackedInts.decode(packed);
        check(
                FeatureDomainCodec.mayHold(compressed, lengths.length),
                "found %d features in %d compressed bytes",
                lengths.length,
                compressed);
        return lengths;
    }

    private String[] of(int[] ids) {
        boolean[] wanted = new boolean[sharedLengths.length];
        for (int id : ids) {
            if (id < 0 || id >= wanted.length || wanted[id]) {
                throw new IllegalArgumentException(
                        "found a token of feature " + id + ", which is another token's or not one of " + wanted.length);
            }
            wanted[id] = true;
        }
        String[] all = names(wanted);
        String[] names = new String[ids.length];
        for (int i = 0; i < ids.length; i++) {
            names[i] = all[ids[i]];
        }
        return names;
    }

    /** Of each feature, null where it isn't wanted. */
    private String[] names(boolean[] wanted) {
        String[] names = new String[wanted.length];
        char[] allRests = rests.toCharArray();
        char[] name = new char[allRests.length];
        int before = 0;
        int rest = 0;
        long characters = 0;
        for (int id = 0; id < names.length; id++) {
            int shared = sharedLengths[id];
            int length = restLengths[id];
            if (shared < 0 || shared > before || length < 0 || length > allRests.length - rest) {
                throw new IllegalArgumentException("found no name for feature " + id);
            }
            before = shared + length;
            for (int i = shared; i < before; i++) {
                name[i] = allRests[rest++];
            }
            characters += before;
            if (characters > (long) FeatureDomainCodec.MOST_EXPANSION * (names.length + allRests.length)) {
                throw new IllegalArgumentException("found longer names than " + names.length + " features have");
            }
            if (wanted[id]) {
                names[id] = new String(name, 0, before);
            }
        }
        return names;
    }
}
