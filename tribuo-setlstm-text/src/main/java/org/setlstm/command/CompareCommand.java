package org.setlstm.command;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.Option;
import com.oracle.labs.mlrg.olcut.config.Options;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.experiment.Comparison;
import org.setlstm.experiment.RunDisplay;
import org.setlstm.reproduction.Reconfigured;
import org.setlstm.training.TrainingListener;
import org.tribuo.classification.Label;
import org.tribuo.data.text.TextFeatureExtractor;

/** {@code compare}: trains models on data sets, several times each, and puts their results side by side. */
final class CompareCommand implements Main.Command {
    static final String OUTPUT = "--output-path";
    private static final String DATA = "--data";
    private static final String TRAINER = "trainer";

    private static final String MODELS = """

            Models:
              set                  the trainer as it is configured
              set-annealed         the same, evolution's zeta falling to 0
              set-without-ngrams   the same without the n-gram layer; epsilon is 7 then, or what --densities asks for
              static               the same, the topology stays as it was drawn
              dense                the same with every position stored
              small-dense          a dense network of as many parameters as set
              linear               logistic regression on tokens and pairs, by stochastic gradient descent
              linear-unigrams      the same on tokens alone
              nb-svm               logistic regression on tokens and pairs, scaled by naive Bayes' log count ratios
              logistic-regression  the same on tokens and pairs, over the root of their number instead
            The last two are LIBLINEAR's, each label against the rest. Their penalty is the best for macro-F1 on fifths
            of the training texts, which are held out in turn for the choice and learned then.
            """;

    /**
     * Tells of each training in several lines, and a run has one. Kept here, for loggers are held weakly; by name, for
     * other commands do without the class.
     */
    private static final Logger LINEAR_LOGGER = Logger.getLogger("org.tribuo.common.sgd.AbstractSGDTrainer");

    /** The options that are no settings. */
    public static final class CompareOptions implements Options {
        /** The data sets. */
        @Option(
                longName = "data",
                usage = "Directories with train.tsv, .csv or .jsonl, plain or gzipped, or train/, and test likewise;"
                        + " separated by commas.")
        public List<Path> data;

        /** The labels' column. */
        @Option(
                longName = "label-column",
                usage = "The labels' column, in CSV, in JSON lines, and in TSV that has a header; label if not given.")
        public String labelColumn;

        /** The texts' column. */
        @Option(longName = "text-column", usage = "The texts' column, likewise; text if not given.")
        public String textColumn;

        /** The models. */
        @Option(
                longName = "models",
                usage = "Some of set, set-annealed, set-without-ngrams, static, dense, small-dense, linear,"
                        + " linear-unigrams, nb-svm, logistic-regression; what they are stands below.")
        public List<String> models = List.of("set", "static", "dense", "small-dense", "linear");

        /** Runs of each model. */
        @Option(longName = "seeds", usage = "Runs of each model: with the trainer's seed, the next one, and so on.")
        public int seeds = 3;

        /** Shares of the dense parameters. */
        @Option(
                longName = "densities",
                usage = "Shares of the dense parameters, as 0.1,0.04: one epsilon for all matrices is sought for each.")
        public List<String> densities = List.of();

        /** Learning rate of dense networks. */
        @Option(longName = "dense-learning-rate", usage = "Learning rate of dense; 0 for the trainer's.")
        public double denseLearningRate = 0.003;

        /** Learning rate of small dense networks. */
        @Option(longName = "small-dense-learning-rate", usage = "Learning rate of small-dense; 0 for the trainer's.")
        public double smallDenseLearningRate = 0.0;

        /** Where all goes. */
        @Option(
                longName = "output-path",
                usage = "Directory for runs, tables, plots and report.html. What is done stays done.")
        public Path outputPath;

        @Override
        public String getOptionsDescription() {
            return "Compares models on data sets. Repeat a command to go on where it was interrupted.";
        }
    }

    @Override
    public String usage() {
        return CommandLine.usage(new CompareOptions())
                + MODELS
                + String.format("%nSettings of all LSTM models and their defaults:%n")
                + TrainCommand.settings().usage()
                + String.format("%n--config-file F takes the components trainer and extractor from an OLCUT"
                        + " configuration. There trainer-NAME%ntakes the place of trainer for the data set in"
                        + " the directory NAME. Settings override all of them.%n");
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception {
        out.print(comparison(arguments).run(new Display(err), typed(arguments)));
        return 0;
    }

    /** As one would type it. */
    private static String typed(List<String> arguments) {
        return "setlstm compare "
                + arguments.stream()
                        .map(a -> a.matches("[\\w.,:/@%+=-]+") ? a : "'" + a.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" "));
    }

    /** Where a bar shows progress; elsewhere a comparison has a line for each run only. */
    private record Display(PrintStream err) implements RunDisplay {
        @Override
        public TrainingListener begin() {
            return System.console() == null ? new TrainingListener() {} : new ProgressDisplay(err, true);
        }

        @Override
        public void done(String summary) {
            err.println(summary);
        }
    }

    /** What a command asks for, all of it checked. */
    private static Comparison comparison(List<String> arguments) {
        List<String> rest = new ArrayList<>(arguments);
        Map<Class<?>, Map<String, String>> settings = TrainCommand.settings().take(rest);
        TrainCommand.addDefaultConfig(rest);
        if (rest.indexOf(DATA) != rest.lastIndexOf(DATA)) {
            throw new Main.UsageError(DATA + " is there twice: give all directories at once, separated by commas");
        }
        CompareOptions options = new CompareOptions();
        ConfigurationManager cm = CommandLine.parse(rest, options, TrainCommand.settings());
        List<Path> data = CommandLine.required(options.data, DATA);
        List<BigDecimal> shares = shares(options.densities);
        Path output = CommandLine.required(options.outputPath, OUTPUT);
        if (options.seeds < 1) {
            throw new Main.UsageError("--seeds must be at least 1");
        }
        Comparison comparison = new Comparison(
                new Comparison.Texts(data, options.labelColumn, options.textColumn),
                new Comparison.Plan(
                        options.models,
                        shares,
                        options.seeds,
                        options.denseLearningRate,
                        options.smallDenseLearningRate),
                extractor(cm, settings),
                name -> trainer(cm, name, settings),
                output);
        makeDirectory(output);
        LINEAR_LOGGER.setLevel(Level.WARNING);
        return comparison;
    }

    /** The names of the runs that a command would do. */
    static List<String> missing(List<String> arguments) throws Exception {
        return comparison(arguments).missing();
    }

    /** Does one of the runs of a command, if it is missing, and gives its directory. */
    static Path runOne(List<String> arguments, String name, PrintStream err) throws Exception {
        return comparison(arguments).runOne(name, new Display(err));
    }

    private static List<BigDecimal> shares(List<String> densities) {
        List<BigDecimal> shares = new ArrayList<>();
        for (String density : densities) {
            try {
                BigDecimal share = new BigDecimal(density.strip()).stripTrailingZeros();
                if (share.signum() > 0 && share.compareTo(BigDecimal.ONE) <= 0) {
                    shares.add(share);
                    continue;
                }
            } catch (NumberFormatException e) {
                // As what is out of range.
            }
            throw new Main.UsageError(
                    "--densities has '" + density.strip() + "', and must be shares above 0 and at most 1, as 0.04");
        }
        return shares.stream().distinct().toList();
    }

    @SuppressWarnings("unchecked") // An extractor of something else than Labels fails in the data set.
    private static TextFeatureExtractor<Label> extractor(
            ConfigurationManager cm, Map<Class<?>, Map<String, String>> settings) {
        TextFeatureExtractor<Label> configured = TrainCommand.component(cm, "extractor", TextFeatureExtractor.class);
        return Reconfigured.copy(configured.getProvenance(), TextFeatureExtractor.class, settings);
    }

    private static SETLSTMTrainer trainer(
            ConfigurationManager cm, String data, Map<Class<?>, Map<String, String>> settings) {
        String own = TRAINER + "-" + data;
        SETLSTMTrainer configured = TrainCommand.component(
                cm, cm.getConfigurationData(own).isPresent() ? own : TRAINER, SETLSTMTrainer.class);
        return Reconfigured.copy(configured.getProvenance(), SETLSTMTrainer.class, settings);
    }

    private static void makeDirectory(Path output) {
        try {
            Files.createDirectories(output);
        } catch (IOException e) {
            throw new IllegalArgumentException("can't make the directory " + output + " (" + e + ")");
        }
        if (!Files.isWritable(output)) {
            throw new IllegalArgumentException("can't write into " + output);
        }
    }
}
