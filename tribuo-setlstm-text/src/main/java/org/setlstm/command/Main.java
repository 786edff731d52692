package org.setlstm.command;

import com.oracle.labs.mlrg.olcut.config.ArgumentException;
import com.oracle.labs.mlrg.olcut.config.UsageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.setlstm.optional.Feature;

/**
 * The command line: {@code train}, {@code predict}, {@code inspect}, {@code export}, {@code reproduce}, {@code diff},
 * {@code compare} and {@code benchmark}.
 */
public final class Main {
    private static final int FAILED = 2;
    private static final String VERBOSE = "--verbose";

    private Main() {}

    /** A command's work. */
    interface Command {
        /** Its options, for people. */
        String usage();

        /** The exit code. Throws whatever stops it; the message is for the user. */
        int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception;
    }

    private static Map<String, Command> commands() {
        Map<String, Command> commands = new LinkedHashMap<>();
        commands.put("train", new TrainCommand());
        commands.put("predict", new PredictCommand());
        commands.put("inspect", new InspectCommand());
        commands.put("export", new ExportCommand());
        commands.put("reproduce", new ReproduceCommand());
        commands.put("diff", new DiffCommand());
        commands.put("compare", new CompareCommand());
        commands.put("benchmark", new BenchmarkCommand());
        return commands;
    }

    /**
     * Runs a command and exits: with 0; with 1 if what {@code reproduce} or {@code diff} compares differs; or after an error with 2 and a
     * line on the standard error stream.
     *
     * @param args The command, then its options.
     */
    public static void main(String[] args) {
        // From JDK 22 on a console would be there without a terminal too.
        System.setProperty("jdk.console", "java.base");
        if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
            System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s: %5$s%n");
        }
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        int status = run(args, out, err);
        out.flush();
        err.flush();
        System.exit(status);
    }

    /** Whatever the platform's charset, for pipes and files are read by other programs. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        List<String> arguments = new ArrayList<>(List.of(args));
        boolean verbose = arguments.remove(VERBOSE);
        try {
            Feature.COMMAND_LINE.require();
        } catch (IllegalStateException e) {
            err.println("setlstm: " + e.getMessage());
            return FAILED;
        }
        Map<String, Command> commands = commands();
        if (arguments.isEmpty()) {
            err.print(usage(commands));
            return FAILED;
        }
        String name = arguments.remove(0);
        if (List.of("--help", "--usage", "help").contains(name)) {
            out.print(usage(commands));
            return 0;
        }
        Command command = commands.get(name);
        if (command == null) {
            err.println("setlstm: there is no command '" + name + "'" + Names.hint(name, commands.keySet())
                    + " (--help lists the commands)");
            return FAILED;
        }
        try {
            if (arguments.isEmpty()) {
                throw new UsageError("options are needed");
            }
            if (List.of("--help", "--usage").contains(arguments.get(0))) {
                out.print(command.usage());
                return 0;
            }
            return command.run(arguments, out, err);
        } catch (UsageException e) {
            out.print(command.usage());
            return 0;
        } catch (Exception | OutOfMemoryError e) {
            err.println("setlstm " + name + ": " + message(e)
                    + (e instanceof UsageError ? " (" + name + " --help lists the options)" : ""));
            if (verbose) {
                e.printStackTrace(err);
            }
            return FAILED;
        }
    }

    /** The line that tells most: for what wraps an error says less than the error. */
    private static String message(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof UsageError || cause instanceof OutOfMemoryError)) {
            cause = cause.getCause();
        }
        if (cause instanceof OutOfMemoryError && cause.getCause() == null) {
            return "out of memory (" + cause.getMessage() + "): Java's heap may take "
                    + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MB. Give it more with -Xmx, or it less to do: fewer or"
                    + " shorter texts";
        }
        if (cause instanceof NoSuchFileException f) {
            return "there is no file " + f.getFile();
        }
        if (cause instanceof FileSystemException f && f.getReason() == null) {
            return "can't use " + f.getFile() + " (" + f.getClass().getSimpleName() + ")";
        }
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName() + " (run again with " + VERBOSE + " to see where)";
        }
        return message.lines().findFirst().orElse("").strip();
    }

    private static String usage(Map<String, Command> commands) {
        return "Usage: setlstm COMMAND [options]"
                + System.lineSeparator()
                + "Commands: " + String.join(", ", commands.keySet()) + System.lineSeparator()
                + "COMMAND --help lists the options of a command; " + VERBOSE + " shows where an error comes from."
                + System.lineSeparator();
    }

    /** The command was not understood: its help helps. */
    static final class UsageError extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageError(String message) {
            super(message);
        }

        static UsageError of(ArgumentException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new UsageError(
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse("unknown option"));
        }
    }
}
