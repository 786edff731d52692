package org.setlstm.command;

import com.oracle.labs.mlrg.olcut.config.Option;
import com.oracle.labs.mlrg.olcut.config.Options;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.setlstm.SETLSTMModel;
import org.setlstm.file.ModelFiles;
import org.setlstm.file.StoredFiles;
import org.setlstm.text.ColumnFormat;
import org.setlstm.text.ColumnTexts;
import org.setlstm.text.TextClassifier;
import org.setlstm.text.TextLines;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** {@code predict}: a document a line in; label, probability and text out, in order, as they come. */
final class PredictCommand implements Main.Command {
    private static final String STREAM = "-";

    /** The options. */
    public static final class PredictOptions implements Options {
        /** The model. */
        @Option(longName = "model-path", usage = "The model, as train saved it.")
        public Path modelPath;

        /** The texts. */
        @Option(
                longName = "input-path",
                usage = "The texts, UTF-8, a document a line, plain or gzipped; - for standard input.")
        public String inputPath;

        /** The column of the texts. */
        @Option(
                longName = "text-column",
                usage =
                        "The texts' column: the input is then CSV (.csv), JSON lines (.jsonl) or TSV with a header, plain or"
                                + " gzipped. A text's line breaks become spaces in TSV that comes out.")
        public String textColumn;

        /** The predictions. */
        @Option(
                longName = "output-path",
                usage = "Where label<TAB>probability<TAB>text goes, a line each; - for standard output.")
        public String outputPath = STREAM;

        /** How many words to show. */
        @Option(
                longName = "explain",
                usage = "Put before the text a column of so many words that moved the decision most, as good:+1.20"
                        + " bad:-0.80, in nats of the label's log odds.")
        public int explain;

        /** Whether to show every label. */
        @Option(
                longName = "all-labels",
                usage = "Put every label with its probability before them, as good:0.9 bad:0.1, the likeliest first.")
        public boolean allLabels;

        /** The form of the answers. */
        @Option(
                longName = "output-format",
                usage = "tsv, or json: an object a line with text, label, probability, tokens, knownTokens, and what"
                        + " --all-labels and --explain ask for.")
        public String outputFormat = "tsv";

        /** The least probability. */
        @Option(
                longName = "threshold",
                usage = "The least probability of a label that is given; texts below get --abstain-label.")
        public double threshold;

        /** The label of what is below. */
        @Option(longName = "abstain-label", usage = "What texts get whose label is less likely than --threshold.")
        public String abstainLabel = "unsure";

        @Override
        public String getOptionsDescription() {
            return "Classifies texts. A line without a word gets an empty label and an empty probability.";
        }
    }

    @Override
    public String usage() {
        return CommandLine.usage(new PredictOptions());
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception {
        PredictOptions options = new PredictOptions();
        CommandLine.parse(arguments, options);
        Path modelPath = CommandLine.required(options.modelPath, "--model-path");
        CommandLine.required(options.inputPath, "--input-path");
        if (options.textColumn != null && options.inputPath.equals(STREAM)) {
            throw new Main.UsageError("--text-column is for files, whose names tell their format");
        }
        if (!options.outputPath.equals(STREAM)) {
            Map<String, Path> read = new LinkedHashMap<>();
            read.put("--model-path", modelPath);
            read.put("--input-path", options.inputPath.equals(STREAM) ? null : Path.of(options.inputPath));
            CommandLine.requireDistinct(Map.of("--output-path", Path.of(options.outputPath)), read);
        }
        Answers.Asked asked = asked(options);
        TextClassifier classifier = TextClassifier.load(modelPath);
        requireAnother(options, classifier.model());
        requireExplaining(options, classifier.model());
        Answers answers = new Answers(classifier, asked);
        if (options.outputPath.equals(STREAM)) {
            answer(answers, options, new BufferedWriter(new OutputStreamWriter(new Pipe(out), StandardCharsets.UTF_8)));
        } else {
            Path output = Path.of(options.outputPath);
            ModelFiles.requireWritable(output);
            ModelFiles.write(output, part -> {
                try (Writer writer = Files.newBufferedWriter(part)) {
                    answer(answers, options, writer);
                }
            });
        }
        answers.tell(err);
        return 0;
    }

    private static void answer(Answers answers, PredictOptions options, Writer out) throws IOException {
        if (options.textColumn != null) {
            Path path = Path.of(options.inputPath);
            StoredFiles.read(
                    path,
                    ObjectProvenance.DEFAULT_HASH_TYPE.getDigest(),
                    content -> answers.answer(
                            new ColumnTexts(path, content, ColumnFormat.of(path), options.textColumn), out));
            return;
        }
        if (options.inputPath.equals(STREAM)) {
            answers.answer(new TextLines("Standard input", System.in), out);
            return;
        }
        Path path = Path.of(options.inputPath);
        StoredFiles.read(
                path,
                ObjectProvenance.DEFAULT_HASH_TYPE.getDigest(),
                content -> answers.answer(new TextLines(path.toString(), content), out));
    }

    private static Answers.Asked asked(PredictOptions options) {
        if (options.explain < 0) {
            throw new Main.UsageError("--explain is " + options.explain + ", and must not be negative");
        }
        if (!(options.threshold >= 0.0 && options.threshold <= 1.0)) {
            throw new Main.UsageError("--threshold is " + options.threshold + ", and must be from 0 to 1");
        }
        AnswerFormat format =
                switch (options.outputFormat.toLowerCase(Locale.ROOT)) {
                    case "tsv" -> AnswerFormat.TSV;
                    case "json" -> AnswerFormat.JSON;
                    default ->
                        throw new Main.UsageError(
                                "--output-format is '" + options.outputFormat + "', and must be tsv or json");
                };
        return new Answers.Asked(format, options.allLabels, options.explain, options.threshold, options.abstainLabel);
    }

    private static void requireExplaining(PredictOptions options, Model<Label> model) {
        if (options.explain > 0 && !(model instanceof SETLSTMModel)) {
            throw new IllegalArgumentException("--explain is for a SETLSTMModel, and this is a "
                    + model.getClass().getSimpleName());
        }
    }

    /** Nobody could tell whether the model chose it. */
    private static void requireAnother(PredictOptions options, Model<Label> model) {
        if (options.threshold == 0.0) {
            return;
        }
        if (!model.generatesProbabilities()) {
            throw new IllegalArgumentException(
                    "--threshold is for models that give probabilities, and this is a " + model.getName());
        }
        if (model.getOutputIDInfo().getDomain().contains(new Label(options.abstainLabel))) {
            throw new IllegalArgumentException(
                    "--abstain-label is '" + options.abstainLabel + "', which is a label of the model: choose another");
        }
    }

    /** A stream that says so when nobody reads it any more, as a PrintStream doesn't. */
    private static final class Pipe extends OutputStream {
        private final PrintStream out;

        Pipe(PrintStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            out.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            if (out.checkError()) {
                throw new IOException("the output can't be written: nobody reads it any more, or the disk is full");
            }
        }
    }
}
