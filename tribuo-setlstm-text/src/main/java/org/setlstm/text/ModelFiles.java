package org.setlstm.text;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.setlstm.SETLSTMModel;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** Models as files. */
final class ModelFiles {
    /** Writes a file's content. */
    interface Content {
        void writeTo(Path path) throws IOException;
    }

    private ModelFiles() {}

    static Model<Label> load(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        try {
            return Model.deserializeFromFile(path).castModel(Label.class);
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new IllegalArgumentException(path + " is no classifier that Tribuo saved: " + reason(e));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(path + " is no model that Tribuo saved: " + reason(e));
        }
    }

    /** What the innermost cause says. */
    static String reason(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    static SETLSTMModel loadSETLSTM(Path path) throws IOException {
        if (load(path) instanceof SETLSTMModel model) {
            return model;
        }
        throw new IllegalArgumentException(path + " holds another kind of model than SETLSTMModel");
    }

    /** A file is either there as a whole or as it was before. */
    static void write(Path path, Content content) throws IOException {
        // Not createTempFile: what it makes only its owner can read.
        Path part = path.resolveSibling(
                path.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            content.writeTo(part);
            try {
                Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Better now than after an hour of training. */
    static void requireWritable(Path path) {
        Path directory = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path) || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new IllegalArgumentException("can't write " + path + ": "
                    + (Files.isDirectory(path)
                            ? "it is a directory"
                            : "its directory doesn't exist or can't be written"));
        }
    }
}
