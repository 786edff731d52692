package org.setlstm.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.setlstm.text.Texts.EXTRACTOR;
import static org.setlstm.text.Texts.assertContains;
import static org.setlstm.text.Texts.documents;
import static org.setlstm.text.Texts.hash;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.MutableDataset;
import org.tribuo.data.text.impl.RegexPreprocessor;
import org.tribuo.provenance.DataSourceProvenance;

class DirectoryTextSourceTest {

    @TempDir
    Path root;

    @Test
    void readsLabelsAndFilesInNameOrder() throws IOException {
        // Written in no order, and too many for a file system to list them in order by chance.
        for (int i : new int[] {7, 2, 9, 0, 5, 1, 8, 3, 6, 4}) {
            write("pos/" + i + ".txt", "good\nword" + i);
            write("neg/" + i, "bad word" + i);
        }
        write("Mixed/10.txt", "ten");
        write("Mixed/9.txt", "nine");
        List<String> documents = documents(source());
        assertEquals(22, documents.size());
        assertEquals(List.of("Mixed: ten", "Mixed: nine", "neg: bad word0"), documents.subList(0, 3));
        assertEquals(
                documents.subList(12, 22),
                List.of(
                        "pos: good word0",
                        "pos: good word1",
                        "pos: good word2",
                        "pos: good word3",
                        "pos: good word4",
                        "pos: good word5",
                        "pos: good word6",
                        "pos: good word7",
                        "pos: good word8",
                        "pos: good word9"));
    }

    @Test
    void ignoresHiddenFilesFilesInTheRootAndDeeperDirectories() throws IOException {
        write("pos/a", "good");
        write("neg/a", "bad");
        String before = hash(source());
        write("README", "not a document");
        write("pos/.DS_Store", "\0\1\2");
        write(".git/config", "not a label");
        write("neg/more/b", "not read");
        assertEquals(List.of("neg: bad", "pos: good"), documents(source()));
        assertEquals(before, hash(source()));
    }

    @Test
    void decodesTheGivenCharsetStrictly() throws IOException {
        write("fr/a", "caf\u00e9 noir");
        Path latin = root.resolve("fr/b");
        Files.write(latin, "un caf\u00e9".getBytes(ISO_8859_1));
        assertContains(fails(), latin + ", byte 7", "UTF-8", "charset");
        Files.write(root.resolve("fr/a"), "caf\u00e9 noir".getBytes(ISO_8859_1));
        assertEquals(
                List.of("fr: caf\u00e9 noir", "fr: un caf\u00e9"),
                documents(new DirectoryTextSource(root, EXTRACTOR, ISO_8859_1)));
    }

    @Test
    void dropsTheByteOrderMark() throws IOException {
        write("pos/a", "\uFEFFgood");
        RegexPreprocessor seeing = new RegexPreprocessor(List.of("\uFEFF"), List.of("BOM "));
        assertEquals(List.of("pos: good"), documents(new DirectoryTextSource(root, EXTRACTOR, seeing)));
        Files.write(root.resolve("pos/a"), "\uFEFF!ok".getBytes(UTF_16LE));
        assertEquals(List.of("pos: ! ok"), documents(new DirectoryTextSource(root, EXTRACTOR, UTF_16LE, seeing)));
    }

    @Test
    void countsDocumentsWithoutTokensInOneWarning() throws Exception {
        write("neg/1", "bad");
        write("neg/2", "");
        write("pos/1", "...");
        write("pos/2", "good");
        List<String> warnings = Texts.warnings(DirectoryTextSource.class, this::source);
        assertEquals(1, warnings.size());
        assertContains(warnings.get(0), root, "2 of 4", "neg/2");
        assertEquals(List.of("neg: bad", "pos: good"), documents(source()));
    }

    @Test
    void saysWhatIsWrongWithTheTree() throws IOException {
        assertContains(fails(), root, "no directories");
        write("README", "text");
        assertContains(fails(), root, "no directories");
        write("pos/a", "good");
        write("train/pos/a", "good");
        assertContains(fails(), root.resolve("train"), "no documents");
        assertContains(
                assertThrows(
                                NoSuchFileException.class,
                                () -> new DirectoryTextSource(root.resolve("nowhere"), EXTRACTOR))
                        .getMessage(),
                root.resolve("nowhere"),
                "no such");
        assertContains(
                assertThrows(
                                NotDirectoryException.class,
                                () -> new DirectoryTextSource(root.resolve("README"), EXTRACTOR))
                        .getMessage(),
                root.resolve("README"),
                "DelimitedTextSource");
    }

    @Test
    void hashTellsTreesApart() throws IOException {
        Set<String> hashes = new HashSet<>();
        write("a/x", "one");
        write("b/y", "two");
        hashes.add(hash(source()));
        assertEquals(hashes, Set.of(hash(source())));
        write("b/y", "too");
        hashes.add(hash(source()));
        Files.move(root.resolve("b/y"), root.resolve("b/z"));
        hashes.add(hash(source()));
        Files.move(root.resolve("b"), root.resolve("c"));
        hashes.add(hash(source()));
        assertEquals(4, hashes.size());
    }

    @Test
    void hashSeesWhereDocumentsEnd() throws IOException {
        write("a/x", "one");
        write("a/y", "two");
        String two = hash(source());
        Files.delete(root.resolve("a/y"));
        write("a/x", "onea/y\0two");
        assertNotEquals(two, hash(source()));
    }

    @Test
    void hashDoesNotDependOnTheRoot() throws IOException {
        write("one/a/x", "text");
        write("two/a/x", "text");
        assertEquals(
                hash(new DirectoryTextSource(root.resolve("one"), EXTRACTOR)),
                hash(new DirectoryTextSource(root.resolve("two"), EXTRACTOR)));
    }

    @Test
    void provenanceSurvivesStorageTwice() throws Exception {
        write("pos/a", "good");
        write("neg/a", "bad");
        DirectoryTextSource source = source();
        Texts.assertProvenanceSurvivesTwice(source.getProvenance());
        Texts.assertProvenanceSurvivesTwice(new MutableDataset<>(source).getProvenance());
        write("neg/a", "worse");
        assertNotEquals(source.getProvenance(), source().getProvenance());
    }

    @Test
    void modificationTimeIsThatOfTheNewestDocument() throws IOException {
        write("neg/a", "bad");
        write("neg/b", "worse");
        write("pos/a", "good");
        Instant newest = Instant.parse("2021-03-04T05:06:07Z");
        Files.setLastModifiedTime(root.resolve("neg/a"), FileTime.from(newest.minusSeconds(5)));
        Files.setLastModifiedTime(root.resolve("neg/b"), FileTime.from(newest));
        Files.setLastModifiedTime(root.resolve("pos/a"), FileTime.from(newest.minusSeconds(9)));
        assertEquals(
                newest.atOffset(ZoneOffset.UTC),
                Texts.instanceValue(source(), DataSourceProvenance.FILE_MODIFIED_TIME));
    }

    @Test
    void provenanceRebuildsTheSource() throws IOException {
        Files.createDirectory(root.resolve("fr"));
        Files.write(root.resolve("fr/a"), "caf\u00e9 noir".getBytes(ISO_8859_1));
        DirectoryTextSource source = new DirectoryTextSource(
                root, EXTRACTOR, ISO_8859_1, new RegexPreprocessor(List.of("noir"), List.of("au lait")));
        DirectoryTextSource rebuilt = Texts.rebuild(source, DirectoryTextSource.class);
        assertEquals(List.of("fr: caf\u00e9 au lait"), documents(rebuilt));
        assertEquals(hash(source), hash(rebuilt));
    }

    @Test
    void unknownCharsetIsAConfigurationError() throws IOException {
        write("pos/a", "good");
        DirectoryTextSource source = new DirectoryTextSource(root, EXTRACTOR, Charset.forName("windows-1252"));
        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(ProvenanceUtil.extractConfiguration(source.getProvenance()));
        String name = manager.getComponentNames().stream()
                .filter(component -> component.startsWith("directorytextsource"))
                .findFirst()
                .orElseThrow();
        manager.overrideConfigurableProperty(name, "charset", new SimpleProperty("utf-9"));
        PropertyException e = assertThrows(PropertyException.class, () -> manager.lookupAll(DirectoryTextSource.class));
        assertEquals("charset", e.getProperty());
        assertContains(e.getMessage(), "'utf-9'");
    }

    private DirectoryTextSource source() throws IOException {
        return new DirectoryTextSource(root, EXTRACTOR);
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(UTF_8));
    }

    private String fails() {
        return assertThrows(IllegalArgumentException.class, this::source).getMessage();
    }
}
