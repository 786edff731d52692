package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.setlstm.checkpoint.CheckpointStore;
import org.setlstm.training.Progress;
import org.setlstm.training.TrainingListener;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Damaged and forged checkpoints are refused, or training goes on from what they say. */
class CheckpointFuzzTest {
    private static final Logger TRAINING = Logger.getLogger("org.setlstm");
    private static final Costs DAMAGED = new Costs("damaged checkpoints");
    private static final Costs FORGED = new Costs("forged checkpoints, with a right checksum");
    private static final long MOST_BYTES = 64L << 20;
    private static final MutableDataset<Label> DATA = WordOrder.dataset(WordOrder.examples(40, 1));
    private static byte[] whole;
    private static String digest;

    /** Forgets what is written. */
    private static class Store implements CheckpointStore {
        private final byte[] bytes;

        Store(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public Optional<InputStream> open() {
            return Optional.ofNullable(bytes).map(ByteArrayInputStream::new);
        }

        @Override
        public void replace(Content content) throws IOException {
            content.writeTo(new ByteArrayOutputStream());
        }

        @Override
        public String toString() {
            return "memory";
        }
    }

    private static SETLSTMTrainer trainer(CheckpointStore store) {
        SETLSTMTrainer trainer = WordOrder.trainer()
                .epochs(2)
                .embeddingDimension(6)
                .hiddenDimension(6)
                .validationShare(0.3)
                .averageDecay(0.9)
                .build();
        trainer.setCheckpoints(store, Duration.ZERO);
        return trainer;
    }

    @BeforeContainer
    static void train() {
        TRAINING.setLevel(Level.OFF);
        SETLSTMTrainer trainer = trainer(new Store(null) {
            @Override
            public void replace(Content content) throws IOException {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                content.writeTo(out);
                whole = whole == null ? out.toByteArray() : whole;
            }
        });
        digest = trainer.train(DATA).weightsDigest();
        assertEquals(digest, trainer(new Store(whole)).train(DATA).weightsDigest());
    }

    @AfterContainer
    static void tell() {
        TRAINING.setLevel(null);
        for (Costs costs : List.of(DAMAGED, FORGED)) {
            System.out.println(costs);
            assertTrue(costs.largestBytes() < MOST_BYTES, costs::toString);
        }
    }

    @Provide
    Arbitrary<List<Damage>> damage() {
        return Damage.any();
    }

    @Property(seed = "4")
    void damagedCheckpointsAreRefused(@ForAll("damage") List<Damage> damage) {
        byte[] bytes = Damage.apply(damage, whole);
        DAMAGED.of(() -> {
            SETLSTMTrainer trainer = trainer(new Store(bytes));
            try {
                assertEquals(digest, trainer.train(DATA).weightsDigest());
                assertTrue(Arrays.equals(whole, bytes));
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().startsWith("memory "), e.getMessage());
            }
        });
    }

    @Property(seed = "5")
    void forgedCheckpointsAreRefusedOrGoneOnFrom(@ForAll("damage") List<Damage> damage) throws Exception {
        byte[] body = Damage.apply(damage, Arrays.copyOf(whole, whole.length - 32));
        byte[] bytes = Arrays.copyOf(body, body.length + 32);
        System.arraycopy(MessageDigest.getInstance("SHA-256").digest(body), 0, bytes, body.length, 32);
        FORGED.of(() -> {
            SETLSTMTrainer trainer = trainer(new Store(bytes));
            trainer.setListener(new TrainingListener() {
                @Override
                public void resumed(Progress p) {
                    assertTrue(p.epoch() <= p.epochs() && p.batch() <= p.batches(), p.toString());
                }
            });
            try {
                trainer.train(DATA);
            } catch (ArithmeticException e) {
                assertTrue(e.getMessage().startsWith("Training has diverged"), e.getMessage());
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().startsWith("memory "), e.getMessage());
            }
        });
    }
}
