package org.setlstm.tutorials;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.UnresolvedReferenceException;
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
 * A kernel for tests: what IJava 1.3.0 and JJava 1.0-a7 have in common, for Maven Central has neither of the
 * two. Where they differ it does what the less kind one does.
 *
 * <p>Like both:
 *
 * <ul>
 *   <li>A cell is evaluated statement by statement, and stops at the first that fails; what came before it holds.
 *   <li>Shown is the value of the last statement if it is an expression, with or without semicolon, and not null. An
 *       assignment or a declaration shows nothing.
 *   <li>A method that names something unresolved is accepted, and fails when it is called.
 *   <li>Cells see the JDK, the kernel's library and what {@code %classpath} adds.
 *   <li>{@code %classpath} is magic at the beginning of any line and after {@code =}, even in a text block.
 *   <li>{@code render}, {@code display}, {@code updateDisplay}, {@code eval} and {@code printf} need no import.
 * </ul>
 *
 * <p>Like the less kind one:
 *
 * <ul>
 *   <li>{@code java.time} isn't imported. (JJava does.)
 *   <li>A class, or a method's signature, that names something unresolved is refused. (JJava accepts it.)
 *   <li>What the kernel's library depends on is hidden. (IJava shows Gson.)
 *   <li>There is no {@code %jars}. (JJava has it, and complains on the error stream.)
 * </ul>
 *
 * <p>Harder than both: {@code %classpath} with a pattern that no file matches fails, and a warning that is logged is
 * an error stream's text in the notebook, where theirs goes to the terminal.
 *
 * <p>Not like them: it has no {@code %maven} and no other magic, no completion, no documentation and no interrupt; a
 * cell runs on the thread that talks to Jupyter; errors look plainer; pictures are whole, where theirs lack the last
 * bytes, and described by their size.
 */
final class JavaKernel extends BaseKernel {
    /** IJava: {@code ijava-jshell-init.jshell}. JJava: {@code NotebookInitializer}, which adds {@code java.time}. */
    private static final List<String> STARTUP = List.of(
            "import java.util.*;", // both, first line
            "import java.io.*;", // both
            "import java.math.*;", // both
            "import java.net.*;", // both
            "import java.util.concurrent.*;", // both
            "import java.util.prefs.*;", // both
            "import java.util.regex.*;", // both
            // IJava: Display, Kernel, Magics and a method printf. JJava: BaseNotebookStatics, JavaNotebookStatics.
            "import static " + BaseNotebookStatics.class.getName() + ".*;");

    /** What both show the value of: {@code CodeEvaluator.evalSingle}. */
    private static final Set<SubKind> SHOWN = EnumSet.of(
            SubKind.VAR_VALUE_SUBKIND, SubKind.OTHER_EXPRESSION_SUBKIND, SubKind.TEMP_VAR_EXPRESSION_SUBKIND);

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
     * @param arguments The connection file, and the jar of the kernel's library.
     * @throws Exception If it can't connect.
     */
    public static void main(String[] arguments) throws Exception {
        // JShell compiles against it: of all that this JVM was started with cells see only the kernel's library.
        System.setProperty("java.class.path", arguments[1]);
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

    private static Void addToClasspath(JavaKernel kernel, List<String> globs) throws IOException {
        for (String glob : globs) {
            List<Path> paths = PathsHandler.resolveGlobs(glob);
            if (paths.isEmpty()) {
                throw new IllegalArgumentException(glob + ": no such files");
            }
            paths.forEach(
                    path -> kernel.shell.addToClasspath(path.toAbsolutePath().toString()));
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
            if (event.exception() instanceof UnresolvedReferenceException unresolved) {
                throw new IllegalStateException(diagnostics(unresolved.getSnippet()));
            }
            if (event.exception() != null) {
                throw new IllegalStateException(control.thrown());
            }
            if (!event.status().isDefined()) {
                throw new IllegalArgumentException(diagnostics(event.snippet()));
            }
            value = SHOWN.contains(event.snippet().subKind()) ? control.value() : null;
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
        Stream<String> messages = shell.diagnostics(snippet).map(d -> d.getMessage(null));
        Stream<String> unresolved = snippet instanceof DeclarationSnippet declaration
                ? shell.unresolvedDependencies(declaration).map(name -> "unresolved: " + name)
                : Stream.of();
        return Stream.of(messages, unresolved, Stream.of(snippet.source()))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
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
            LineMagic<Void, JavaKernel> classpath = JavaKernel::addToClasspath;
            lineMagic("classpath", classpath);
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
