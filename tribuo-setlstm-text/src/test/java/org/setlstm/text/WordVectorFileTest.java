package org.setlstm.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.setlstm.text.Texts.assertContains;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.setlstm.SETLSTMModel;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.file.ModelFiles;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.provenance.DataSourceProvenance;
import org.tribuo.test.Helpers;

class WordVectorFileTest {
    private static final String GLOVE = "the 0.5 -1 2e-1\ncaf\u00e9 1 2 3\n. . . 4 5 -6.25\n";
    private static final List<String> TOKENS = List.of("the", "caf\u00e9", ". . .");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("vectors.txt");
    }

    private WordVectorFile read(String text) throws IOException {
        return new WordVectorFile(Files.writeString(file, text));
    }

    private WordVectorFile readBytes(byte[] content) throws IOException {
        return new WordVectorFile(Files.write(file, content));
    }

    private String fails(String text) throws IOException {
        Files.writeString(file, text);
        return assertThrows(IllegalArgumentException.class, () -> new WordVectorFile(file))
                .getMessage();
    }

    private static void assertIsGlove(WordVectorFile vectors) {
        assertEquals(TOKENS, vectors.tokens());
        assertEquals(3, vectors.dimension());
        assertArrayEquals(new float[] {0.5f, -1.0f, 0.2f}, vectors.vector("the"));
        assertArrayEquals(new float[] {1.0f, 2.0f, 3.0f}, vectors.vector("caf\u00e9"));
        assertArrayEquals(new float[] {4.0f, 5.0f, -6.25f}, vectors.vector(". . ."));
        assertNull(vectors.vector("The"), "another token");
        assertNull(vectors.vector(""));
    }

    @Test
    void readsGloVe() throws IOException {
        assertIsGlove(read(GLOVE));
        assertIsGlove(read(GLOVE.stripTrailing()));
        assertIsGlove(read("\uFEFF" + GLOVE.replace("\n", "\r\n\r\n")));
        assertIsGlove(new WordVectorFile(file, WordVectorFormat.GLOVE, 0));
    }

    /** The programs of word2vec and fastText end a line in a space. */
    @Test
    void readsWord2vecAndFastText() throws IOException {
        assertIsGlove(read("3 3\n" + GLOVE.replace("\n", " \n")));
        for (WordVectorFormat format : WordVectorFormat.values()) {
            if (format != WordVectorFormat.GLOVE) {
                assertIsGlove(new WordVectorFile(file, format, 0));
            }
        }
    }

    @Test
    void readsGzipByContentNotName() throws IOException {
        assertIsGlove(readBytes(gzip(GLOVE)));
        assertIsGlove(readBytes(gzip("3 3\n" + GLOVE)));
        assertIsGlove(new WordVectorFile(Files.writeString(directory.resolve("plain.gz"), GLOVE)));
        Files.write(file, Arrays.copyOf(gzip(GLOVE.repeat(500)), 40));
        assertContains(
                assertThrows(IOException.class, () -> new WordVectorFile(file)).getMessage(),
                file + ": java.io.EOFException");
    }

    /** Numbers are tokens too. */
    @Test
    void theFormatDecidesWhatTheFirstLineIs() throws IOException {
        assertEquals(List.of("7"), read("7 1 2\n").tokens());
        assertEquals(2, read("7 1 2\n").dimension());
        assertEquals(List.of("dog"), read("1 1\ndog 2\n").tokens());
        assertEquals(List.of("1", "dog"), new WordVectorFile(file, WordVectorFormat.GLOVE, 0).tokens());
        Files.writeString(file, GLOVE);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new WordVectorFile(file, WordVectorFormat.FASTTEXT, 0))
                .getMessage();
        assertContains(message, file + ", line 1", "FASTTEXT", "two whole numbers");
    }

    @Test
    void theFirstVectorMayHaveATokenWithSpaces() throws IOException {
        WordVectorFile vectors = read("at name@example.com 1 2\nb 3 4\n");
        assertEquals(List.of("at name@example.com", "b"), vectors.tokens());
        assertEquals(2, vectors.dimension());
    }

    @Test
    void theFirstOfTwoCounts() throws IOException {
        WordVectorFile vectors = read("3 1\na 1\nb 2\na 3\n");
        assertEquals(List.of("a", "b"), vectors.tokens());
        assertArrayEquals(new float[] {1.0f}, vectors.vector("a"));
        assertArrayEquals(new long[] {2, 1}, vectors.matrix().shape());
    }

    @Test
    void matrixHoldsTheVectors() throws IOException {
        INDArray matrix = read(GLOVE).matrix();
        assertArrayEquals(new float[][] {{0.5f, -1.0f, 0.2f}, {1, 2, 3}, {4, 5, -6.25f}}, matrix.toFloatMatrix());
    }

    /** More than two blocks of values, and no block is full where its last vector ends. */
    @ParameterizedTest
    @ValueSource(ints = {7, 700, 600_000})
    void manyValuesKeepTheirPlaces(int dimension) throws IOException {
        int count = 2_500_000 / dimension;
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < count; row++) {
            text.append('t').append(row);
            for (int c = 0; c < dimension; c++) {
                text.append(' ').append((row * 31 + c) % 1000);
            }
            text.append('\n');
        }
        WordVectorFile vectors = read(text.toString());
        assertEquals(count, vectors.tokens().size());
        for (int row = 0; row < count; row += 1 + count / 1000) {
            float[] vector = vectors.vector("t" + row);
            assertEquals(dimension, vector.length);
            for (int c = 0; c < dimension; c++) {
                if (vector[c] != (row * 31 + c) % 1000) {
                    assertEquals((row * 31 + c) % 1000, vector[c], "row " + row + ", column " + c);
                }
            }
        }
    }

    @Test
    void maxTokensBoundsWhatIsRead() throws IOException {
        Files.writeString(file, "4 1\na 1\na 2\nb 3\nc nonsense\n");
        assertEquals(List.of("a", "b"), new WordVectorFile(file, WordVectorFormat.AUTO, 2).tokens());
        assertThrows(IllegalArgumentException.class, () -> new WordVectorFile(file, WordVectorFormat.AUTO, 3));
        PropertyException e =
                assertThrows(PropertyException.class, () -> new WordVectorFile(file, WordVectorFormat.AUTO, -1));
        assertContains(e.getMessage(), "maxTokens is -1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "b 1 | 1 values after the token, and there must be 2",
                "b | 0 values after the token, and there must be 2",
                "1 2 | 1 values after the token, and there must be 2",
                "b 1 2 3 | more values after the token than 2",
                "new york 1 | 'york' is no number, where value 1 of 2 must be",
                "b 1 2x | '2x' is no number, where value 2 of 2 must be",
                "b 1,5 2 | '1,5' is no number, where value 1 of 2 must be",
                "b NaN 2 | value 1 is NaN, and must be finite",
                "b 1 -1e99 | value 2 is -1e99, and must be finite"
            })
    void malformedLineIsNamed(String line, String problem) throws IOException {
        for (String start : List.of("", "3 2\n")) {
            int number = start.isEmpty() ? 2 : 3;
            String message = fails(start + "a 1 2\n" + line + "\nc 3 4\n");
            assertContains(message, file + ", line " + number + ": " + problem);
        }
    }

    @Test
    void malformedFirstLineIsNamed() throws IOException {
        assertContains(fails("\nword\n"), file + ", line 2", "a token and its values");
        assertContains(fails("two words\n"), file + ", line 1", "a token and its values");
        assertContains(fails("3 0\na\n"), file + ", line 1", "from 1 to");
        assertContains(fails("3 99999999999\na\n"), file + ", line 1", "from 1 to");
    }

    @Test
    void countMustMatchTheHeader() throws IOException {
        for (int count : new int[] {2, 4}) {
            assertContains(fails(count + " 3\n" + GLOVE), file, "announces " + count + " vectors, and 3 follow");
        }
    }

    @Test
    void fileWithoutVectorsIsAnError() throws IOException {
        for (String text : List.of("", "\n \n", "0 5\n", "5 5\n")) {
            assertContains(fails(text), file + ": no word vectors found");
        }
    }

    @Test
    void invalidUtf8IsNamed() throws IOException {
        Files.write(file, GLOVE.getBytes(ISO_8859_1));
        assertContains(
                assertThrows(IllegalArgumentException.class, () -> new WordVectorFile(file))
                        .getMessage(),
                file + ", line 2, byte 4",
                "UTF-8");
    }

    @Test
    void missingFileIsAnError() {
        assertContains(
                assertThrows(NoSuchFileException.class, () -> new WordVectorFile(file))
                        .getMessage(),
                file);
        assertContains(
                assertThrows(IllegalArgumentException.class, () -> new WordVectorFile(directory))
                        .getMessage(),
                "is a directory");
    }

    private static String hash(WordVectorFile vectors) {
        return vectors.getProvenance()
                .getInstanceValues()
                .get(DataSourceProvenance.RESOURCE_HASH)
                .getValue()
                .toString();
    }

    @Test
    void hashIsThatOfTheStoredFile() throws Exception {
        byte[] big = GLOVE.repeat(20_000).getBytes(UTF_8);
        for (byte[] content : List.of(GLOVE.getBytes(UTF_8), gzip(GLOVE), big)) {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(content);
            String expected = HexFormat.of().withUpperCase().formatHex(sha);
            assertEquals(expected, hash(readBytes(content)));
            assertEquals(expected, hash(new WordVectorFile(file, WordVectorFormat.AUTO, 1)), "what isn't read too");
        }
    }

    @Test
    void provenanceSurvivesStorageTwice() throws Exception {
        WordVectorFile vectors = read(GLOVE);
        Texts.assertProvenanceSurvivesTwice(vectors.getProvenance());
        Helpers.testProvenanceMarshalling(vectors.getProvenance());
        assertNotEquals(vectors.getProvenance(), read(GLOVE + "more 1 2 3\n").getProvenance());
        assertEquals(vectors.getProvenance(), read(GLOVE).getProvenance());
        Map<String, Provenance> map = new HashMap<>();
        vectors.getProvenance().forEach(entry -> map.put(entry.getA(), entry.getB()));
        assertEquals(vectors.getProvenance(), new WordVectorFileProvenance(map));
        map.remove(DataSourceProvenance.RESOURCE_HASH);
        assertThrows(ProvenanceException.class, () -> new WordVectorFileProvenance(map));
    }

    @Test
    void provenanceRebuildsTheVectors() throws IOException {
        Files.writeString(file, "3 3\n" + GLOVE);
        WordVectorFile vectors = new WordVectorFile(file, WordVectorFormat.WORD2VEC, 2);
        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(ProvenanceUtil.extractConfiguration(vectors.getProvenance()));
        WordVectorFile rebuilt = manager.lookupAll(WordVectorFile.class).get(0);
        assertEquals(TOKENS.subList(0, 2), rebuilt.tokens());
        assertEquals(vectors.toString(), rebuilt.toString());
        assertEquals(vectors.getProvenance(), rebuilt.getProvenance());
        ConfigurationManager again = new ConfigurationManager();
        again.addConfiguration(ProvenanceUtil.extractConfiguration(vectors.getProvenance()));
        Files.writeString(file, "1 3\nthe 0 x 0\n");
        PropertyException e = assertThrows(PropertyException.class, () -> again.lookupAll(WordVectorFile.class));
        assertContains(e.getMessage(), file + ", line 2", "'x' is no number");
        assertInstanceOf(IllegalArgumentException.class, e.getCause());
    }

    /** The trainer's provenance holds the vectors', and the model's holds both. */
    @Test
    void modelsProvenanceTrainsItAgain() throws Exception {
        WordVectorFile vectors = read("good 1 2 3 4\nbad -1 -2 3 -4\n");
        Path train = Files.writeString(directory.resolve("train.tsv"), "p\tgood good one\nn\tbad one\n".repeat(20));
        MutableDataset<Label> data = new MutableDataset<>(new DelimitedTextSource(train, Texts.EXTRACTOR));
        SETLSTMModel model = SETLSTMTrainer.builder()
                .wordVectors(vectors)
                .embeddingDimension(4)
                .hiddenDimension(4)
                .epochs(1)
                .threads(1)
                .build()
                .train(data);
        Texts.assertProvenanceSurvivesTwice(model.getProvenance());
        Path saved = directory.resolve("model");
        model.serializeToFile(saved);
        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(
                ProvenanceUtil.extractConfiguration(ModelFiles.load(saved).getProvenance()));
        SETLSTMTrainer rebuilt = manager.lookupAll(SETLSTMTrainer.class).get(0);
        assertEquals(model.weightsDigest(), rebuilt.train(data).weightsDigest());
        Files.delete(file);
        Files.delete(train);
        assertTrue(TextClassifier.load(saved).predict("good one").isPresent(), "a model needs no vectors");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
