package org.setlstm.checkpoint;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A checkpoint's bytes: what they are, of which run, the state, and the SHA-256 of all that. The digest tells damage; it
 * proves no origin.
 */
public final class CheckpointFormat {
    private static final long MAGIC = 0x5345544C53544D63L; // SETLSTMc
    private static final int VERSION = 1;
    private static final int DIGEST_BYTES = 32;

    /** Many more than there are settings. */
    private static final int MOST_ENTRIES = 1000;

    private CheckpointFormat() {}

    /**
     * Writes a checkpoint.
     *
     * @param store Where.
     * @param run What must be the same where training goes on: names and values.
     * @param state Tells the state.
     * @throws IOException If it can't be written; then the one before is still there.
     */
    public static void write(CheckpointStore store, Map<String, String> run, Consumer<State> state) throws IOException {
        store.replace(out -> write(out, run, state));
    }

    private static void write(OutputStream to, Map<String, String> run, Consumer<State> state) throws IOException {
        MessageDigest digest = sha256();
        DataOutputStream out = new DataOutputStream(new DigestOutputStream(to, digest));
        out.writeLong(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(run.size());
        for (Map.Entry<String, String> e : run.entrySet()) {
            out.writeUTF(e.getKey());
            out.writeUTF(e.getValue());
        }
        try {
            StateWriter writer = new StateWriter(out);
            state.accept(writer);
            writer.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        to.write(digest.digest());
        to.flush();
    }

    /**
     * Reads the last checkpoint, if there is one.
     *
     * @param store Where.
     * @param run What must be the same as it was: names and values.
     * @param state Is told the state to fill. After an exception it may be filled in part.
     * @return Whether there was one.
     * @throws IOException If it can't be read.
     * @throws IllegalArgumentException If it is none, is damaged, or is of another run; the message says how they differ.
     */
    public static boolean read(CheckpointStore store, Map<String, String> run, Consumer<State> state)
            throws IOException {
        try (InputStream all = open(store)) {
            if (all == null) {
                return false;
            }
            verify(store, all);
        }
        // Opened again, since a checkpoint may be larger than what memory is left.
        try (InputStream all = open(store)) {
            DataInputStream in = new DataInputStream(all);
            header(store, in);
            requireSame(store, run, entries(in));
            state.accept(new StateReader(in));
            if (in.readNBytes(DIGEST_BYTES).length < DIGEST_BYTES || in.read() >= 0) {
                throw new IllegalArgumentException("it is too short or too long");
            }
            return true;
        } catch (IllegalArgumentException e) {
            throw e instanceof Refused ? e : new Refused(store, " can't be gone on from: " + e.getMessage());
        } catch (EOFException | UTFDataFormatException e) {
            throw new Refused(store, " can't be gone on from: it is too short, or describes its run by no text");
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof EOFException) {
                throw new Refused(store, " can't be gone on from: it is too short");
            }
            throw e.getCause();
        }
    }

    private static InputStream open(CheckpointStore store) throws IOException {
        Optional<InputStream> in = store.open();
        return in.isEmpty() ? null : new BufferedInputStream(in.get(), 1 << 16);
    }

    private static void header(CheckpointStore store, DataInputStream in) throws IOException {
        if (in.readLong() != MAGIC) {
            throw new Refused(store, " is no checkpoint");
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new Refused(
                    store, " has version " + version + ", and this library reads version " + VERSION + " alone");
        }
    }

    /** Throws if the bytes aren't those that were written. */
    private static void verify(CheckpointStore store, InputStream all) throws IOException {
        MessageDigest digest = sha256();
        all.mark(Long.BYTES + Integer.BYTES);
        try {
            header(store, new DataInputStream(all));
        } catch (EOFException e) {
            throw new Refused(store, " is no checkpoint");
        }
        all.reset();
        // The last bytes are never fed to the digest: they are the digest.
        byte[] buffer = new byte[1 << 16];
        int held = 0;
        for (int n = all.read(buffer); n >= 0; n = all.read(buffer, held, buffer.length - held)) {
            int size = held + n;
            int fed = Math.max(0, size - DIGEST_BYTES);
            digest.update(buffer, 0, fed);
            System.arraycopy(buffer, fed, buffer, 0, size - fed);
            held = size - fed;
        }
        if (held < DIGEST_BYTES || !MessageDigest.isEqual(digest.digest(), Arrays.copyOf(buffer, DIGEST_BYTES))) {
            throw new Refused(store, " is damaged: its checksum is another one than its content's");
        }
    }

    private static Map<String, String> entries(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_ENTRIES) {
            throw new IllegalArgumentException("it describes its run by " + count + " entries");
        }
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            entries.put(in.readUTF(), in.readUTF());
        }
        return entries;
    }

    private static void requireSame(CheckpointStore store, Map<String, String> run, Map<String, String> stored) {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, String> e : run.entrySet()) {
            String was = stored.remove(e.getKey());
            if (!e.getValue().equals(was)) {
                differences.add(e.getKey() + " was " + was + " and is " + e.getValue());
            }
        }
        stored.forEach((key, was) -> differences.add(key + " was " + was + " and is no setting now"));
        if (!differences.isEmpty()) {
            throw new Refused(store, " is of another run: " + String.join("; ", differences));
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    /** With what to do. */
    private static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Refused(CheckpointStore store, String problem) {
            super(store + problem
                    + ". Go on with the data and settings that it was made with, or move it away to start anew");
        }
    }
}
