package org.setlstm.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.setlstm.file.ModelFiles;
import org.setlstm.report.Predictions;
import org.setlstm.reproduction.Difference;
import org.setlstm.reproduction.Difference.Kind;
import org.setlstm.reproduction.ModelDifferences;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * Two models, or two runs of comparisons, side by side.
 *
 * @param firstWeights The digest of what the first has learned, as {@link ModelDifferences#weightsDigest} has it.
 * @param secondWeights The second's.
 * @param differences All that differs besides weights and times, by kind.
 */
public record RunDifferences(String firstWeights, String secondWeights, List<Difference> differences) {
    /**
     * Compares.
     *
     * @param first A model's file, or the directory of a run, which has its results too.
     * @param second The same or the other.
     * @return What differs.
     * @throws IOException If a file can't be read.
     * @throws IllegalArgumentException If it is no classifier's, or a directory is no run's.
     */
    public static RunDifferences between(Path first, Path second) throws IOException {
        Path firstModel = model(first);
        Path secondModel = model(second);
        Model<Label> a = ModelFiles.load(firstModel);
        Model<Label> b = ModelFiles.load(secondModel);
        List<Difference> all = new ArrayList<>(ModelDifferences.between(a, b));
        if (Files.isDirectory(first) && Files.isDirectory(second)) {
            addResults(first, second, all);
        }
        all.sort(Comparator.comparing(Difference::kind));
        return new RunDifferences(ModelDifferences.weightsDigest(a), ModelDifferences.weightsDigest(b), all);
    }

    private static Path model(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isDirectory(path)) {
            return path;
        }
        Path model = path.resolve(ComparisonRun.MODEL);
        if (!Files.exists(model)) {
            throw new IllegalArgumentException(path + " is no run of a comparison: it has no " + ComparisonRun.MODEL
                    + " (name a model's file, or a run's directory as OUTPUT/mr/set-seed1)");
        }
        return model;
    }

    /**
     * Whether the two are alike: equal weights, and nothing else that differs but places of files.
     *
     * @return Whether they are.
     */
    public boolean isAlike() {
        return firstWeights.equals(secondWeights) && differences.stream().allMatch(d -> d.kind() == Kind.PLACE);
    }

    /**
     * A report for people.
     *
     * @return A line for the weights, and one for each difference.
     */
    public String toFormattedString() {
        return Difference.report(firstWeights, "in A", secondWeights, "in B", differences);
    }

    private static void addResults(Path first, Path second, List<Difference> all) throws IOException {
        Optional<RunReport> a = RunReport.read(first);
        Optional<RunReport> b = RunReport.read(second);
        if (a.isPresent() && b.isPresent()) {
            addResults(a.get(), b.get(), all);
        } else {
            add("report", a.map(r -> "there").orElse(null), b.map(r -> "there").orElse(null), all);
        }
        Optional<Predictions> said = PredictionsFile.read(first);
        Optional<Predictions> otherSaid = PredictionsFile.read(second);
        if (said.isPresent() && otherSaid.isPresent()) {
            addPredictions(said.get(), otherSaid.get(), all);
        }
    }

    private static void addResults(RunReport a, RunReport b, List<Difference> all) {
        add("seed", a.seed(), b.seed(), all);
        add("accuracy", a.accuracy(), b.accuracy(), all);
        add("macro-F1", a.macroF1(), b.macroF1(), all);
        add("calibration", calibration(a), calibration(b), all);
        add("parameters", a.parameters().stored(), b.parameters().stored(), all);
        add("explored", a.explored(), b.explored(), all);
        add("epochs", a.losses().size(), b.losses().size(), all);
        int epochs = Math.min(a.losses().size(), b.losses().size());
        IntStream.range(0, epochs)
                .filter(e -> !a.losses().get(e).equals(b.losses().get(e)))
                .limit(1)
                .forEach(e -> add(
                        "loss of epoch " + (e + 1),
                        a.losses().get(e),
                        b.losses().get(e),
                        all));
    }

    private static String calibration(RunReport report) {
        return report.calibration() == null ? null : report.calibration().toFormattedString();
    }

    private static void addPredictions(Predictions a, Predictions b, List<Difference> all) {
        if (!a.isOfTheSame(b)) {
            all.add(new Difference(
                    Kind.DATA_SET, "test texts", a.size() + " with their labels", b.size() + " with others"));
            return;
        }
        long others = IntStream.range(0, a.size())
                .filter(d -> a.predicted()[d] != b.predicted()[d])
                .count();
        if (others > 0) {
            add("predictions", a.size(), others + " of them another label", all);
        }
    }

    private static void add(String what, Object a, Object b, List<Difference> all) {
        if (!Objects.equals(a, b)) {
            all.add(new Difference(
                    Kind.RESULT, what, a == null ? null : a.toString(), b == null ? null : b.toString()));
        }
    }
}
