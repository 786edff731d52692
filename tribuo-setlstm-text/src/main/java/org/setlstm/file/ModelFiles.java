package org.setlstm.file;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.setlstm.SETLSTMModel;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.ensemble.EnsembleModel;

/** Models as files, and files that are written as a whole or not at all. */
public final class ModelFiles {
    /** Writes a file's content. */
    public interface Content {
        /**
         * Writes.
         *
         * @param path A new file.
         * @throws IOException If it can't be written.
         */
        void writeTo(Path path) throws IOException;
    }

    private static final Logger logger = Logger.getLogger(ModelFiles.class.getName());
    private static final String PART = ".part";

    private ModelFiles() {}

    /**
     * Loads a classifier of any kind.
     *
     * @param path A file that Tribuo's {@code Model.serializeToFile} wrote.
     * @return The classifier.
     * @throws IOException If the file can't be read.
     * @throws IllegalArgumentException If it holds no classifier.
     */
    public static Model<Label> load(Path path) throws IOException {
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

    /**
     * What the innermost cause says.
     *
     * @param e An exception.
     * @return Its message.
     */
    public static String reason(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /**
     * Loads a SETLSTMModel.
     *
     * @param path A file that Tribuo's {@code Model.serializeToFile} wrote.
     * @return The model.
     * @throws IOException If the file can't be read.
     * @throws IllegalArgumentException If it holds no SETLSTMModel.
     */
    public static SETLSTMModel loadSETLSTM(Path path) throws IOException {
        return loadSETLSTM(path, 0);
    }

    /**
     * Loads a SETLSTMModel, which may be a member of an ensemble.
     *
     * @param path A file that Tribuo's {@code Model.serializeToFile} wrote.
     * @param member The member's number in its ensemble, from 1; 0 for a model that is no ensemble.
     * @return The model.
     * @throws IOException If the file can't be read.
     * @throws IllegalArgumentException If it holds no SETLSTMModel, or no such member; the message says how many there are.
     */
    public static SETLSTMModel loadSETLSTM(Path path, int member) throws IOException {
        Model<Label> model = load(path);
        if (model instanceof EnsembleModel<Label> ensemble) {
            int members = ensemble.getNumModels();
            if (member < 1 || member > members) {
                throw new IllegalArgumentException(path + " holds an ensemble of " + members + " models"
                        + (member == 0 ? "" : ", and no member " + member)
                        + ": choose one of them by its number, from 1 to " + members + " (--member)");
            }
            model = ensemble.getModels().get(member - 1);
        } else if (member != 0) {
            throw new IllegalArgumentException(path + " holds one model, and so no member " + member);
        }
        if (model instanceof SETLSTMModel found) {
            return found;
        }
        throw new IllegalArgumentException(path + " holds another kind of model than SETLSTMModel"
                + (member == 0 ? "" : " as member " + member) + ": a "
                + model.getClass().getSimpleName());
    }

    /**
     * Writes a file, which is either there as a whole or as it was before, even if the power goes.
     *
     * @param path The file, new or not.
     * @param content Writes its content to another place, from where it is moved.
     * @throws IOException If it can't be written.
     */
    public static void write(Path path, Content content) throws IOException {
        // Not createTempFile: what it makes only its owner can read.
        Path part = path.resolveSibling(
                path.getFileName() + "." + ProcessHandle.current().pid() + PART);
        deleteLeftovers(path);
        try {
            content.writeTo(part);
            try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            try {
                Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
            }
            forceDirectory(path);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // A full disk doesn't say whose write has failed.
            throw new IOException(path + " is not written, and is as it was before: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Of processes that were killed while they wrote. */
    private static void deleteLeftovers(Path path) throws IOException {
        String name = path.getFileName() + ".";
        try (DirectoryStream<Path> parts =
                Files.newDirectoryStream(path.toAbsolutePath().getParent(), p -> {
                    String sibling = p.getFileName().toString();
                    return sibling.startsWith(name) && sibling.endsWith(PART);
                })) {
            for (Path part : parts) {
                String file = part.getFileName().toString();
                String pid = file.substring(name.length(), Math.max(name.length(), file.length() - PART.length()));
                if (pid.matches("[0-9]{1,18}")
                        && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    /** The new name too is on the disk, where the system lets one say so. */
    private static void forceDirectory(Path path) {
        try (FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent())) {
            directory.force(true);
        } catch (IOException e) {
            logger.log(Level.FINE, "This system doesn't force directories", e);
        }
    }

    /**
     * Better now than after an hour of training.
     *
     * @param path A file that is to be written.
     * @throws IllegalArgumentException If it can't be.
     */
    public static void requireWritable(Path path) {
        Path directory = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path) || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new IllegalArgumentException("can't write " + path + ": "
                    + (Files.isDirectory(path)
                            ? "it is a directory"
                            : "its directory doesn't exist or can't be written"));
        }
    }
}
