package org.setlstm.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.setlstm.text.TextClassifier;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * A classifier as the bytes of its file, which is what travels: Tribuo's models are not for Java serialization.
 *
 * @param bytes What Tribuo's {@code Model.serializeToFile} writes.
 * @param sha256 Their SHA-256 in hexadecimal, by which they are known.
 */
record StoredClassifier(byte[] bytes, String sha256) {
    static StoredClassifier of(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new StoredClassifier(bytes, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    static StoredClassifier of(Model<Label> model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            model.serializeToStream(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(bytes.toByteArray());
    }

    /** Throws IllegalArgumentException if the bytes are no classifier of texts that gives probabilities. */
    static TextClassifier read(byte[] bytes) {
        Model<Label> model;
        try {
            model = Model.deserializeFromStream(new ByteArrayInputStream(bytes)).castModel(Label.class);
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new IllegalArgumentException("This is no classifier that Tribuo saved: " + e.getMessage(), e);
        }
        if (!model.generatesProbabilities()) {
            throw new IllegalArgumentException("A " + model.getClass().getName()
                    + " gives scores that are no probabilities, and a pipeline of Spark expects these");
        }
        return new TextClassifier(model);
    }
}
