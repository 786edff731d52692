package org.setlstm.experiment;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.setlstm.experiment.DataResult.ModelResult;
import org.setlstm.report.Predictions;
import org.setlstm.sequence.TokenDataset;
import org.setlstm.text.DataCheck;
import org.setlstm.text.TextSources;
import org.setlstm.text.TextToExample;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.data.text.DocumentPreprocessor;
import org.tribuo.data.text.TextFeatureExtractor;

/** All runs on a data set: what is missing is done, what is done is read. */
final class DataComparison {
    /** Training and test texts as a kind of model wants them. */
    private record Texts(Dataset<Label> train, ConfigurableDataSource<Label> test, List<String> doubts) {
        static Texts read(ComparisonData data, TextToExample pipeline, boolean sequences) throws IOException {
            ConfigurableDataSource<Label> train = read(data, data.train(), pipeline);
            ConfigurableDataSource<Label> test = read(data, data.test(), pipeline);
            DataCheck.requireKnownLabels(train, test);
            return new Texts(
                    sequences ? new TokenDataset(train) : new MutableDataset<>(train),
                    test,
                    DataCheck.doubts(train, test));
        }

        private static ConfigurableDataSource<Label> read(ComparisonData data, Path path, TextToExample pipeline)
                throws IOException {
            return TextSources.of(path, pipeline, data.labelColumn(), data.textColumn());
        }
    }

    /** Makes a data set's models, once its texts are known. */
    interface Recipes {
        ModelRecipes of(Dataset<Label> train);
    }

    private final ComparisonData data;
    private final TextFeatureExtractor<Label> extractor;
    private final List<ModelName> models;
    private final int seeds;
    private final Path directory;
    private final Texts sequences;
    private final MajorityBaseline majority;
    private final ModelRecipes recipes;
    private final Map<ModelName, SortedMap<Long, Predictions>> said = new HashMap<>();
    private ModelKind read;
    private Texts features;

    /** @param output Where the data set gets a directory. */
    DataComparison(
            ComparisonData data,
            TextFeatureExtractor<Label> extractor,
            Recipes recipes,
            List<ModelName> models,
            int seeds,
            Path output)
            throws IOException {
        this.data = data;
        this.extractor = extractor;
        this.models = models;
        this.seeds = seeds;
        directory = output.resolve(data.name());
        sequences = Texts.read(data, new TextToExample(List.of(), extractor), true);
        majority = MajorityBaseline.of(sequences.train, sequences.test);
        this.recipes = recipes.of(sequences.train);
    }

    /** What is most likely a mistake in the texts. */
    List<String> doubts() {
        return sequences.doubts;
    }

    /** What isn't done yet, model after model. */
    List<ComparisonRun> missing() throws IOException {
        // All trainers first: a density that can't be reached must not show after hours.
        for (ModelName model : models) {
            trainer(model, recipes.firstSeed());
        }
        List<ComparisonRun> missing = new ArrayList<>();
        for (ModelName model : models) {
            for (long seed = recipes.firstSeed(); seed < recipes.firstSeed() + seeds; seed++) {
                ComparisonRun run = run(model, seed);
                if (finished(run).isEmpty()) {
                    missing.add(run);
                }
            }
        }
        return missing;
    }

    /** Does some of the missing runs. */
    void train(Predicate<ComparisonRun> some, RunDisplay display) throws IOException {
        for (ComparisonRun run : missing()) {
            if (some.test(run)) {
                Texts texts = texts(run.model().kind());
                RunReport report = run.run(trainer(run.model(), run.seed()), texts.train, texts.test, display.begin());
                display.done(run.summary(report));
            }
        }
    }

    /** The runs are in the order of the kinds: those of one stay. */
    private Texts texts(ModelKind kind) throws IOException {
        if (!kind.isLinear()) {
            return sequences;
        }
        if (kind != read) {
            features = null;
            features = Texts.read(data, LinearBaseline.of(kind, extractor).pipeline(), false);
            read = kind;
        }
        return features;
    }

    /** What all runs together give. */
    DataResult results() throws IOException {
        List<ModelResult> results = new ArrayList<>();
        for (ModelName model : models) {
            ModelName set = reference(model);
            results.add(new ModelResult(
                    model,
                    finished(model),
                    set == null ? null : AgainstSet.of(set.title(), predictions(set), predictions(model))));
        }
        return new DataResult(data.name(), sequences.train.size(), majority, recipes.denseParameters(), results);
    }

    /** By the first run of each model. */
    List<DisputedText> disputed() throws IOException {
        List<DisputedTexts.Said> first = new ArrayList<>();
        for (ModelName model : models) {
            SortedMap<Long, Predictions> all = predictions(model);
            if (!all.isEmpty()) {
                first.add(new DisputedTexts.Said(run(model, all.firstKey()), all.get(all.firstKey())));
            }
        }
        return new DisputedTexts(first, kind -> texts(kind).test).find();
    }

    /** The first {@code set}, or that of the same density; null if the model is that, or there is none. */
    private ModelName reference(ModelName model) {
        List<ModelName> sets =
                models.stream().filter(m -> m.kind() == ModelKind.SET).toList();
        ModelName reference = sets.stream()
                .filter(m -> model.kind() != ModelKind.SET && Objects.equals(m.share(), model.share()))
                .findFirst()
                .orElse(sets.isEmpty() ? null : sets.get(0));
        return model.equals(reference) ? null : reference;
    }

    /** What a model's runs said, by seed. */
    SortedMap<Long, Predictions> predictions(ModelName model) throws IOException {
        SortedMap<Long, Predictions> predictions = said.get(model);
        if (predictions == null) {
            predictions = new TreeMap<>();
            for (RunReport report : finished(model)) {
                Optional<Predictions> of = run(model, report.seed()).predictions(report, kind -> texts(kind).test);
                if (of.isPresent()) {
                    predictions.put(report.seed(), of.get());
                }
            }
            said.put(model, predictions);
        }
        return predictions;
    }

    private Trainer<Label> trainer(ModelName model, long seed) {
        return model.kind().isLinear() ? LinearBaseline.trainer(model.kind(), seed) : recipes.trainer(model, seed);
    }

    private ComparisonRun run(ModelName model, long seed) {
        List<ConfiguredObjectProvenance> components = new ArrayList<>();
        components.add(trainer(model, seed).getProvenance());
        TextToExample pipeline = model.kind().isLinear()
                ? LinearBaseline.of(model.kind(), extractor).pipeline()
                : new TextToExample(List.of(), extractor);
        components.add(pipeline.extractor().getProvenance());
        for (DocumentPreprocessor preprocessor : pipeline.preprocessors()) {
            components.add(preprocessor.getProvenance());
        }
        String key =
                RunKey.of(components, List.of(sequences.train.getSourceProvenance(), sequences.test.getProvenance()));
        return new ComparisonRun(data.name(), model, seed, key, directory.resolve(model.directory(seed)));
    }

    private static Optional<RunReport> finished(ComparisonRun run) throws IOException {
        return RunReport.read(run.directory()).filter(r -> run.key().equals(r.key()));
    }

    /** Those of this command, and those of other seeds that another command did with the same settings. */
    private List<RunReport> finished(ModelName model) throws IOException {
        List<RunReport> reports = new ArrayList<>();
        for (long seed : seeds(model)) {
            finished(run(model, seed)).ifPresent(reports::add);
        }
        return reports;
    }

    private List<Long> seeds(ModelName model) throws IOException {
        String prefix = model.directoryPrefix();
        try (Stream<Path> runs = Files.list(directory)) {
            return runs.map(run -> run.getFileName().toString())
                    .filter(name -> name.startsWith(prefix)
                            && name.substring(prefix.length()).matches("-?\\d{1,18}"))
                    .map(name -> Long.valueOf(name.substring(prefix.length())))
                    .sorted()
                    .toList();
        }
    }
}
