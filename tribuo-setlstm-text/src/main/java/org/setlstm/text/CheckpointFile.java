package org.setlstm.text;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.setlstm.checkpoint.CheckpointStore;
import org.setlstm.file.ModelFiles;

/**
 * A training run's checkpoint as a file. A new one is written beside it, forced to the disk, and put in its place: so
 * whenever the power or the process goes, the file is one or the other as a whole.
 */
public final class CheckpointFile implements CheckpointStore {
    private final Path path;

    /**
     * At this path.
     *
     * @param path Where it is, or will be.
     * @throws IllegalArgumentException If nothing can be written there.
     */
    public CheckpointFile(Path path) {
        ModelFiles.requireWritable(path);
        this.path = path;
    }

    @Override
    public Optional<InputStream> open() throws IOException {
        return Files.exists(path) ? Optional.of(Files.newInputStream(path)) : Optional.empty();
    }

    @Override
    public void replace(Content content) throws IOException {
        ModelFiles.write(path, part -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                content.writeTo(out);
            }
        });
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
