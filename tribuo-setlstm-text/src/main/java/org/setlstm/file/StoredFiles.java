package org.setlstm.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;

/** Reads files that may be gzipped, whatever their name. */
public final class StoredFiles {
    /** Takes what it wants from a file's content. */
    public interface Content {
        /**
         * Reads.
         *
         * @param content The content, unpacked.
         * @throws IOException If it can't be read.
         */
        void read(InputStream content) throws IOException;
    }

    private StoredFiles() {}

    /**
     * Reads a file.
     *
     * @param path The file.
     * @param digest Gets all bytes of the file as it is stored, however much of it is read.
     * @param content Takes what it wants.
     * @throws IOException If the file can't be read; the message names it.
     */
    public static void read(Path path, MessageDigest digest, Content content) throws IOException {
        try (InputStream file =
                new BufferedInputStream(new DigestInputStream(Files.newInputStream(path), digest), 1 << 16)) {
            content.read(new Named(path, file));
            // What may follow the compressed data is a part of the file's hash all the same.
            file.transferTo(OutputStream.nullOutputStream());
        }
    }

    /**
     * A file's content, unpacked, whose failures name the file. They have no cause, whose message would not: of causes people
     * are shown the innermost.
     */
    private static final class Named extends InputStream {
        private final Path path;
        private final InputStream content;

        Named(Path path, InputStream file) throws IOException {
            this.path = path;
            try {
                content = isGzipped(file) ? new GZIPInputStream(file, 1 << 16) : file;
            } catch (IOException e) {
                throw named(e);
            }
        }

        @Override
        public int read() throws IOException {
            try {
                return content.read();
            } catch (IOException e) {
                throw named(e);
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return content.read(bytes, from, length);
            } catch (IOException e) {
                throw named(e);
            }
        }

        @Override
        public int available() throws IOException {
            return content.available();
        }

        private IOException named(IOException e) {
            IOException named = new IOException(path + ": " + e);
            named.addSuppressed(e);
            return named;
        }
    }

    private static boolean isGzipped(InputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() | in.read() << 8;
        in.reset();
        return magic == GZIPInputStream.GZIP_MAGIC;
    }
}
