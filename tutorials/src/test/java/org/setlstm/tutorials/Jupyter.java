package org.setlstm.tutorials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.slf4j.LoggerFactory;
import org.slf4j.nop.NOPServiceProvider;
import org.zeromq.ZMQ;

/**
 * Runs notebooks in Jupyter's nbconvert, each in a kernel of its own: {@link JavaKernel}, or with
 * {@code -Dnotebooks.installed=true} the one called {@code java} on this machine.
 */
final class Jupyter {
    static final String INSTALLED = "notebooks.installed";

    static final Path TARGET = Path.of("target").toAbsolutePath();

    /** What the kernel is started with. */
    private static final List<Class<?>> KERNEL = List.of(
            JavaKernel.class, BaseKernel.class, Gson.class, ZMQ.class, LoggerFactory.class, NOPServiceProvider.class);

    private Jupyter() {}

    /** Executes a notebook, and returns a copy of it with what its cells show. */
    static Path execute(Path notebook, String... options) throws IOException, InterruptedException {
        Path executed = TARGET.resolve("executed");
        List<String> command = new ArrayList<>(List.of(
                "jupyter",
                "nbconvert",
                "--log-level=WARN",
                "--to=notebook",
                "--execute",
                "--ExecutePreprocessor.timeout=600",
                "--ExecutePreprocessor.record_timing=False",
                "--output-dir=" + executed));
        command.addAll(List.of(options));
        command.add(notebook.toString());
        ProcessBuilder jupyter = new ProcessBuilder(command);
        if (Boolean.getBoolean(INSTALLED)) {
            jupyter.environment().put("JDK_JAVA_OPTIONS", "--add-modules jdk.incubator.vector");
        } else {
            jupyter.environment().put("JUPYTER_PATH", standIn().toString());
        }
        // Committed is what the substitute shows, whatever this machine has.
        jupyter.environment().put("IMDB", TARGET.resolve("no-reviews").toString());
        assertEquals(0, jupyter.inheritIO().start().waitFor(), "exit code of nbconvert");
        return executed.resolve(notebook.getFileName());
    }

    private static Path standIn() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                String.join(
                        File.pathSeparator, KERNEL.stream().map(Jupyter::place).toList()),
                JavaKernel.class.getName(),
                "{connection_file}",
                place(BaseKernel.class));
        Path data = TARGET.resolve("jupyter");
        Path kernel = Files.createDirectories(data.resolve("kernels/java"));
        new ObjectMapper()
                .writeValue(
                        kernel.resolve("kernel.json").toFile(),
                        Map.of("argv", command, "display_name", "Java", "language", "java"));
        return data;
    }

    /** The jar or the directory that a class is from. */
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
}
