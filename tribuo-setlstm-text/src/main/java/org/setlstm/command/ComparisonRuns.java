package org.setlstm.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.setlstm.experiment.Comparison;

/** The runs of the command {@code compare} one by one, for who has them done by other machines. */
public final class ComparisonRuns {
    private final List<String> arguments;

    /**
     * Of a command.
     *
     * @param arguments What follows {@code compare}. Paths of data are read wherever a run is done.
     */
    public ComparisonRuns(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
        if (!arguments.contains(CompareCommand.OUTPUT)) {
            throw new IllegalArgumentException(CompareCommand.OUTPUT + " is needed");
        }
    }

    /**
     * The runs that aren't done yet.
     *
     * @return Their names, as {@code mr/set-seed1}.
     * @throws Exception If the arguments or the data are wrong, or a file can't be read.
     */
    public List<String> missing() throws Exception {
        return CompareCommand.missing(arguments);
    }

    /**
     * Does a run, and leaves nothing on this machine.
     *
     * @param name Its name.
     * @param err Where progress goes.
     * @return Its files by their names.
     * @throws Exception If the arguments or the data are wrong, or a file can't be read or written.
     */
    public Map<String, byte[]> run(String name, PrintStream err) throws Exception {
        Path directory = Files.createTempDirectory("setlstm");
        try {
            List<String> here = new ArrayList<>(arguments);
            here.set(here.indexOf(CompareCommand.OUTPUT) + 1, directory.toString());
            Map<String, byte[]> files = new TreeMap<>();
            for (Path file : list(CompareCommand.runOne(here, name, err))) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
            return files;
        } finally {
            delete(directory);
        }
    }

    /**
     * Puts a run's files where the command has them, the report last: a run with a report is whole.
     *
     * @param name Its name.
     * @param files What {@link #run} gave for it.
     * @throws IOException If a file can't be written.
     */
    public void store(String name, Map<String, byte[]> files) throws IOException {
        Path output = Path.of(arguments.get(arguments.indexOf(CompareCommand.OUTPUT) + 1));
        Comparison.store(output.resolve(name), files);
    }

    /**
     * Does what is still missing here, and writes tables and plots.
     *
     * @param out Where the tables go as well.
     * @param err Where progress goes.
     * @throws Exception If a file can't be read or written.
     */
    public void finish(PrintStream out, PrintStream err) throws Exception {
        new CompareCommand().run(arguments, out, err);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
