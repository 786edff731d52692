package org.setlstm.command;

import com.oracle.labs.mlrg.olcut.config.Option;
import com.oracle.labs.mlrg.olcut.config.Options;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import org.setlstm.file.ModelFiles;
import org.setlstm.reproduction.Reproducer;
import org.setlstm.reproduction.Reproduction;

/** {@code reproduce}: trains a model again and says whether it is the same. */
final class ReproduceCommand implements Main.Command {
    private static final int DIFFERENT = 1;

    /** The options. */
    public static final class ReproduceOptions implements Options {
        /** The model. */
        @Option(longName = "model-path", usage = "The model, as train saved it.")
        public Path modelPath;

        /** The training texts, if they have moved. */
        @Option(longName = "data-path", usage = "Where its training texts are now, if they have moved.")
        public Path dataPath;

        /** The word vectors, if they have moved. */
        @Option(longName = "word-vectors-path", usage = "Where its word vectors are now, if they have moved.")
        public Path wordVectorsPath;

        /** A member of an ensemble. */
        @Option(longName = "member", usage = "The number of the member to train again, where the model is an ensemble.")
        public int member;

        @Override
        public String getOptionsDescription() {
            return "Trains a model again from what its provenance says, and compares the weights bit by bit. Exit code 0"
                    + " if they are equal, 1 if they differ, 2 after an error.";
        }
    }

    @Override
    public String usage() {
        return CommandLine.usage(new ReproduceOptions());
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception {
        ReproduceOptions options = new ReproduceOptions();
        CommandLine.parse(arguments, options);
        Reproducer reproducer = new Reproducer(
                        ModelFiles.loadSETLSTM(CommandLine.required(options.modelPath, "--model-path"), options.member))
                .withListener(new ProgressDisplay(err, System.console() != null));
        if (options.dataPath != null) {
            Path recorded = only(reproducer.dataFiles(), "--data-path");
            reproducer = reproducer.withFile(recorded, options.dataPath);
        }
        if (options.wordVectorsPath != null) {
            Path recorded = only(reproducer.trainerFiles(), "--word-vectors-path");
            reproducer = reproducer.withFile(recorded, options.wordVectorsPath);
        }
        Reproduction reproduction = reproducer.reproduce();
        out.print(reproduction.toFormattedString());
        return reproduction.isEqual() ? 0 : DIFFERENT;
    }

    private static Path only(SortedSet<Path> files, String option) {
        if (files.size() != 1) {
            throw new IllegalArgumentException(option + " is for a model that was made from one such file, and this was"
                    + " made from " + files.size() + (files.isEmpty() ? "" : ": use Reproducer.withFile in a program"));
        }
        return files.first();
    }
}
