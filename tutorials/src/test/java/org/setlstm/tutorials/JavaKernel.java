package org.setlstm.tutorials;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseKernelBuilder;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.common.Image;
import org.dflib.jjava.jupyter.kernel.display.common.Text;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.PathsHandler;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/**
 * A kernel for tests: what IJava and JJava have in common, and nothing else. A cell's value is that of its last
 * statement, with or without semicolon.
 */
final class JavaKernel extends BaseKernel {
    private static final List<String> STARTUP = List.of(
            "import java.io.*;",
            "import java.math.*;",
            "import java.net.*;",
            "import java.nio.file.*;",
            "import java.util.*;",
            "import java.util.concurrent.*;",
            "import java.util.function.*;",
            "import java.util.prefs.*;",
            "import java.util.regex.*;",
            "import java.util.stream.*;",
            "import static " + BaseNotebookStatics.class.getName() + ".*;");

    private static final LanguageInfo LANGUAGE = new LanguageInfo.Builder("Java")
            .version(Runtime.version().toString())
            .mimetype("text/x-java-source")
            .fileExtension(".jshell")
            .pygments("java")
            .codemirror("java")
            .build();

    private final KeepingControl control = new KeepingControl();
    private final JShell shell =
            JShell.builder().executionEngine(control.provider(), null).build();

    private JavaKernel(Builder b) {
        super(
                "java",
                "test",
                LANGUAGE,
                List.of(),
                null,
                b.io(),
                b.comms(),
                b.renderer(),
                b.magicParser(),
                b.magics(),
                false,
                b.styler());
        Text.registerAll(renderer);
        // JJava's own loses the last bytes of some pictures, and describes them by where they are in memory.
        renderer.createRegistration(RenderedImage.class).preferring(Image.PNG).register((image, context) -> {
            context.renderIfRequested(Image.PNG, () -> png(image));
            context.getOutputContainer().putText("a picture of " + image.getWidth() + " x " + image.getHeight());
        });
        STARTUP.forEach(this::evaluate);
    }

    /**
     * Jupyter starts it.
     *
     * @param arguments The connection file.
     * @throws Exception If it can't connect.
     */
    public static void main(String[] arguments) throws Exception {
        JavaKernel kernel = new Builder().build();
        JupyterConnection connection =
                new JupyterConnection(KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0]))));
        kernel.becomeHandlerForConnection(connection);
        connection.connect();
        kernel.onStartup();
        connection.waitUntilClose();
        kernel.onShutdown(false);
        System.exit(0);
    }

    private static Void addJars(JavaKernel kernel, List<String> globs) throws IOException {
        for (String glob : globs) {
            List<Path> jars = PathsHandler.resolveGlobs(glob);
            if (jars.isEmpty()) {
                throw new IllegalArgumentException(glob + ": no such jars");
            }
            jars.forEach(jar -> kernel.shell.addToClasspath(jar.toAbsolutePath().toString()));
        }
        return null;
    }

    @Override
    public Object evalRaw(String cell) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        Object value = null;
        CompletionInfo next = analysis.analyzeCompletion(magicParser.resolveMagics(cell));
        while (next.completeness().isComplete()) {
            value = evaluate(next.source());
            next = analysis.analyzeCompletion(next.remaining());
        }
        if (next.completeness() != SourceCodeAnalysis.Completeness.EMPTY) {
            throw new IllegalArgumentException("Not complete: " + next.remaining());
        }
        return value;
    }

    private Object evaluate(String statement) {
        Object value = null;
        for (SnippetEvent event : shell.eval(statement)) {
            if (event.causeSnippet() != null) {
                continue;
            }
            if (event.exception() != null) {
                throw new IllegalStateException(control.thrown());
            }
            if (!event.status().isDefined()) {
                throw new IllegalArgumentException(diagnostics(event.snippet()));
            }
            value = event.snippet() instanceof ExpressionSnippet
                            || event.snippet().subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                    ? control.value()
                    : null;
        }
        return value;
    }

    private static String png(RenderedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private String diagnostics(Snippet snippet) {
        return shell.diagnostics(snippet).map(d -> d.getMessage(null)).collect(Collectors.joining("\n", "", "\n"))
                + snippet.source();
    }

    @Override
    public DisplayData inspect(String code, int at, boolean extraDetail) {
        return null;
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
        return null;
    }

    @Override
    public String isComplete(String code) {
        return IS_COMPLETE_MAYBE;
    }

    /** Makes the parts that all kernels have. */
    private static final class Builder extends BaseKernelBuilder<Builder, JavaKernel> {
        Builder() {
            LineMagic<Void, JavaKernel> jars = JavaKernel::addJars;
            lineMagic("jars", jars);
            lineMagic("classpath", jars);
        }

        @Override
        public JavaKernel build() {
            return new JavaKernel(this);
        }

        JupyterIO io() {
            return buildJupyterIO(StandardCharsets.UTF_8);
        }

        CommManager comms() {
            return buildCommManager();
        }

        Renderer renderer() {
            return buildRenderer();
        }

        MagicParser magicParser() {
            return new MagicParser("(?<=(?:^|=))\\s*%", "%%", buildMagicTranspiler());
        }

        MagicsRegistry magics() {
            return buildMagicsRegistry();
        }

        StringStyler styler() {
            return buildErrorStyler();
        }
    }
}
