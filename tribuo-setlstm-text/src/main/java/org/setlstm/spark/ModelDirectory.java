package org.setlstm.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The model's file beside a saved stage's metadata, on any file system of Hadoop's. */
final class ModelDirectory {
    private static final String FILE = "model.tribuo";

    private ModelDirectory() {}

    static void write(String directory, byte[] model, Configuration configuration) {
        Path file = new Path(directory, FILE);
        try (OutputStream out = file.getFileSystem(configuration).create(file)) {
            out.write(model);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + file + ": " + e.getMessage(), e);
        }
    }

    static byte[] read(String directory, Configuration configuration) {
        Path file = new Path(directory, FILE);
        try (InputStream in = file.getFileSystem(configuration).open(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + file + ": " + e.getMessage(), e);
        }
    }
}
