package org.setlstm.command;

import com.oracle.labs.mlrg.olcut.config.Option;
import com.oracle.labs.mlrg.olcut.config.Options;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.setlstm.SETLSTMModel;
import org.setlstm.evaluation.SparsityReport;
import org.setlstm.file.ModelFiles;
import org.setlstm.network.Architecture;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.ensemble.EnsembleModel;
import org.tribuo.provenance.ModelProvenance;

/** {@code inspect}: what a model file holds. */
final class InspectCommand implements Main.Command {
    /** The options. */
    public static final class InspectOptions implements Options {
        /** The model. */
        @Option(longName = "model-path", usage = "The model, as train saved it.")
        public Path modelPath;

        /** A member of an ensemble. */
        @Option(longName = "member", usage = "The number of a member to show alone, where the model is an ensemble.")
        public int member;

        @Override
        public String getOptionsDescription() {
            return "Shows a model's matrices, settings and provenance.";
        }
    }

    @Override
    public String usage() {
        return CommandLine.usage(new InspectOptions());
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception {
        InspectOptions options = new InspectOptions();
        CommandLine.parse(arguments, options);
        Path path = CommandLine.required(options.modelPath, "--model-path");
        if (options.member == 0 && ModelFiles.load(path) instanceof EnsembleModel<Label> ensemble) {
            inspect(ensemble, path, out);
        } else {
            inspect(ModelFiles.loadSETLSTM(path, options.member), path, out);
        }
        return 0;
    }

    private static void inspect(EnsembleModel<Label> ensemble, Path path, PrintStream out) throws IOException {
        out.println(ensemble.getClass().getSimpleName() + " of " + ensemble.getNumModels() + " models");
        for (int i = 0; i < ensemble.getNumModels(); i++) {
            line(out, "member " + (i + 1), member(ensemble.getModels().get(i)));
        }
        line(out, "labels", String.join(", ", labels(ensemble)));
        line(out, "file size", Files.size(path) + " bytes");
        line(out, "made", ensemble.getProvenance().getTrainingTime());
        out.println(
                "--member 1 to " + ensemble.getNumModels() + " shows one of them, here and in export and reproduce");
    }

    private static String member(Model<Label> model) {
        if (!(model instanceof SETLSTMModel member)) {
            return model.getClass().getSimpleName();
        }
        SparsityReport sparsity = member.sparsity();
        return String.format(
                Locale.ROOT,
                "%s: %d of %d parameters (%.2f%%), %d tokens, weightsSha256 %s",
                member.getClass().getSimpleName(),
                sparsity.stored(),
                sparsity.dense(),
                100.0 * sparsity.density(),
                member.architecture().vocabulary(),
                member.weightsDigest());
    }

    private static void inspect(SETLSTMModel model, Path path, PrintStream out) throws IOException {
        Architecture a = model.architecture();
        out.println(model.sparsity().toFormattedString());
        line(out, "vocabulary", a.vocabulary());
        line(out, "labels", String.join(", ", labels(model)));
        line(out, "file size", Files.size(path) + " bytes");
        line(out, "weightsSha256", model.weightsDigest());
        ModelProvenance provenance = model.getProvenance();
        line(out, "trained", provenance.getTrainingTime());
        line(
                out,
                "versions",
                "Tribuo " + provenance.getTribuoVersion() + ", Java " + provenance.getJavaVersion() + ", "
                        + provenance.getOS() + " " + provenance.getArch());
        line(out, "data", provenance.getDatasetProvenance().getSourceProvenance());
        section(out, "settings", provenance.getTrainerProvenance().getConfiguredParameters());
        section(out, "run", provenance.getInstanceProvenance().getMap());
    }

    private static List<String> labels(Model<Label> model) {
        return model.getOutputIDInfo().getDomain().stream()
                .map(l -> l.getLabel())
                .sorted()
                .toList();
    }

    private static void line(PrintStream out, String name, Object value) {
        out.printf("%-14s %s%n", name, value);
    }

    private static void section(PrintStream out, String title, Map<String, ? extends Provenance> entries) {
        out.println(title);
        new TreeMap<>(entries).forEach((name, value) -> out.printf("  %-28s %s%n", name, value));
    }
}
