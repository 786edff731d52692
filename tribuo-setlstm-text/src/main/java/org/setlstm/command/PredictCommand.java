package org.setlstm.command;

import com.oracle.labs.mlrg.olcut.config.Option;
import com.oracle.labs.mlrg.olcut.config.Options;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.setlstm.file.LineReader;
import org.setlstm.file.ModelFiles;
import org.setlstm.file.StrictDecoder;
import org.setlstm.text.TextClassifier;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** {@code predict}: a document a line in; label, probability and text out, in order, as they come. */
final class PredictCommand implements Main.Command {
    private static final int BATCH = 1024;
    private static final String STREAM = "-";

    /** The options. */
    public static final class PredictOptions implements Options {
        /** The model. */
        @Option(longName = "model-path", usage = "The model, as train saved it.")
        public Path modelPath;

        /** The texts. */
        @Option(longName = "input-path", usage = "The texts, UTF-8, a document a line; - for standard input.")
        public String inputPath;

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
        String input = CommandLine.required(options.inputPath, "--input-path");
        if (options.explain < 0) {
            throw new Main.UsageError("--explain is " + options.explain + ", and must not be negative");
        }
        TextClassifier classifier = TextClassifier.load(modelPath);
        try (InputStream in = input.equals(STREAM) ? System.in : Files.newInputStream(Path.of(input))) {
            if (options.outputPath.equals(STREAM)) {
                predict(
                        classifier,
                        in,
                        options.explain,
                        new BufferedWriter(new OutputStreamWriter(new Pipe(out), StandardCharsets.UTF_8)));
            } else {
                Path output = Path.of(options.outputPath);
                ModelFiles.requireWritable(output);
                ModelFiles.write(output, part -> {
                    try (Writer writer = Files.newBufferedWriter(part)) {
                        predict(classifier, in, options.explain, writer);
                    }
                });
            }
        }
        return 0;
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

    /** In batches, but never waits for a line while there are some to answer. */
    static void predict(TextClassifier classifier, InputStream in, int explained, Writer out) throws IOException {
        LineReader lines = new LineReader(in);
        StrictDecoder decoder = new StrictDecoder(StandardCharsets.UTF_8, "Convert the texts to UTF-8.");
        List<String> texts = new ArrayList<>(BATCH);
        for (ByteBuffer line = lines.next(); line != null; line = lines.next()) {
            texts.add(decoder.decode(line, () -> "Input line " + lines.number()));
            if (texts.size() == BATCH || !lines.ready()) {
                write(classifier, texts, explained, out);
                texts.clear();
            }
        }
        write(classifier, texts, explained, out);
    }

    private static void write(TextClassifier classifier, List<String> texts, int explained, Writer out)
            throws IOException {
        List<Optional<Prediction<Label>>> predictions = classifier.predict(texts);
        for (int i = 0; i < texts.size(); i++) {
            Optional<Label> label = predictions.get(i).map(Prediction::getOutput);
            out.write(label.map(Label::getLabel).orElse(""));
            out.write('\t');
            // As a float: the shortest digits that tell it from its neighbours.
            out.write(label.map(l -> Float.toString((float) l.getScore())).orElse(""));
            out.write('\t');
            if (explained > 0) {
                out.write(words(classifier, texts.get(i), explained));
                out.write('\t');
            }
            out.write(texts.get(i));
            out.write('\n');
        }
        out.flush();
    }

    private static String words(TextClassifier classifier, String text, int explained) {
        return classifier.explain(text).stream()
                .flatMap(e -> e.topWords(explained).stream())
                .map(w -> String.format(Locale.ROOT, "%s:%+.2f", w.token(), w.contribution()))
                .collect(Collectors.joining(" "));
    }
}
