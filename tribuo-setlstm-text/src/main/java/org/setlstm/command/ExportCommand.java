package org.setlstm.command;

import com.oracle.labs.mlrg.olcut.config.Option;
import com.oracle.labs.mlrg.olcut.config.Options;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.setlstm.file.ModelFiles;
import org.setlstm.onnx.ONNXExporter;
import org.setlstm.onnx.Weights;

/** {@code export}: a model as an ONNX file. */
final class ExportCommand implements Main.Command {
    /** The options. */
    public static final class ExportOptions implements Options {
        /** The model. */
        @Option(longName = "model-path", usage = "The model, as train saved it.")
        public Path modelPath;

        /** The ONNX file. */
        @Option(longName = "onnx-path", usage = "Where the ONNX file goes.")
        public Path onnxPath;

        /** How sparse matrices are stored. */
        @Option(
                longName = "weights",
                usage =
                        "How the file stores sparse matrices: sparse, as weights and positions that runtimes make dense when"
                                + " they load; or dense, larger and for tools that want plain initializers.")
        public String weights = "sparse";

        /** A member of an ensemble. */
        @Option(
                longName = "member",
                usage = "The number of the member to export, where the model is an ensemble: each is a file of its own."
                        + " The ensemble's probabilities are the mean of theirs.")
        public int member;

        @Override
        public String getOptionsDescription() {
            return "Writes a model as an ONNX file, for runtimes outside the JVM. Words, labels and provenance are in its"
                    + " metadata.";
        }
    }

    @Override
    public String usage() {
        return CommandLine.usage(new ExportOptions());
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception {
        ExportOptions options = new ExportOptions();
        CommandLine.parse(arguments, options);
        Path modelPath = CommandLine.required(options.modelPath, "--model-path");
        Path onnxPath = CommandLine.required(options.onnxPath, "--onnx-path");
        Weights weights = weights(options.weights);
        ModelFiles.requireWritable(onnxPath);
        if (Files.exists(onnxPath) && Files.exists(modelPath) && Files.isSameFile(modelPath, onnxPath)) {
            throw new IllegalArgumentException("--onnx-path is the model's own file, which it would replace");
        }
        ONNXExporter exporter = new ONNXExporter(ModelFiles.loadSETLSTM(modelPath, options.member), weights);
        ModelFiles.write(onnxPath, part -> {
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part))) {
                exporter.writeTo(file);
            }
        });
        out.println("ONNX model of " + Files.size(onnxPath) + " bytes saved to " + onnxPath);
        return 0;
    }

    private static Weights weights(String name) {
        try {
            return Weights.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Main.UsageError("--weights is '" + name + "', and must be sparse or dense");
        }
    }
}
