package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.setlstm.encoding.EncodedExamples;
import org.setlstm.encoding.PretrainedEmbedding;
import org.setlstm.sequence.Vocabulary;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.Sparsity;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.hash.HashingTrainer;
import org.tribuo.hash.MessageDigestHasher;
import org.tribuo.test.Helpers;

/** Embeddings that start from word vectors. */
class WordVectorsTest {
    private static final Logger TRAINING = Logger.getLogger(SETLSTMTrainer.class.getName());
    private static final MutableDataset<Label> DATA = WordOrder.dataset(WordOrder.examples(60, 1));
    private static final TableVectors THREE = new TableVectors(12, List.of("dog", "bites", "the"));

    @BeforeAll
    static void quiet() {
        TRAINING.setLevel(Level.WARNING);
    }

    private static SETLSTMTrainerBuilder trainer() {
        return WordOrder.trainer().epochs(2).wordVectors(THREE);
    }

    private static Vocabulary vocabulary() {
        return EncodedExamples.of(
                        DATA,
                        DATA.getFeatureIDMap(),
                        DATA.getOutputIDInfo(),
                        1,
                        0,
                        0,
                        false,
                        0.0,
                        new SplittableRandom(1))
                .vocabulary();
    }

    @Test
    void rowsAreTheirTokens() {
        Vocabulary vocabulary = vocabulary();
        List<String> tokens = vocabulary.tokens();
        assertEquals(11, tokens.size());
        String[] names = tokens.toArray(String[]::new);
        assertArrayEquals(IntStream.rangeClosed(1, 11).toArray(), vocabulary.rows(names));
        // 4 (12 + 12) entries are 8 in each of the 12 rows.
        SparseMatrix embedding = PretrainedEmbedding.of(
                12,
                THREE::vector,
                vocabulary,
                12,
                new Sparsity(4.0, 0.0),
                RowWeights.NONE,
                0.1,
                new SplittableRandom(1));
        double squares = 0.0;
        for (String token : List.of("dog", "bites", "the")) {
            float[] sorted = THREE.vector(token);
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = Math.abs(sorted[i]);
            }
            Arrays.sort(sorted);
            for (int i = 4; i < 12; i++) {
                squares += (double) sorted[i] * sorted[i];
            }
        }
        double factor = 0.1 / Math.sqrt(squares / 24);
        for (String token : List.of("dog", "bites", "the")) {
            float[] vector = THREE.vector(token);
            int row = tokens.indexOf(token) + 1;
            for (int k = 8 * row; k < 8 * (row + 1); k++) {
                assertEquals(
                        vector[embedding.columnIndices()[k]] * factor, embedding.values()[k], 1e-7, token);
            }
        }
    }

    @Test
    void trainingStartsFromThemAndRepeats() {
        SETLSTMModel model = trainer().build().train(DATA);
        assertEquals(model.weightsDigest(), trainer().build().train(DATA).weightsDigest());
        assertEquals(
                model.weightsDigest(), trainer().threads(2).build().train(DATA).weightsDigest());
        assertNotEquals(
                model.weightsDigest(),
                trainer().wordVectors(null).build().train(DATA).weightsDigest());
        assertEquals(
                4 * (12 + 12), model.sparsity().matrices().get(0).stored(), "as many entries as without word vectors");
    }

    /** Three vectors are three atoms. */
    @Test
    void vectorsOfAnotherLengthAreCoded() {
        Vocabulary vocabulary = vocabulary();
        SparseMatrix embedding = PretrainedEmbedding.of(
                12,
                THREE::vector,
                vocabulary,
                20,
                new Sparsity(4.0, 0.0),
                RowWeights.NONE,
                0.1,
                new SplittableRandom(1));
        assertEquals(20, embedding.columns());
        for (String token : List.of("dog", "bites", "the")) {
            int row = vocabulary.tokens().indexOf(token) + 1;
            double[] sizes = IntStream.range(
                            embedding.rowStart()[row], embedding.rowStart()[row + 1])
                    .mapToDouble(k -> Math.abs(embedding.values()[k]))
                    .sorted()
                    .toArray();
            assertTrue(sizes[sizes.length - 1] > 0.1, token);
            assertEquals(0.0, sizes[sizes.length - 2], 1e-3, token);
        }
        SETLSTMModel model = trainer().embeddingDimension(256).build().train(DATA);
        assertEquals(
                model.weightsDigest(),
                trainer().embeddingDimension(256).threads(2).build().train(DATA).weightsDigest());
    }

    @Test
    void noneFoundIsAnError() {
        SETLSTMTrainer trainer = trainer()
                .wordVectors(new TableVectors(12, List.of("Dog", "zebra")))
                .build();
        String message = assertThrows(IllegalArgumentException.class, () -> trainer.train(DATA))
                .getMessage();
        assertTrue(message.startsWith("None of the 11 known tokens has a word vector"), message);
        assertTrue(message.contains("as they are: '" + vocabulary().tokens().get(0) + "', '"), message);
    }

    @Test
    void vectorsThatAreNoneAreRefused() {
        assertRefused(new float[11], "11 values");
        assertRefused(new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, Float.NaN}, "NaN");
        assertRefused(new float[12], "None of the 11");
    }

    private static void assertRefused(float[] vector, String expected) {
        SETLSTMTrainer trainer = trainer().wordVectors(new Constant(vector)).build();
        String message = assertThrows(IllegalArgumentException.class, () -> trainer.train(DATA))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }

    /** The start of a row would tell which word it is. */
    @Test
    void hashedFeaturesAreRefused() {
        HashingTrainer<Label> trainer =
                new HashingTrainer<>(trainer().build(), new MessageDigestHasher("SHA-256", "a salt of some length"));
        String message = assertThrows(IllegalArgumentException.class, () -> trainer.train(DATA))
                .getMessage();
        assertTrue(message.contains("hashed"), message);
    }

    @Test
    void foundTokensAreCounted() {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        TRAINING.setLevel(Level.INFO);
        TRAINING.addHandler(handler);
        try {
            trainer().build().train(DATA);
        } finally {
            TRAINING.removeHandler(handler);
            TRAINING.setLevel(Level.WARNING);
        }
        assertEquals("3 of 11 known tokens start from word vectors", lines.get(0));
    }

    @Test
    void provenanceRebuildsThem() {
        SETLSTMTrainer trainer = trainer().build();
        Helpers.testConfigurableRoundtrip(trainer);
        SETLSTMModel model = trainer.train(DATA);
        Helpers.testProvenanceMarshalling(model.getProvenance());
        SETLSTMTrainer rebuilt = rebuilt(model);
        assertEquals(THREE.toString(), rebuilt.wordVectors.toString());
        assertEquals(model.weightsDigest(), rebuilt.train(DATA).weightsDigest());
    }

    @Test
    void noneSurvivesProvenanceAndConfiguration() {
        SETLSTMTrainer trainer = trainer().wordVectors(null).build();
        Helpers.testConfigurableRoundtrip(trainer);
        SETLSTMModel model = trainer.train(DATA);
        Helpers.testProvenanceMarshalling(model.getProvenance());
        SETLSTMTrainer rebuilt = rebuilt(model);
        assertNull(rebuilt.wordVectors);
        assertEquals(model.weightsDigest(), rebuilt.train(DATA).weightsDigest());
        assertTrue(trainer.toString().contains("wordVectors=null"), trainer.toString());
    }

    private static SETLSTMTrainer rebuilt(SETLSTMModel model) {
        ConfigurationManager cm = new ConfigurationManager();
        cm.addConfiguration(
                ProvenanceUtil.extractConfiguration(model.getProvenance().getTrainerProvenance()));
        return cm.lookupAll(SETLSTMTrainer.class).get(0);
    }

    /** The same vector for all. */
    private record Constant(float[] values) implements WordVectors {
        @Override
        public int dimension() {
            return 12;
        }

        @Override
        public float[] vector(String token) {
            return values;
        }

        @Override
        public ConfiguredObjectProvenance getProvenance() {
            return new ConfiguredObjectProvenanceImpl(this, "WordVectors");
        }
    }
}
