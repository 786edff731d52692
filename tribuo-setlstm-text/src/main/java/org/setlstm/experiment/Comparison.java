package org.setlstm.experiment;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Logger;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.chart.Chart;
import org.setlstm.file.ModelFiles;
import org.setlstm.optional.Feature;
import org.tribuo.classification.Label;
import org.tribuo.data.text.TextFeatureExtractor;

/**
 * Models on data sets, several runs of each, and their results side by side. Each run has a directory of its own, and
 * what is done stays done.
 */
public final class Comparison {
    /**
     * What is compared.
     *
     * @param models The kinds of models by their titles, as {@code set}.
     * @param shares The shares of the dense parameters that sparse models have; none for that of the trainer.
     * @param seeds Runs of each model.
     * @param denseLearningRate The learning rate of dense networks; 0 for the trainer's.
     * @param smallDenseLearningRate The learning rate of small dense networks; 0 for the trainer's.
     */
    public record Plan(
            List<String> models,
            List<BigDecimal> shares,
            int seeds,
            double denseLearningRate,
            double smallDenseLearningRate) {}

    /**
     * Where texts are.
     *
     * @param directories The data sets, by the directories of their training and test texts.
     * @param labelColumn The labels' column, where files have columns; null for {@code label}.
     * @param textColumn The texts' column, where files have columns; null for {@code text}.
     */
    public record Texts(List<Path> directories, String labelColumn, String textColumn) {}

    private static final Logger logger = Logger.getLogger(Comparison.class.getName());

    private final Plan plan;
    private final List<ModelName> models;
    private final TextFeatureExtractor<Label> extractor;
    private final Map<ComparisonData, SETLSTMTrainer> trainers = new LinkedHashMap<>();
    private final Path output;

    /**
     * Reads no text yet.
     *
     * @param texts Where the texts are.
     * @param plan What is compared.
     * @param extractor Makes the LSTM models' examples.
     * @param trainer The trainer for a data set, by its name.
     * @param output Where each data set gets a directory.
     * @throws IllegalArgumentException If texts are missing, or there is no such model.
     * @throws IllegalStateException If something that comparisons need is missing; the message names what to add.
     */
    public Comparison(
            Texts texts,
            Plan plan,
            TextFeatureExtractor<Label> extractor,
            Function<String, SETLSTMTrainer> trainer,
            Path output) {
        // Now, for a comparison that can't draw its plots would find out in the end.
        Feature.COMPARISONS.require();
        this.plan = plan;
        this.extractor = extractor;
        this.output = output;
        List<ComparisonData> data = ComparisonData.of(texts);
        models = ModelName.all(ModelKind.of(plan.models), plan.shares);
        data.forEach(d -> trainers.put(d, trainer.apply(d.name())));
    }

    /**
     * All models that can be compared.
     *
     * @return Their titles.
     */
    public static List<String> models() {
        return Arrays.stream(ModelKind.values()).map(ModelKind::title).toList();
    }

    /**
     * The runs that aren't done yet.
     *
     * @return Their names, as {@code mr/set-seed1}.
     * @throws IOException If a file can't be read.
     */
    public List<String> missing() throws IOException {
        List<String> missing = new ArrayList<>();
        for (ComparisonData data : trainers.keySet()) {
            of(data).missing().forEach(run -> missing.add(run.name()));
        }
        return missing;
    }

    /**
     * Does one of the runs, if it is missing.
     *
     * @param name Its name.
     * @param display Is told how it goes.
     * @return Its directory.
     * @throws IOException If a file can't be read or written.
     */
    public Path runOne(String name, RunDisplay display) throws IOException {
        for (ComparisonData data : trainers.keySet()) {
            if (name.startsWith(data.name() + "/")) {
                of(data).train(run -> run.name().equals(name), display);
            }
        }
        return output.resolve(name);
    }

    /**
     * Does all runs that are missing, and writes tables, plots and a page of all results.
     *
     * @param display Is told how they go.
     * @param command What repeats it, for the page; null for nothing.
     * @return The tables, as Markdown.
     * @throws IOException If a file can't be read or written.
     */
    public String run(RunDisplay display, String command) throws IOException {
        if (trainers.size() > 1) {
            // Reads all texts once more: what is wrong with the last ones must not show after hours.
            missing();
        }
        List<ReportPage.Part> parts = new ArrayList<>();
        for (ComparisonData data : trainers.keySet()) {
            DataComparison comparison = of(data);
            comparison.doubts().forEach(logger::warning);
            comparison.train(run -> true, display);
            parts.add(new ReportPage.Part(comparison.results(), output.resolve(data.name()), comparison.disputed()));
        }
        for (ReportPage.Part part : parts) {
            ComparisonPlots.write(part.directory(), part.result());
        }
        List<DataResult> results = parts.stream().map(ReportPage.Part::result).toList();
        Chart.write(
                output.resolve("accuracy-by-density.png"),
                List.of(ComparisonPlots.accuracyByDensity(results, false)),
                1);
        RunReport.writeJson(output.resolve("comparison.json"), results);
        String table = ComparisonTable.of(results);
        ModelFiles.write(output.resolve("comparison.md"), part -> Files.writeString(part, table));
        byte[] page = ReportPage.of(parts, command).getBytes(StandardCharsets.UTF_8);
        ModelFiles.write(output.resolve("report.html"), part -> Files.write(part, page));
        return table;
    }

    /**
     * Puts a run's files into its directory, the report last: a run with a report is whole.
     *
     * @param directory Where a run that was done here would have them.
     * @param files The files by their names.
     * @throws IOException If a file can't be written.
     */
    public static void store(Path directory, Map<String, byte[]> files) throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(directory.resolve(RunReport.FILE));
        List<String> names = new ArrayList<>(files.keySet());
        names.sort(Comparator.comparing(RunReport.FILE::equals));
        for (String file : names) {
            ModelFiles.write(directory.resolve(file), part -> Files.write(part, files.get(file)));
        }
    }

    private DataComparison of(ComparisonData data) throws IOException {
        SETLSTMTrainer trainer = trainers.get(data);
        return new DataComparison(
                data,
                extractor,
                train -> new ModelRecipes(
                        trainer, trainer.sparsity(train), plan.denseLearningRate, plan.smallDenseLearningRate),
                models,
                plan.seeds,
                output);
    }
}
