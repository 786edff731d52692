package org.setlstm.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.setlstm.protos.SETLSTMModelProto;

/** A model's message and the checksums of all else that is in it. */
public final class Checksum {
    private Checksum() {}

    /**
     * Signs a message.
     *
     * @param model A model's message, without a checksum or with an old one, which is lost.
     * @return The message with the checksum of its content.
     */
    public static SETLSTMModelProto sign(SETLSTMModelProto.Builder model) {
        model.clearSha256().setCrc32C(crc(model.clearCrc32C().build().toByteString()));
        return model.setSha256(sha256(model.build().toByteString())).build();
    }

    /**
     * Whether a message is of the format that had none: without what only later ones have.
     *
     * @param model A model's message.
     * @return Whether nothing in it tells of a checksum.
     */
    public static boolean isAbsent(SETLSTMModelProto model) {
        return model.getSha256().isEmpty()
                && model.getFeatureDomain().isEmpty()
                && model.getUnknownFields().asMap().isEmpty();
    }

    /**
     * Checks a message.
     *
     * @param model A model's message.
     * @param bytes The bytes that it was read from.
     * @throws IllegalStateException If it isn't what was signed.
     */
    public static void check(SETLSTMModelProto model, ByteString bytes) {
        if (model.getSha256().isEmpty()) {
            throw new IllegalStateException("Invalid protobuf, the model has no checksum");
        }
        // Either tells damage; SHA-256 of a large model takes as long as all else of its loading.
        boolean right =
                model.getCrc32C() == 0 ? model.getSha256().equals(sha256(bytes)) : model.getCrc32C() == crc(bytes);
        if (!right) {
            throw new IllegalStateException(
                    "Invalid protobuf, the checksum is another one than the content's: the model is damaged");
        }
    }

    private static ByteString sha256(ByteString model) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
        forEachField(model, Set.of(SETLSTMModelProto.SHA256_FIELD_NUMBER), digest::update);
        return ByteString.copyFrom(digest.digest());
    }

    private static int crc(ByteString model) {
        CRC32C crc = new CRC32C();
        forEachField(
                model,
                Set.of(SETLSTMModelProto.SHA256_FIELD_NUMBER, SETLSTMModelProto.CRC32C_FIELD_NUMBER),
                crc::update);
        return (int) crc.getValue();
    }

    /** Of a message's bytes as they are: not written once more, for models are large, and to load one is to wait for it. */
    private static void forEachField(ByteString model, Set<Integer> without, Consumer<ByteBuffer> content) {
        CodedInputStream fields = model.newCodedInput();
        try {
            while (!fields.isAtEnd()) {
                int start = fields.getTotalBytesRead();
                int tag = fields.readTag();
                fields.skipField(tag);
                if (!without.contains(WireFormat.getTagFieldNumber(tag))) {
                    model.substring(start, fields.getTotalBytesRead())
                            .asReadOnlyByteBufferList()
                            .forEach(content);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("Invalid protobuf, " + e.getMessage(), e);
        }
    }
}
