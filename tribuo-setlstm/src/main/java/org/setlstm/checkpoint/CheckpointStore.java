package org.setlstm.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Where the checkpoints of one training run are kept: the last of them, the same for each call. {@code toString()} names
 * the place in messages.
 */
public interface CheckpointStore {
    /** A checkpoint's bytes. */
    @FunctionalInterface
    interface Content {
        /**
         * Writes them.
         *
         * @param out Is left open.
         * @throws IOException If that fails.
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Opens the last checkpoint that was written as a whole. It may be read more than once.
     *
     * @return Its bytes, to be closed by the caller; empty if there is none yet.
     * @throws IOException If it is there and can't be opened.
     */
    Optional<InputStream> open() throws IOException;

    /**
     * Replaces the checkpoint. Until the new one is safe, whatever happens, the one before must stay.
     *
     * @param content The new one.
     * @throws IOException If that fails; then the one before is still there.
     */
    void replace(Content content) throws IOException;
}
