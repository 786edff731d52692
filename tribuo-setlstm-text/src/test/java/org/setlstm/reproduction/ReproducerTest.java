package org.setlstm.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.setlstm.text.Texts.EXTRACTOR;
import static org.setlstm.text.Texts.assertContains;

import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.RunProvenance;
import org.setlstm.SETLSTM;
import org.setlstm.SETLSTMModel;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.SETLSTMTrainerBuilder;
import org.setlstm.sequence.TokenDataset;
import org.setlstm.text.DelimitedTextSource;
import org.setlstm.text.DirectoryTextSource;
import org.setlstm.text.Texts;
import org.setlstm.text.TokenSequencePipeline;
import org.setlstm.text.WordVectorFile;
import org.setlstm.training.TrainingListener;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableDataset;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.data.columnar.RowProcessor;
import org.tribuo.data.columnar.processors.field.TextFieldProcessor;
import org.tribuo.data.columnar.processors.response.FieldResponseProcessor;
import org.tribuo.data.csv.CSVDataSource;
import org.tribuo.data.text.impl.CasingPreprocessor;
import org.tribuo.data.text.impl.CasingPreprocessor.CasingOperation;
import org.tribuo.data.text.impl.SimpleTextDataSource;
import org.tribuo.dataset.DatasetView;
import org.tribuo.dataset.MinimumCardinalityDataset;
import org.tribuo.datasource.AggregateConfigurableDataSource;
import org.tribuo.datasource.AggregateDataSource;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.evaluation.CrossValidation;
import org.tribuo.evaluation.TrainTestSplitter;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.SimpleTransform;

/** What a model's provenance brings back. */
class ReproducerTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("train.tsv");
        Texts.writeTexts(file, 90, 1);
    }

    private static SETLSTMTrainer trainer() {
        return quiet(SETLSTMTrainer.builder());
    }

    private static SETLSTMTrainer quiet(SETLSTMTrainerBuilder builder) {
        SETLSTMTrainer trainer = builder.embeddingDimension(6)
                .hiddenDimension(5)
                .epochs(2)
                .batchSize(16)
                .threads(1)
                .build();
        trainer.setListener(TrainingListener.NONE);
        return trainer;
    }

    private MutableDataset<Label> data() throws IOException {
        return new MutableDataset<>(new DelimitedTextSource(file, EXTRACTOR));
    }

    /** As it comes out of a file's file. */
    private static Reproducer reproducer(Model<Label> model) {
        Model<?> read = Model.deserialize(Model.deserialize(model.serialize()).serialize());
        return new Reproducer(assertInstanceOf(SETLSTMModel.class, read)).withListener(TrainingListener.NONE);
    }

    private static Reproduction assertReproduced(Model<Label> model) {
        Reproduction reproduction = reproducer(model).reproduce();
        assertEquals(List.of(), reproduction.differences());
        assertTrue(reproduction.isEqual(), reproduction.toFormattedString());
        assertEquals(((SETLSTMModel) model).weightsDigest(), reproduction.originalDigest());
        assertEquals(reproduction.originalDigest(), reproduction.model().weightsDigest());
        return reproduction;
    }

    private static Difference only(Reproduction reproduction, Difference.Kind kind) {
        List<Difference> found = reproduction.differences().stream()
                .filter(d -> d.kind() == kind)
                .toList();
        assertEquals(1, found.size(), reproduction.toFormattedString());
        return found.get(0);
    }

    private static String refusal(Model<Label> model) {
        Reproducer reproducer = reproducer(model);
        return assertThrows(IllegalArgumentException.class, reproducer::reproduce)
                .getMessage();
    }

    @Test
    void sourcesOfText() throws IOException {
        Reproduction plain = assertReproduced(trainer().train(data()));
        assertContains(plain.toFormattedString(), "equal in every bit", plain.originalDigest());
        DelimitedTextSource upper =
                new DelimitedTextSource(file, EXTRACTOR, new CasingPreprocessor(CasingOperation.UPPERCASE));
        assertReproduced(trainer().train(new MutableDataset<>(upper)));

        Path label = Files.createDirectories(directory.resolve("root/good"));
        Files.writeString(label.resolve("1"), "a fine film");
        Files.writeString(Files.createDirectories(directory.resolve("root/bad")).resolve("1"), "a dull film");
        DirectoryTextSource tree = new DirectoryTextSource(directory.resolve("root"), EXTRACTOR);
        assertReproduced(trainer().train(new MutableDataset<>(tree)));
        assertReproduced(trainer()
                .train(new MutableDataset<>(new AggregateConfigurableDataSource<>(
                        List.of(tree, upper), AggregateDataSource.IterationOrder.ROUNDROBIN))));
        TrainTestSplitter<Label> split = new TrainTestSplitter<>(upper, 0.6, 5L);
        assertReproduced(
                trainer().train(new MutableDataset<>(new AggregateDataSource<>(List.of(split.getTrain(), tree)))));
    }

    @Test
    void tribuosOwnSources() throws IOException {
        Path tribuos = directory.resolve("tribuo.txt");
        Files.writeString(tribuos, Files.readString(file).replace("\t", "##"));
        assertReproduced(trainer()
                .train(new MutableDataset<>(new SimpleTextDataSource<>(tribuos, new LabelFactory(), EXTRACTOR))));
        Path table = directory.resolve("train.csv");
        Files.writeString(table, "label,text\n" + Files.readString(file).replace("\t", ","));
        RowProcessor<Label> rows = new RowProcessor.Builder<Label>()
                .setFieldProcessors(List.of(new TextFieldProcessor("text", new TokenSequencePipeline())))
                .build(new FieldResponseProcessor<>("label", "none", new LabelFactory()));
        assertReproduced(trainer().train(new MutableDataset<>(new CSVDataSource<>(table, rows, true))));
    }

    @Test
    void halvesOfSplits() throws IOException {
        DelimitedTextSource source = new DelimitedTextSource(file, EXTRACTOR);
        TrainTestSplitter<Label> outer = new TrainTestSplitter<>(source, 0.6, 5L);
        assertReproduced(trainer().train(new MutableDataset<>(outer.getTrain())));
        assertReproduced(trainer().train(new MutableDataset<>(outer.getTest())));
        TrainTestSplitter<Label> within = new TrainTestSplitter<>(outer.getTrain(), 0.5, 7L);
        assertReproduced(trainer().train(new MutableDataset<>(within.getTrain())));
    }

    /** They are of our class again, within Tribuo's and around them. */
    @Test
    void dataSetsOfTokens() throws IOException {
        TokenDataset data = new TokenDataset(new DelimitedTextSource(file, EXTRACTOR));
        SETLSTMModel model = trainer().train(data);
        assertReproduced(model);
        assertInstanceOf(TokenDataset.class, reproducer(model).dataset());
        assertEquals(trainer().train(data()).weightsDigest(), model.weightsDigest());
        TrainTestSplitter<Label> split = new TrainTestSplitter<>(new DelimitedTextSource(file, EXTRACTOR), 0.6, 5L);
        assertReproduced(trainer().train(new TokenDataset(split.getTrain())));
        new CrossValidation<>(trainer(), data, new LabelEvaluator(), 2)
                .evaluate()
                .forEach(fold -> assertReproduced(fold.getB()));
        assertReproduced(trainer().train(new MinimumCardinalityDataset<>(data, 25)));
        assertReproduced(trainer().train(MutableDataset.createDeepCopy(data)));
        SETLSTMModel nested = trainer().train(new TokenDataset(data(), data().getProvenance(), new LabelFactory()));
        assertReproduced(nested);
        assertInstanceOf(TokenDataset.class, reproducer(nested).dataset());
    }

    @Test
    void laterInvocations() throws IOException {
        SETLSTMTrainer trainer = trainer();
        MutableDataset<Label> data = data();
        SETLSTMModel first = trainer.train(data);
        trainer.train(data);
        SETLSTMModel third = trainer.train(data);
        assertReproduced(third);
        assertNotEquals(first.weightsDigest(), third.weightsDigest(), "no example");
    }

    @Test
    void foldsOfACrossValidation() throws IOException {
        CrossValidation<Label, LabelEvaluation> folds =
                new CrossValidation<>(trainer(), data(), new LabelEvaluator(), 3);
        folds.evaluate().forEach(fold -> assertReproduced(fold.getB()));
    }

    @Test
    void onlyFrequentFeatures() throws IOException {
        MutableDataset<Label> data = data();
        SETLSTMTrainer trainer = quiet(SETLSTMTrainer.builder().minTokenCount(1));
        SETLSTMModel frequent = trainer.train(new MinimumCardinalityDataset<>(data, 25));
        assertReproduced(frequent);
        SETLSTMModel all = quiet(SETLSTMTrainer.builder().minTokenCount(1)).train(data);
        assertNotEquals(all.weightsDigest(), frequent.weightsDigest(), "no example");
        CrossValidation<Label, LabelEvaluation> folds =
                new CrossValidation<>(trainer, new MinimumCardinalityDataset<>(data, 25), new LabelEvaluator(), 2);
        folds.evaluate().forEach(fold -> assertReproduced(fold.getB()));
    }

    @Test
    void copiesAndViews() throws IOException {
        MutableDataset<Label> data = data();
        assertReproduced(trainer().train(MutableDataset.createDeepCopy(data)));
        assertReproduced(trainer().train(DatasetView.createBootstrapView(data, 50, 3L)));
        float[] weights = new float[data.size()];
        Arrays.fill(weights, 0, 40, 1.0f / 40);
        Reproduction weighted = reproducer(
                        trainer().train(DatasetView.createWeightedBootstrapView(data, 50, 3L, weights)))
                .reproduce();
        assertTrue(weighted.isEqual(), weighted.toFormattedString());
        DatasetView<Label> view = DatasetView.createView(
                data, e -> e.size() > 4 || e.getOutput().getLabel().equals("bites"), "long");
        assertReproduced(trainer().train(view));
        view.setStoreIndices(false);
        assertContains(refusal(trainer().train(view)), "setStoreIndices(true)", "Reproducer.reproduce(Dataset)");
    }

    @Test
    void membersOfEnsembles() throws IOException {
        BaggingTrainer<Label> bagging = new BaggingTrainer<>(trainer(), new VotingCombiner(), 2);
        WeightedEnsembleModel<Label> ensemble = (WeightedEnsembleModel<Label>) bagging.train(data());
        ensemble.getModels().forEach(ReproducerTest::assertReproduced);
    }

    @Test
    void usersEntriesOfTheRunAreKept() throws IOException {
        SETLSTMModel model = trainer().train(data(), Map.of("run", new StringProvenance("run", "mine")));
        Reproduction reproduction = assertReproduced(model);
        assertEquals(
                model.getProvenance().getInstanceProvenance(),
                reproduction.model().getProvenance().getInstanceProvenance());
    }

    @Test
    void changedDataIsTold() throws Exception {
        SETLSTMModel model = trainer().train(data());
        String before = Texts.hash(new DelimitedTextSource(file, EXTRACTOR));
        Files.writeString(file, Files.readString(file).replaceFirst("dog", "cog"));
        String after = Texts.hash(new DelimitedTextSource(file, EXTRACTOR));
        List<Reproduction> reproductions = new ArrayList<>();
        List<String> warnings = Texts.warnings(
                Reproducer.class, () -> reproductions.add(reproducer(model).reproduce()));
        Reproduction reproduction = reproductions.get(0);
        assertFalse(reproduction.isEqual());
        assertEquals(
                new Difference(Difference.Kind.DATA, file.toString(), before, after),
                only(reproduction, Difference.Kind.DATA));
        assertContains(warnings.get(0), file, before, after);
        Difference words = only(reproduction, Difference.Kind.VOCABULARY);
        assertEquals("17", words.original());
        assertContains(words.reproduced(), "18", "(cog)");
        String report = reproduction.toFormattedString();
        assertContains(report, "different", reproduction.originalDigest(), reproduction.reproducedDigest(), before);
        assertFalse(report.contains("note"), "no need to guess");

        // Not in every byte is something that is learned.
        Files.writeString(file, Files.readString(file).replaceFirst("cog", "dog") + "\n");
        Texts.warnings(
                Reproducer.class, () -> reproductions.add(reproducer(model).reproduce()));
        assertTrue(reproductions.get(1).isEqual());
        only(reproductions.get(1), Difference.Kind.DATA);
    }

    @Test
    void partsOfChangedDataAreRefused() throws IOException {
        SETLSTMModel fold = trainer().train(new DatasetView<>(data(), new int[] {0, 1, 2, 3, 4, 5}, "first"));
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 80));
        assertContains(refusal(fold), "some of 90 examples, which are 80 now", file);
    }

    @Test
    void movedFilesHaveToBeTheSame() throws IOException {
        SETLSTMModel model = trainer().train(data());
        Path moved = Files.move(file, directory.resolve("moved.tsv"));
        assertContains(refusal(model), file, "not there", "--data-path", "Reproducer.withFile");
        Reproduction reproduction = reproducer(model).withFile(file, moved).reproduce();
        assertTrue(reproduction.isEqual());
        assertEquals(
                List.of(new Difference(
                        Difference.Kind.PLACE, "dataset.datasource.path", file.toString(), moved.toString())),
                reproduction.differences());
        Files.writeString(moved, Files.readString(moved) + "\n");
        Reproducer changed = reproducer(model).withFile(file, moved);
        assertContains(
                assertThrows(IllegalArgumentException.class, changed::reproduce).getMessage(),
                moved,
                "is not what " + file + " was",
                Texts.hash(new DelimitedTextSource(moved, EXTRACTOR)));
        Reproducer absent = reproducer(model).withFile(file, directory.resolve("absent"));
        assertContains(
                assertThrows(IllegalArgumentException.class, absent::reproduce).getMessage(), "no file", "absent");
        assertContains(
                assertThrows(IllegalArgumentException.class, () -> reproducer(model)
                                .withFile(moved, file))
                        .getMessage(),
                "not made from " + moved,
                file);
    }

    @Test
    void wordVectorsCountAmongTheFiles() throws IOException {
        Path vectors = Files.writeString(directory.resolve("vectors.txt"), "dog 1 2 3 4 5 6\nman 6 5 4 3 2 1\n");
        SETLSTMModel model = quiet(SETLSTMTrainer.builder().wordVectors(new WordVectorFile(vectors)))
                .train(data());
        assertReproduced(model);
        Path moved = Files.move(vectors, directory.resolve("moved.txt"));
        assertContains(refusal(model), vectors, "--word-vectors-path");
        assertTrue(reproducer(model).withFile(vectors, moved).reproduce().isEqual());
        Files.writeString(vectors, "dog 1 2 3 4 5 6\nman 6 5 4 3 2 2\n");
        Reproduction changed = reproducer(model).reproduce();
        assertFalse(changed.isEqual());
        assertEquals(vectors.toString(), only(changed, Difference.Kind.DATA).what());
    }

    @Test
    void aFileThatSaysSomethingElseThanItHoldsIsFoundOut() throws Exception {
        SETLSTMModel model = trainer().train(data());
        Reproduction rate = new Reproducer(Tampering.of(model, "\"learningRate\"", "0.01", "0.02")).reproduce();
        assertFalse(rate.isEqual());
        assertContains(rate.toFormattedString(), "different", "note", "whatever changed the file afterwards");
        Reproduction shape = new Reproducer(Tampering.of(model, "\"hiddenDimension\"", "5", "4")).reproduce();
        assertFalse(shape.isEqual());
        assertTrue(
                shape.differences().stream()
                        .anyMatch(d -> d.what().equals("network")
                                && d.original().contains("hiddenDimension=5")
                                && d.reproduced().contains("hiddenDimension=4")),
                shape.toFormattedString());
        // The weights of another model.
        Reproduction weights = new Reproducer(Tampering.of(
                        model, '"' + RunProvenance.WEIGHTS_SHA256 + '"', model.weightsDigest(), "0".repeat(64)))
                .reproduce();
        assertTrue(weights.isEqual());
        assertEquals("0".repeat(64), only(weights, Difference.Kind.RESULT).original());
    }

    @Test
    void versionsAreToldEvenIfTheyDontMatter() throws Exception {
        SETLSTMModel model = trainer().train(data());
        String java = System.getProperty("java.version");
        Reproduction other = new Reproducer(Tampering.of(model, "\"java-version\"", java, "1.8")).reproduce();
        assertTrue(other.isEqual());
        assertEquals(
                List.of(new Difference(Difference.Kind.VERSION, "java-version", "1.8", java)), other.differences());
        assertContains(other.toFormattedString(), "version        java-version: 1.8 in the model, " + java + " now");
        SETLSTMModel older = Tampering.of(model, '"' + RunProvenance.VERSION + '"', SETLSTM.VERSION, "0.0.1");
        assertEquals(
                new Difference(Difference.Kind.VERSION, RunProvenance.VERSION, "0.0.1", SETLSTM.VERSION),
                only(new Reproducer(older).reproduce(), Difference.Kind.VERSION));
    }

    @Test
    void missingClassesAreNamed() throws Exception {
        SETLSTMModel model = trainer().train(data());
        Reproducer reproducer = new Reproducer(
                Tampering.of(model, "\"class-name\"", "org.setlstm.text.WebTextTokenizer", "acme.Missing"));
        assertContains(
                assertThrows(IllegalArgumentException.class, reproducer::reproduce)
                        .getMessage(),
                "acme.Missing",
                "class path");
    }

    @Test
    void whatIsNotRecordedHasToBeGiven() throws IOException {
        MutableDataset<Label> data = data();
        List<Example<Label>> examples = data.getData();
        LabelFactory labels = new LabelFactory();
        Dataset<Label> own = new MutableDataset<>(
                new ListDataSource<>(examples, labels, new SimpleDataSourceProvenance("by hand", labels)));
        SETLSTMModel model = trainer().train(own);
        assertContains(refusal(model), "no ConfigurableDataSource", "Reproducer.reproduce(Dataset)");
        assertTrue(reproducer(model).reproduce(own).isEqual());
        Reproduction other = reproducer(model).reproduce(data);
        assertTrue(other.isEqual(), "the same examples");
        assertFalse(other.differences().isEmpty());
        assertTrue(
                other.differences().stream().allMatch(d -> d.kind() == Difference.Kind.DATA_SET),
                other.toFormattedString());

        Dataset<Label> immutable = new ImmutableDataset<>(
                new DelimitedTextSource(file, EXTRACTOR), data.getFeatureMap(), data.getOutputInfo(), false);
        assertContains(refusal(trainer().train(immutable)), "ImmutableDataset");

        MutableDataset<Label> transformed = data();
        transformed.transform(transformed.createTransformers(new TransformationMap(List.of(SimpleTransform.mul(1.0)))));
        assertContains(refusal(trainer().train(transformed)), "transformed");
    }

    @Test
    void aShuffleLeavesNoRecordAndTheReportSaysSo() throws IOException {
        MutableDataset<Label> data = data();
        data.shuffle(true);
        Reproduction shuffled = reproducer(trainer().train(data)).reproduce();
        assertFalse(shuffled.isEqual());
        assertContains(shuffled.toFormattedString(), "a shuffled data set");
    }
}
