package org.setlstm.tutorials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.slf4j.nop.NOPServiceProvider;
import org.zeromq.ZMQ;

/**
 * Runs each notebook in Jupyter, where a cell that throws fails, and compares what its cells show with what the
 * committed file says they show. {@code -Dnotebooks.update=true} writes what they show into the file instead.
 */
class NotebooksTest {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path EXECUTED = TARGET.resolve("executed");

    /** What the kernel is started with. What a notebook uses it has to load itself. */
    private static final List<Class<?>> KERNEL = List.of(
            JavaKernel.class, BaseKernel.class, Gson.class, ZMQ.class, LoggerFactory.class, NOPServiceProvider.class);

    @BeforeAll
    static void installKernel() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                String.join(
                        File.pathSeparator,
                        KERNEL.stream().map(NotebooksTest::place).toList()),
                JavaKernel.class.getName(),
                "{connection_file}");
        Path kernel = Files.createDirectories(TARGET.resolve("jupyter/kernels/java"));
        new ObjectMapper()
                .writeValue(
                        kernel.resolve("kernel.json").toFile(),
                        Map.of("argv", command, "display_name", "Java", "language", "java"));
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void showsWhatItSays(Path notebook) throws Exception {
        ProcessBuilder jupyter = new ProcessBuilder(
                "jupyter",
                "nbconvert",
                "--log-level=WARN",
                "--to=notebook",
                "--execute",
                "--ExecutePreprocessor.timeout=600",
                "--output-dir=" + EXECUTED,
                notebook.toString());
        jupyter.environment().put("JUPYTER_PATH", TARGET.resolve("jupyter").toString());
        // Committed is what the substitute shows, whatever this machine has.
        jupyter.environment().put("IMDB", TARGET.resolve("no-reviews").toString());
        assertEquals(0, jupyter.inheritIO().start().waitFor(), "exit code of nbconvert");
        Path executed = EXECUTED.resolve(notebook);
        if (Boolean.getBoolean("notebooks.update")) {
            Files.copy(executed, notebook, StandardCopyOption.REPLACE_EXISTING);
        }
        assertEquals(Shown.by(notebook), Shown.by(executed));
    }
}
