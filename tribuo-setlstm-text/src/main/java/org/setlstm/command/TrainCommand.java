package org.setlstm.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.Option;
import com.oracle.labs.mlrg.olcut.config.Options;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.setlstm.SETLSTMModel;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.file.ModelFiles;
import org.setlstm.sequence.TokenDataset;
import org.setlstm.sparse.TopologyEvolution;
import org.setlstm.text.CheckpointFile;
import org.setlstm.text.DataCheck;
import org.setlstm.text.TextSources;
import org.setlstm.text.TextToExample;
import org.setlstm.text.TokenSequencePipeline;
import org.setlstm.text.WordVectorFile;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.data.text.TextFeatureExtractor;

/** {@code train}: from labelled texts to an evaluated and saved model. */
final class TrainCommand implements Main.Command {
    private static final double NANOS = 1e9;
    private static final String WORD_VECTORS = "word-vectors";
    private static final String CONFIG_FILE = "--config-file";

    /** The options that are no settings. */
    public static final class TrainOptions implements Options {
        /** Training texts. */
        @Option(
                longName = "train-path",
                usage =
                        "Training texts: a file of label<TAB>text lines, CSV (.csv) or JSON lines (.jsonl), plain or gzipped,"
                                + " or a directory label/*.")
        public Path trainPath;

        /** Test texts. */
        @Option(longName = "test-path", usage = "Test texts, in the same forms; without them nothing is evaluated.")
        public Path testPath;

        /** The labels' column. */
        @Option(
                longName = "label-column",
                usage = "The labels' column, in CSV, in JSON lines, and in TSV that has a header; label if not given.")
        public String labelColumn;

        /** The texts' column. */
        @Option(longName = "text-column", usage = "The texts' column, likewise; text if not given.")
        public String textColumn;

        /** Word vectors. */
        @Option(
                longName = "word-vectors-path",
                usage =
                        "Word vectors that the embedding starts from, of GloVe, word2vec or fastText, plain or gzipped.")
        public Path wordVectorsPath;

        /** How many of them. */
        @Option(
                longName = "word-vectors-max-tokens",
                usage = "Read so many word vectors, the first of their file; 0 for all.")
        public int wordVectorsMaxTokens;

        /** Where the model goes. */
        @Option(longName = "model-path", usage = "Where to save the model.")
        public Path modelPath;

        /** Where the report goes. */
        @Option(longName = "report-path", usage = "Where to write the report, as JSON.")
        public Path reportPath;

        /** Where training saves itself. */
        @Option(
                longName = "checkpoint-path",
                usage =
                        "Where training saves itself at the end of each epoch and on Ctrl-C, and goes on from with the same command.")
        public Path checkpointPath;

        /** How often within an epoch. */
        @Option(
                longName = "checkpoint-minutes",
                usage = "Save within epochs too, every so many minutes; 0 for at the end of epochs only.")
        public int checkpointMinutes;

        @Override
        public String getOptionsDescription() {
            return "Trains a SET-LSTM on labelled texts.";
        }
    }

    static ConfigOptions settings() {
        ConfigurationManager cm = new ConfigurationManager(defaults());
        return new ConfigOptions()
                .add("pipeline", component(cm, "pipeline", TokenSequencePipeline.class))
                .add("trainer", component(cm, "trainer", SETLSTMTrainer.class))
                .add("evolution", component(cm, "evolution", TopologyEvolution.class));
    }

    @Override
    public String usage() {
        return CommandLine.usage(new TrainOptions())
                + String.format("%nSettings and their defaults:%n")
                + settings().usage()
                + String.format(
                        "%n%s F takes components from an OLCUT configuration instead: trainer, extractor, and the"
                                + " sources train and test.%nSettings then apply to its components trainer, evolution and pipeline.%n",
                        CONFIG_FILE);
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception {
        List<String> expanded = new ArrayList<>(arguments);
        ConfigOptions settings = settings();
        settings.expand(expanded);
        addDefaultConfig(expanded);
        TrainOptions options = new TrainOptions();
        ConfigurationManager cm = CommandLine.parse(expanded, options, settings);
        Map<String, Path> written = new LinkedHashMap<>();
        written.put("--model-path", options.modelPath);
        written.put("--report-path", options.reportPath);
        written.put("--checkpoint-path", options.checkpointPath);
        Map<String, Path> read = new LinkedHashMap<>();
        read.put("--train-path", options.trainPath);
        read.put("--test-path", options.testPath);
        read.put("--word-vectors-path", options.wordVectorsPath);
        CommandLine.requireDistinct(written, read);
        if (options.modelPath != null) {
            ModelFiles.requireWritable(options.modelPath);
        }
        if (options.reportPath != null) {
            ModelFiles.requireWritable(options.reportPath);
        }
        if (options.checkpointMinutes < 0 || options.checkpointMinutes > 0 && options.checkpointPath == null) {
            throw new Main.UsageError("--checkpoint-minutes is at least 0, and needs --checkpoint-path");
        }
        CheckpointFile checkpoint = options.checkpointPath == null ? null : new CheckpointFile(options.checkpointPath);
        useWordVectors(cm, options);
        SETLSTMTrainer trainer = component(cm, "trainer", SETLSTMTrainer.class);
        ConfigurableDataSource<Label> train = source(cm, options, options.trainPath, "train");
        if (train == null) {
            throw new Main.UsageError("--train-path is needed");
        }
        ConfigurableDataSource<Label> test = source(cm, options, options.testPath, "test");
        if (test != null) {
            DataCheck.requireKnownLabels(train, test);
            DataCheck.requireWordOrder(test);
        }
        DataCheck.doubts(train, test).forEach(doubt -> err.println("WARNING: " + doubt));
        TokenDataset documents = new TokenDataset(train);
        err.println(documents.size() + " training documents, "
                + documents.getOutputs().size() + " labels");
        ProgressDisplay progress = new ProgressDisplay(err, System.console() != null);
        trainer.setListener(progress);
        long start = System.nanoTime();
        SETLSTMModel model;
        if (checkpoint == null) {
            model = trainer.train(documents);
        } else {
            trainer.setCheckpoints(checkpoint, Duration.ofMinutes(options.checkpointMinutes));
            model = Interruptible.call(() -> trainer.train(documents), err);
        }
        double seconds = (System.nanoTime() - start) / NANOS;
        // Before all else: whatever fails now, the training isn't lost.
        if (options.modelPath != null) {
            ModelFiles.write(options.modelPath, model::serializeToFile);
            err.println("model saved to " + options.modelPath);
        }
        LabelEvaluation evaluation = test == null ? null : new LabelEvaluator().evaluate(model, test);
        TrainReport report = TrainReport.of(model, evaluation, documents.size(), seconds, progress);
        if (evaluation != null) {
            out.println(evaluation);
        }
        out.println(model.sparsity().toFormattedString());
        if (options.modelPath != null) {
            out.println("Model saved to " + options.modelPath);
            out.println("Predict with: " + CommandLine.program() + " predict --model-path " + options.modelPath
                    + " --input-path -");
        }
        if (options.reportPath != null) {
            ModelFiles.write(options.reportPath, path -> write(report, path));
        }
        return 0;
    }

    /** The place of the configuration of who gives none, as OLCUT takes it. */
    private static String defaults() {
        return CommandLine.escaped(TrainCommand.class.getResource("train.xml").toString());
    }

    /** Where the arguments name no configuration file. */
    static void addDefaultConfig(List<String> arguments) {
        if (!arguments.contains(CONFIG_FILE) && !arguments.contains("-c")) {
            arguments.addAll(0, List.of(CONFIG_FILE, defaults()));
        }
    }

    private static void write(TrainReport report, Path path) throws IOException {
        Files.write(
                path,
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(report));
    }

    static <T extends Configurable> T component(ConfigurationManager cm, String name, Class<T> type) {
        if (cm.getConfigurationData(name).isEmpty()) {
            throw new IllegalArgumentException("The configuration has no component '" + name + "'");
        }
        Configurable component = cm.lookup(name);
        if (!type.isInstance(component)) {
            throw new IllegalArgumentException("The configuration's component '" + name + "' is a "
                    + component.getClass().getName() + ", and must be a " + type.getName());
        }
        return type.cast(component);
    }

    private static void useWordVectors(ConfigurationManager cm, TrainOptions options) {
        if (options.wordVectorsPath != null) {
            ConfigurationData file = new ConfigurationData(WORD_VECTORS, WordVectorFile.class.getName());
            file.add("path", new SimpleProperty(options.wordVectorsPath.toString()));
            file.add("maxTokens", new SimpleProperty(Integer.toString(options.wordVectorsMaxTokens)));
            cm.addConfiguration(file);
            cm.overrideConfigurableProperty("trainer", "wordVectors", new SimpleProperty(WORD_VECTORS));
        }
    }

    /** From the path if there is one, else the configuration's component, else null. */
    @SuppressWarnings("unchecked") // A source or an extractor of something else than Labels fails in the data set.
    private static ConfigurableDataSource<Label> source(
            ConfigurationManager cm, TrainOptions options, Path path, String name) throws IOException {
        if (path != null) {
            TextFeatureExtractor<Label> extractor = component(cm, "extractor", TextFeatureExtractor.class);
            return TextSources.of(
                    path, new TextToExample(List.of(), extractor), options.labelColumn, options.textColumn);
        }
        return cm.getConfigurationData(name).isEmpty() ? null : component(cm, name, ConfigurableDataSource.class);
    }
}
