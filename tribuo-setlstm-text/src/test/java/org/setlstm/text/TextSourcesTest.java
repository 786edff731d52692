package org.setlstm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.setlstm.text.Texts.EXTRACTOR;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.classification.Label;

class TextSourcesTest {

    @TempDir
    Path root;

    @Test
    void choosesByWhatThePathIs() throws IOException {
        Path file = Files.writeString(Files.createDirectory(root.resolve("neg")).resolve("a.tsv"), "pos\tgood\n");
        ConfigurableDataSource<Label> delimited = TextSources.of(file, EXTRACTOR);
        assertInstanceOf(DelimitedTextSource.class, delimited);
        assertEquals(List.of("pos: good"), Texts.documents(delimited));
        ConfigurableDataSource<Label> directory = TextSources.of(root, EXTRACTOR);
        assertInstanceOf(DirectoryTextSource.class, directory);
        assertEquals(List.of("neg: pos good"), Texts.documents(directory));
    }

    @Test
    void saysThatThePathDoesNotExist() {
        Path nowhere = root.resolve("nowhere");
        Texts.assertContains(
                assertThrows(NoSuchFileException.class, () -> TextSources.of(nowhere, EXTRACTOR))
                        .getMessage(),
                nowhere,
                "no such file");
    }
}
