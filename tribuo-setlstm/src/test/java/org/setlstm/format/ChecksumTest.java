package org.setlstm.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.security.MessageDigest;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.setlstm.protos.NetworkProto;
import org.setlstm.protos.SETLSTMModelProto;

/** Checksums against those of messages that are written without them. */
class ChecksumTest {
    private static SETLSTMModelProto.Builder model() {
        return SETLSTMModelProto.newBuilder()
                .setNetwork(NetworkProto.newBuilder().setVocabulary(3))
                .addTokenIds(1)
                .setFeatureDomain(ByteString.copyFromUtf8("domain"))
                .setUnknownPrefix(4);
    }

    @Test
    void eachIsOfAllThatStandsBeforeIt() throws Exception {
        SETLSTMModelProto signed = Checksum.sign(model());
        CRC32C crc = new CRC32C();
        crc.update(model().build().toByteArray());
        assertEquals((int) crc.getValue(), signed.getCrc32C());
        byte[] sha256 = MessageDigest.getInstance("SHA-256")
                .digest(model().setCrc32C(signed.getCrc32C()).build().toByteArray());
        assertEquals(ByteString.copyFrom(sha256), signed.getSha256());
        assertEquals(signed, Checksum.sign(signed.toBuilder()));
        Checksum.check(signed, signed.toByteString());
    }

    private static String refused(SETLSTMModelProto model) {
        return assertThrows(IllegalStateException.class, () -> Checksum.check(model, model.toByteString()))
                .getMessage();
    }

    @Test
    void eitherTellsDamage() throws Exception {
        String damaged = "Invalid protobuf, the checksum is another one than the content's: the model is damaged";
        SETLSTMModelProto signed = Checksum.sign(model());
        assertEquals(damaged, refused(signed.toBuilder().setUnknownPrefix(5).build()));
        assertEquals("Invalid protobuf, the model has no checksum", refused(model().build()));
        // Older files have SHA-256 alone.
        ByteString sha256 = ByteString.copyFrom(
                MessageDigest.getInstance("SHA-256").digest(model().build().toByteArray()));
        SETLSTMModelProto older = model().setSha256(sha256).build();
        Checksum.check(older, older.toByteString());
        assertEquals(damaged, refused(older.toBuilder().setUnknownPrefix(5).build()));
        assertTrue(assertThrows(
                        IllegalStateException.class, () -> Checksum.check(older, ByteString.copyFromUtf8("\u0007")))
                .getMessage()
                .startsWith("Invalid protobuf, "));
    }

    @Test
    void absentIsWhatNothingTellsOf() {
        assertTrue(Checksum.isAbsent(model().clearFeatureDomain().build()));
        assertFalse(Checksum.isAbsent(model().build()));
        assertFalse(Checksum.isAbsent(Checksum.sign(model().clearFeatureDomain())));
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        assertFalse(Checksum.isAbsent(
                model().clearFeatureDomain().setUnknownFields(unknown).build()));
    }
}
