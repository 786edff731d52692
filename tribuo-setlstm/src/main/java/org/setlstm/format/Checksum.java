package org.setlstm.format;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.setlstm.protos.SETLSTMModelProto;

/** A model's message and the SHA-256 of all else that is in it. */
public final class Checksum {
    private Checksum() {}

    /**
     * Signs a message.
     *
     * @param model A model's message, without a checksum or with an old one, which is lost.
     * @return The message with the checksum of its content.
     */
    public static SETLSTMModelProto sign(SETLSTMModelProto.Builder model) {
        return model.setSha256(of(model.clearSha256().build())).build();
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
     * @throws IllegalStateException If it isn't what was signed.
     */
    public static void check(SETLSTMModelProto model) {
        if (!model.getSha256().equals(of(model.toBuilder().clearSha256().build()))) {
            throw new IllegalStateException("Invalid protobuf, "
                    + (model.getSha256().isEmpty()
                            ? "the model has no checksum"
                            : "the checksum is another one than the content's: the model is damaged"));
        }
    }

    private static ByteString of(SETLSTMModelProto model) {
        try (DigestOutputStream out =
                new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            // Not toByteArray: models are large.
            model.writeTo(out);
            return ByteString.copyFrom(out.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
