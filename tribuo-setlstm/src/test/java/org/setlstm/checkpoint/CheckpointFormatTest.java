package org.setlstm.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of checkpoints, written out by hand, and what is said of those that can't be read. */
class CheckpointFormatTest {
    private static final Map<String, String> RUN = Map.of("seed", "1");
    private static final String WHAT_TO_DO =
            ". Go on with the data and settings that it was made with, or move it away to start anew";

    /** In memory, with streams whose bytes arrive when they are flushed, and which tell whether they were closed. */
    private static final class Store implements CheckpointStore {
        private byte[] bytes;
        private int open;

        Store(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public Optional<InputStream> open() {
            if (bytes == null) {
                return Optional.empty();
            }
            open++;
            return Optional.of(new FilterInputStream(new ByteArrayInputStream(bytes)) {
                @Override
                public void close() {
                    open--;
                }
            });
        }

        @Override
        public void replace(Content content) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            content.writeTo(new BufferedOutputStream(out, 1 << 20));
            bytes = out.toByteArray();
        }

        @Override
        public String toString() {
            return "The store";
        }
    }

    private interface Body {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] body(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("SETLSTMc".getBytes(StandardCharsets.US_ASCII));
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(1);
        body.to(out);
        return bytes.toByteArray();
    }

    /** With a right digest. */
    private static byte[] digested(byte[] body) throws Exception {
        byte[] all = Arrays.copyOf(body, body.length + 32);
        System.arraycopy(MessageDigest.getInstance("SHA-256").digest(body), 0, all, body.length, 32);
        return all;
    }

    private static void run(DataOutputStream out) throws IOException {
        out.writeInt(1);
        out.writeUTF("seed");
        out.writeUTF("1");
    }

    private static void state(State state) {
        assertEquals(7, state.number(7, 0, 9));
    }

    private static String refusal(byte[] bytes) {
        Store store = new Store(bytes);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> CheckpointFormat.read(store, RUN, CheckpointFormatTest::state))
                .getMessage();
        assertEquals(0, store.open, "streams left open");
        return message;
    }

    @Test
    void theBytesAreMagicVersionRunStateAndDigest() throws Exception {
        Store store = new Store(null);
        CheckpointFormat.write(store, RUN, CheckpointFormatTest::state);
        assertArrayEquals(
                digested(body(out -> {
                    run(out);
                    out.writeLong(7);
                })),
                store.bytes);
        assertTrue(CheckpointFormat.read(store, RUN, CheckpointFormatTest::state));
        assertEquals(0, store.open);
    }

    @Test
    void thereMayBeNoneYet() throws IOException {
        Store store = new Store(null);
        assertFalse(CheckpointFormat.read(store, RUN, CheckpointFormatTest::state));
        assertNull(store.bytes);
    }

    /** Longer than the buffers, and of lengths at which a part of the digest comes with other parts of the state. */
    @ParameterizedTest
    @ValueSource(ints = {0, 16_364, 16_370, 16_384, 40_001})
    void longStatesComeBack(int length) throws IOException {
        int[] values = new int[length];
        Arrays.setAll(values, i -> i * 31);
        Store store = new Store(null);
        CheckpointFormat.write(store, RUN, s -> s.ints(values));
        int[] read = new int[length];
        assertTrue(CheckpointFormat.read(store, RUN, s -> s.ints(read)));
        assertArrayEquals(values, read);
    }

    @Test
    void whatIsNoneIsSaidToBeNone() throws Exception {
        assertEquals("The store is no checkpoint" + WHAT_TO_DO, refusal(new byte[0]));
        assertEquals("The store is no checkpoint" + WHAT_TO_DO, refusal(new byte[100]));
        byte[] next = digested(body(CheckpointFormatTest::run));
        next[11]++;
        assertEquals("The store has version 2, and this library reads version 1 alone" + WHAT_TO_DO, refusal(next));
    }

    @Test
    void damageIsSaidToBeDamage() throws Exception {
        String damaged = "The store is damaged: its checksum is another one than its content's" + WHAT_TO_DO;
        byte[] whole = digested(body(CheckpointFormatTest::run));
        for (int i = 12; i < whole.length; i++) {
            byte[] bytes = whole.clone();
            bytes[i] ^= 1;
            assertEquals(damaged, refusal(bytes));
            assertEquals(damaged, refusal(Arrays.copyOf(whole, i)));
        }
    }

    @Test
    void forgedLengthsAreRefused() throws Exception {
        byte[] bare = body(CheckpointFormatTest::run);
        assertEquals(
                "The store can't be gone on from: it is too short or too long" + WHAT_TO_DO,
                refusal(digested(body(out -> {
                    run(out);
                    out.writeLong(7);
                    out.write(0);
                }))));
        // The state's one number is read out of the digest, which is too short then.
        assertEquals(
                "The store can't be gone on from: it is too short or too long" + WHAT_TO_DO,
                refusalOf(digested(bare), s -> s.number(0, Long.MIN_VALUE, Long.MAX_VALUE)));
        assertEquals(
                "The store can't be gone on from: it is too short" + WHAT_TO_DO,
                refusalOf(digested(bare), s -> s.floats(new float[100])));
        assertEquals(
                "The store can't be gone on from: it is too short, or describes its run by no text" + WHAT_TO_DO,
                refusal(digested(body(out -> out.writeInt(1000)))));
    }

    private static String refusalOf(byte[] bytes, Consumer<State> state) {
        return assertThrows(IllegalArgumentException.class, () -> CheckpointFormat.read(new Store(bytes), RUN, state))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1001, Integer.MAX_VALUE})
    void forgedCountsAreRefused(int count) throws Exception {
        assertEquals(
                "The store can't be gone on from: it describes its run by " + count + " entries" + WHAT_TO_DO,
                refusal(digested(body(out -> out.writeInt(count)))));
    }

    @Test
    void aThousandEntriesAreAsGoodAsNone() throws IOException {
        Map<String, String> run = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            run.put("setting" + i, "" + i);
        }
        Store store = new Store(null);
        CheckpointFormat.write(store, run, s -> {});
        assertTrue(CheckpointFormat.read(store, run, s -> {}));
        CheckpointFormat.write(store, Map.of(), s -> {});
        assertTrue(CheckpointFormat.read(store, Map.of(), s -> {}));
    }

    @Test
    void otherRunsAreRefusedWithAllThatDiffers() throws Exception {
        assertEquals(
                "The store is of another run: seed was 2 and is 1; pooling was MAX and is no setting now" + WHAT_TO_DO,
                refusal(digested(body(out -> {
                    out.writeInt(2);
                    out.writeUTF("pooling");
                    out.writeUTF("MAX");
                    out.writeUTF("seed");
                    out.writeUTF("2");
                }))));
        assertEquals(
                "The store is of another run: seed was null and is 1" + WHAT_TO_DO,
                refusal(digested(body(out -> out.writeInt(0)))));
    }

    @Test
    void valuesThatAStateCannotHaveAreRefused() throws Exception {
        assertEquals(
                "The store can't be gone on from: a number is 10, and must be from 0 to 9" + WHAT_TO_DO,
                refusal(digested(body(out -> {
                    run(out);
                    out.writeLong(10);
                }))));
    }

    /** What the disk says reaches the caller as it is. */
    @Test
    void failuresOfTheDiskStayWhatTheyAre() {
        CheckpointStore full = new CheckpointStore() {
            @Override
            public Optional<InputStream> open() {
                return Optional.empty();
            }

            @Override
            public void replace(Content content) throws IOException {
                content.writeTo(new OutputStream() {
                    private int written;

                    @Override
                    public void write(int b) throws IOException {
                        if (++written > 40) {
                            throw new IOException("No space left on device");
                        }
                    }
                });
            }
        };
        IOException e = assertThrows(
                IOException.class, () -> CheckpointFormat.write(full, RUN, s -> s.floats(new float[50_000])));
        assertEquals("No space left on device", e.getMessage());
        Store store = new Store(null);
        e = assertThrows(IOException.class, () -> {
            CheckpointFormat.write(store, RUN, CheckpointFormatTest::state);
            CheckpointFormat.read(store, RUN, s -> {
                throw new UncheckedIOException(new IOException("Input/output error"));
            });
        });
        assertEquals("Input/output error", e.getMessage());
    }
}
