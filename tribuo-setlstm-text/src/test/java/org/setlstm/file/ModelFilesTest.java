package org.setlstm.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
    @TempDir
    Path directory;

    @Test
    void aFullDiskLeavesWhatWasThereAndNamesTheFile() throws IOException {
        Path file = Files.writeString(directory.resolve("a.model"), "before");
        IOException e = assertThrows(
                IOException.class,
                () -> ModelFiles.write(file, part -> {
                    Files.writeString(part, "hal");
                    throw new IOException("No space left on device");
                }));
        assertEquals(file + " is not written, and is as it was before: No space left on device", e.getMessage());
        assertEquals("before", Files.readString(file));
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(file), left.toList());
        }
    }
}
