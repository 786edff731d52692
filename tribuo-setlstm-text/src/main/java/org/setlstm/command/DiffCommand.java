package org.setlstm.command;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.setlstm.experiment.RunDifferences;

/** {@code diff}: two models, or two runs of comparisons, side by side. */
final class DiffCommand implements Main.Command {
    private static final int DIFFERENT = 1;

    private static final String USAGE = """
            Usage: diff A B

            Compares two models' files, or two runs' directories as compare leaves them: data, settings, versions, words,
            results, weights. Exit code 0 if they are alike, 1 if they differ, 2 after an error. Times, numbers of threads
            and places of files don't count.
            """;

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception {
        for (String argument : arguments) {
            if (argument.startsWith("-")) {
                throw new Main.UsageError("there is no option " + argument);
            }
        }
        if (arguments.size() != 2) {
            throw new Main.UsageError(
                    "diff compares two files or directories, and there are " + arguments.size() + ": diff A B");
        }
        RunDifferences differences = RunDifferences.between(path(arguments.get(0)), path(arguments.get(1)));
        out.print(differences.toFormattedString());
        return differences.isAlike() ? 0 : DIFFERENT;
    }

    private static Path path(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new Main.UsageError("'" + argument + "' is no path");
        }
    }
}
