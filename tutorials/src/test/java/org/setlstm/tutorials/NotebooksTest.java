package org.setlstm.tutorials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs each notebook in Jupyter, where a cell that throws fails, and compares what its cells show with what the
 * committed file says they show. {@code -Dnotebooks.update=true} writes what they show into the file instead.
 */
class NotebooksTest {
    static List<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void showsWhatItSays(Path notebook) throws Exception {
        Path executed = Jupyter.execute(notebook);
        if (Boolean.getBoolean("notebooks.update")) {
            Files.copy(executed, notebook, StandardCopyOption.REPLACE_EXISTING);
        }
        assertEquals(Shown.by(notebook), Shown.by(executed));
    }
}
