package org.setlstm.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.setlstm.text.Texts.EXTRACTOR;
import static org.setlstm.text.Texts.assertContains;
import static org.setlstm.text.Texts.documents;
import static org.setlstm.text.Texts.hash;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
import org.setlstm.text.DelimitedTextSource.DelimitedTextSourceProvenance;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableDataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.data.text.DocumentPreprocessor;
import org.tribuo.data.text.impl.RegexPreprocessor;
import org.tribuo.provenance.DataSourceProvenance;
import org.tribuo.test.Helpers;

class DelimitedTextSourceTest {

    private static final String THREE = "pos\tGood, good film!\nneg\tDon't see it.\npos\tIt is good\n";
    private static final List<String> THREE_DOCUMENTS =
            List.of("pos: good good film !", "neg: don't see it", "pos: it is good");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("train.tsv");
    }

    @Test
    void readsLabelsAndTextsInOrder() throws IOException {
        assertEquals(THREE_DOCUMENTS, documents(read(THREE)));
        assertEquals(THREE_DOCUMENTS, documents(read(THREE.stripTrailing())), "the last line needs no end");
    }

    @Test
    void splitsAtTheFirstTab() throws IOException {
        assertEquals(
                List.of("a b: one two three", "c: d e"), documents(read(" a b \tone\ttwo\t three\n\u2003c \td\te")));
    }

    @Test
    void acceptsByteOrderMarkCarriageReturnsAndBlankLines() throws IOException {
        String text = "\uFEFF" + THREE.replace("\n", "\r\n \t \r\n\r\n");
        DelimitedTextSource source = read(text);
        assertEquals(THREE_DOCUMENTS, documents(source));
        assertEquals("pos", source.iterator().next().getOutput().getLabel());
        assertContains(fails("\n\n\r\nnonsense"), "line 4");
        Files.writeString(file, "pos\tgood\r\npos\ta\rb\r\n");
        DocumentPreprocessor seeing = new RegexPreprocessor(List.of("\r"), List.of(" CR "));
        assertEquals(List.of("pos: good", "pos: a cr b"), documents(new DelimitedTextSource(file, EXTRACTOR, seeing)));
    }

    @ParameterizedTest
    @ValueSource(ints = {65_530, 65_533, 65_534, 65_535, 65_536, 200_000})
    void linesMayCrossAnyBuffer(int length) throws IOException {
        String word = "x".repeat(length);
        assertEquals(
                List.of("a: " + word, "b: tail", "c: " + word, "d: end"),
                documents(read("a\t" + word + "\r\nb\ttail\r\nc\t" + word + "\nd\tend")));
    }

    @Test
    void readsGzipByContentNotName() throws IOException {
        byte[] zipped = gzip(THREE);
        assertEquals(THREE_DOCUMENTS, documents(readBytes(zipped)));
        Path misnamed = Files.writeString(directory.resolve("plain.gz"), THREE);
        assertEquals(THREE_DOCUMENTS, documents(new DelimitedTextSource(misnamed, EXTRACTOR)));
        ByteArrayOutputStream twoMembers = new ByteArrayOutputStream();
        twoMembers.write(zipped);
        twoMembers.write(gzip("neg\tlast\n"));
        assertEquals("neg: last", documents(readBytes(twoMembers.toByteArray())).get(3));
    }

    @Test
    void brokenGzipNamesTheFile() throws IOException {
        byte[] zipped = gzip(THREE.repeat(500));
        for (int length : new int[] {2, zipped.length / 2}) {
            Files.write(file, Arrays.copyOf(zipped, length));
            IOException e = assertThrows(IOException.class, () -> new DelimitedTextSource(file, EXTRACTOR));
            assertContains(e.getMessage(), file + ": java.io.EOFException");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "pos good, no tab",
                "\"\tgood\", no label",
                "\" \tgood\", no label",
            })
    void malformedLineIsNamed(String line, String problem) throws IOException {
        String message = fails("pos\tgood\n\n" + line + "\nneg\tbad");
        assertContains(message, file + ", line 3", problem, "label<TAB>text");
    }

    @Test
    void invalidUtf8IsNamed() throws IOException {
        Files.write(file, "pos\tgood\nneg\tcaf\u00e9 au lait\n".getBytes(ISO_8859_1));
        assertContains(fails(), file + ", line 2, byte 8", "UTF-8");
        Files.write(file, new byte[] {'a', '\t', 'b', (byte) 0xC3});
        assertContains(fails(), "line 1, byte 4");
        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0, '\t', 0, 'b', 0});
        assertContains(fails(), "line 1, byte 1", "UTF-8");
    }

    @Test
    void countsDocumentsWithoutTokensInOneWarning() throws Exception {
        List<String> warnings = Texts.warnings(
                DelimitedTextSource.class, () -> read("pos\tgood\n\nneg\t...\nneg\t\npos\tfine\npos\t -- \n"));
        assertEquals(1, warnings.size());
        assertContains(warnings.get(0), file, "3 of 5", "line 3");
        assertEquals(List.of("pos: good", "pos: fine"), documents(new DelimitedTextSource(file, EXTRACTOR)));
        assertEquals(List.of(), Texts.warnings(DelimitedTextSource.class, () -> read(THREE)));
    }

    @Test
    void fileWithoutDocumentsIsAnError() throws IOException {
        assertContains(fails(""), file, "no documents");
        assertContains(fails("\n \n"), "no documents");
        assertContains(fails("pos\t.\nneg\t-\n"), "2 without any tokens");
    }

    @Test
    void missingFileIsAnError() {
        assertContains(
                assertThrows(NoSuchFileException.class, () -> new DelimitedTextSource(file, EXTRACTOR))
                        .getMessage(),
                file,
                "no such file");
        assertContains(
                assertThrows(IllegalArgumentException.class, () -> new DelimitedTextSource(directory, EXTRACTOR))
                        .getMessage(),
                directory,
                "DirectoryTextSource");
    }

    @Test
    void preprocessorsRunOnceInOrderAndMayDropDocuments() throws IOException {
        Files.writeString(file, "pos\ta b\nneg\tdrop me\npos\tb\n");
        DocumentPreprocessor twice = new RegexPreprocessor(List.of("b"), List.of("bx bx"));
        DocumentPreprocessor rename = new RegexPreprocessor(List.of("x"), List.of("y"));
        DelimitedTextSource source = new DelimitedTextSource(file, EXTRACTOR, twice, rename, new Dropper());
        assertEquals(List.of("pos: a by by", "pos: by by"), documents(source));
    }

    @Test
    void hashIsThatOfTheStoredFile() throws Exception {
        byte[] zipped = gzip(THREE);
        byte[] trailed = Arrays.copyOf(zipped, zipped.length + 1_000_000);
        for (byte[] content : List.of(THREE.getBytes(UTF_8), zipped, trailed)) {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(content);
            assertEquals(HexFormat.of().withUpperCase().formatHex(sha), hash(readBytes(content)));
        }
    }

    @Test
    void provenanceSurvivesStorageTwice() throws Exception {
        DelimitedTextSource source = read(THREE);
        DataSourceProvenance provenance = source.getProvenance();
        Texts.assertProvenanceSurvivesTwice(provenance);
        Helpers.testProvenanceMarshalling(provenance);
        Texts.assertProvenanceSurvivesTwice(new MutableDataset<>(source).getProvenance());
        assertNotEquals(provenance, read(THREE + "pos\tmore\n").getProvenance());
        assertContains(provenance.toString(), "DataSource(");
    }

    @Test
    void provenancesOfOtherContentDiffer() throws IOException {
        DelimitedTextSourceProvenance provenance =
                (DelimitedTextSourceProvenance) read(THREE).getProvenance();
        Map<String, Provenance> map = new HashMap<>();
        provenance.forEach(entry -> map.put(entry.getA(), entry.getB()));
        assertEquals(provenance, new DelimitedTextSourceProvenance(map));
        String key = DataSourceProvenance.RESOURCE_HASH;
        map.put(key, new HashProvenance(ProvenanceUtil.HashType.SHA256, key, "00"));
        assertNotEquals(provenance, new DelimitedTextSourceProvenance(map));
        map.remove(key);
        assertContains(
                assertThrows(ProvenanceException.class, () -> new DelimitedTextSourceProvenance(map))
                        .getMessage(),
                key);
    }

    @Test
    void provenanceRecordsTimes() throws IOException {
        Files.writeString(file, THREE);
        Instant modified = Instant.parse("2020-02-29T12:34:56Z");
        Files.setLastModifiedTime(file, FileTime.from(modified));
        DelimitedTextSource source = new DelimitedTextSource(file, EXTRACTOR);
        assertEquals(
                modified.atOffset(ZoneOffset.UTC),
                Texts.instanceValue(source, DataSourceProvenance.FILE_MODIFIED_TIME));
        OffsetDateTime created =
                (OffsetDateTime) Texts.instanceValue(source, DataSourceProvenance.DATASOURCE_CREATION_TIME);
        assertEquals(0, created.toEpochSecond() - Instant.now().getEpochSecond(), 60);
    }

    @Test
    void provenanceRebuildsTheSource() throws IOException {
        Files.writeString(file, THREE);
        DelimitedTextSource source = new DelimitedTextSource(
                file, EXTRACTOR, new RegexPreprocessor(List.of("film"), List.of("movie")), new Dropper());
        DelimitedTextSource rebuilt = Texts.rebuild(source, DelimitedTextSource.class);
        assertEquals("pos: good good movie !", documents(rebuilt).get(0));
        assertEquals(documents(source), documents(rebuilt));
        assertEquals(hash(source), hash(rebuilt));
        assertEquals(
                source.getProvenance().getConfiguredParameters(),
                rebuilt.getProvenance().getConfiguredParameters());
    }

    @Test
    void messageSurvivesTheConfigurationSystem() throws IOException {
        DelimitedTextSource source = read(THREE);
        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(ProvenanceUtil.extractConfiguration(source.getProvenance()));
        Files.writeString(file, "pos\tgood\nbad\n");
        PropertyException e = assertThrows(PropertyException.class, () -> manager.lookupAll(DelimitedTextSource.class));
        assertContains(e.getMessage(), file + ", line 2", "no tab");
        assertInstanceOf(IllegalArgumentException.class, e.getCause());
    }

    @Test
    void datasetsDoNotWearTheSourceOut() throws IOException {
        DelimitedTextSource source = read(THREE);
        MutableDataset<Label> small = new MutableDataset<>(new DelimitedTextSource(
                Files.writeString(directory.resolve("small.tsv"), "pos\tgood\nneg\tsee\n"), EXTRACTOR));
        ImmutableDataset<Label> test =
                new ImmutableDataset<>(source, small.getFeatureIDMap(), small.getOutputIDInfo(), false) {
                    private static final long serialVersionUID = 1L;
                };
        assertEquals(List.of("pos: good", "neg: see", "pos: good"), documents(test));
        assertEquals(THREE_DOCUMENTS, documents(source));
    }

    @Test
    void storedDatasetKeepsTheOrder() throws IOException {
        MutableDataset<Label> dataset = new MutableDataset<>(read(THREE));
        assertEquals(THREE_DOCUMENTS, documents(dataset));
        Path stored = directory.resolve("dataset.tribuo");
        dataset.serializeToFile(stored);
        Dataset<Label> loaded = Dataset.castDataset(Dataset.deserializeFromFile(stored), Label.class);
        assertEquals(THREE_DOCUMENTS, documents(loaded));
        assertEquals(dataset.getProvenance(), loaded.getProvenance());
    }

    @Test
    void examplesShareTheirFeatureNames() throws IOException {
        Object[] names = new Object[2];
        int i = 0;
        for (Example<Label> example : read("a\tsame\nb\tsame\n")) {
            names[i++] = example.iterator().next().getName();
        }
        assertArrayEquals(new Object[] {"same#1", "same#1"}, names);
        assertEquals(System.identityHashCode(names[0]), System.identityHashCode(names[1]));
    }

    private DelimitedTextSource read(String text) throws IOException {
        return readBytes(text.getBytes(UTF_8));
    }

    private DelimitedTextSource readBytes(byte[] content) throws IOException {
        Files.write(file, content);
        return new DelimitedTextSource(file, EXTRACTOR);
    }

    private String fails(String text) throws IOException {
        Files.writeString(file, text);
        return fails();
    }

    private String fails() {
        return assertThrows(IllegalArgumentException.class, () -> new DelimitedTextSource(file, EXTRACTOR))
                .getMessage();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Drops documents that begin with "drop". */
    public static final class Dropper implements DocumentPreprocessor {
        @Override
        public String processDoc(String doc) {
            return doc.startsWith("drop") ? null : doc;
        }

        @Override
        public ConfiguredObjectProvenance getProvenance() {
            return new ConfiguredObjectProvenanceImpl(this, "DocumentPreprocessor");
        }
    }
}
