package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.evaluation.SparsityEvaluator;
import org.setlstm.evaluation.SparsityReport;
import org.setlstm.onnx.ONNXExporter;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableDataset;
import org.tribuo.Model;
import org.tribuo.ModelExplorer;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.ensemble.AdaBoostTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.dataset.MinimumCardinalityDataset;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.evaluation.CrossValidation;
import org.tribuo.evaluation.TrainTestSplitter;
import org.tribuo.hash.HashedFeatureMap;
import org.tribuo.hash.HashingTrainer;
import org.tribuo.hash.MessageDigestHasher;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.sequence.IndependentSequenceTrainer;
import org.tribuo.sequence.MutableSequenceDataset;
import org.tribuo.sequence.SequenceExample;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.Transformation;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.BinningTransformation;
import org.tribuo.transform.transformations.IDFTransformation;
import org.tribuo.transform.transformations.LinearScalingTransformation;
import org.tribuo.transform.transformations.MeanStdDevTransformation;
import org.tribuo.transform.transformations.SimpleTransform;

/** What else Tribuo's core has for trainers and models: it works, or says why not and what to do. */
class NeighbourhoodTest {
    private static final MutableDataset<Label> DATA = WordOrder.dataset(WordOrder.examples(300, 1));
    private static final List<Example<Label>> TEXTS = WordOrder.examples(100, 2);
    private static final MutableDataset<Label> TEST = WordOrder.dataset(TEXTS);
    private static SETLSTMModel model;

    @TempDir
    Path directory;

    @BeforeAll
    static void train() {
        for (Class<?> talkative : List.of(
                SETLSTMTrainer.class,
                BaggingTrainer.class,
                AdaBoostTrainer.class,
                CrossValidation.class,
                IndependentSequenceTrainer.class)) {
            Logger.getLogger(talkative.getName()).setLevel(Level.WARNING);
        }
        model = trainer().train(DATA);
    }

    private static SETLSTMTrainer trainer() {
        return WordOrder.trainer().build();
    }

    private static double accuracy(Model<Label> model) {
        return new LabelEvaluator().evaluate(model, TEST).accuracy();
    }

    /** Each example for itself: an ensemble has no other way. */
    private static void assertSamePredictions(Model<Label> expected, Model<Label> actual) {
        for (Example<Label> text : TEXTS) {
            Prediction<Label> e = expected.predict(text);
            Prediction<Label> a = actual.predict(text);
            assertEquals(e.getOutput().getLabel(), a.getOutput().getLabel());
            assertTrue(e.distributionEquals(a));
        }
    }

    private Model<Label> savedAndLoaded(Model<Label> model) throws IOException {
        Path file = directory.resolve("saved");
        model.serializeToFile(file);
        return Model.deserializeFromFile(file).castModel(Label.class);
    }

    @Test
    void trainTestSplitterKeepsOrder() {
        LabelFactory factory = new LabelFactory();
        var source = new ListDataSource<>(
                WordOrder.examples(400, 4), factory, new SimpleDataSourceProvenance("word order", factory));
        var splitter = new TrainTestSplitter<>(source, 0.75, 1L);
        SETLSTMModel split = trainer().train(new MutableDataset<>(splitter.getTrain()));
        var evaluation = new LabelEvaluator().evaluate(split, splitter.getTest());
        assertEquals(100, evaluation.getPredictions().size());
        assertTrue(evaluation.accuracy() > 0.95, evaluation.toString());
    }

    /** Tribuo's folds share the feature map of all examples; a model must not know the words of its test fold. */
    @Test
    void crossValidationKeepsTheFoldsApart() {
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            boolean usual = i % 2 == 0;
            examples.add(WordOrder.example(
                    usual ? "usual" : "news", (usual ? "dog bites man" : "man bites dog") + " own" + i));
        }
        SETLSTMTrainer trainer = WordOrder.trainer().minTokenCount(1).build();
        var folds = new CrossValidation<>(trainer, WordOrder.dataset(examples), new LabelEvaluator(), 3, 5L).evaluate();
        assertEquals(3, folds.size());
        for (var fold : folds) {
            assertTrue(fold.getA().accuracy() > 0.95, "fold: " + fold.getA().accuracy());
            assertEquals(3 + 200, ((SETLSTMModel) fold.getB()).architecture().vocabulary());
        }
    }

    @Test
    void minimumCardinalityDropsRareWordsAndNoOrder() {
        List<Example<Label>> examples = WordOrder.examples(300, 1);
        examples.set(0, WordOrder.example("news", "man bites extraordinarily big dog"));
        MinimumCardinalityDataset<Label> frequent = new MinimumCardinalityDataset<>(WordOrder.dataset(examples), 3);
        SETLSTMModel trained = WordOrder.trainer().minTokenCount(1).build().train(frequent);
        assertEquals(11, trained.architecture().vocabulary());
        assertTrue(accuracy(trained) > 0.95);
    }

    @Test
    void immutableDatasetsTrainAndEvaluateAlike() {
        ImmutableDataset<Label> train = ImmutableDataset.copyDataset(DATA);
        assertEquals(model.weightsDigest(), trainer().train(train).weightsDigest());
        ImmutableDataset<Label> test =
                ImmutableDataset.copyDataset(TEST, model.getFeatureIDMap(), model.getOutputIDInfo());
        assertEquals(accuracy(model), new LabelEvaluator().evaluate(model, test).accuracy());
    }

    @Test
    void baggedModelsVoteAndAreSaved() throws IOException {
        WeightedEnsembleModel<Label> bag =
                (WeightedEnsembleModel<Label>) new BaggingTrainer<>(trainer(), new VotingCombiner(), 3).train(DATA);
        assertTrue(accuracy(bag) > 0.95, "bag: " + accuracy(bag));
        long different = bag.getModels().stream()
                .map(m -> ((SETLSTMModel) m).weightsDigest())
                .distinct()
                .count();
        assertEquals(3, different);
        assertSamePredictions(bag, savedAndLoaded(bag));
        assertSamePredictions(bag, bag.copy());
    }

    @Test
    void existingModelsMakeAnEnsemble() throws IOException {
        SETLSTMModel second = WordOrder.trainer().seed(2).build().train(DATA);
        SETLSTMModel third = WordOrder.trainer().epochs(1).seed(3).build().train(DATA);
        WeightedEnsembleModel<Label> ensemble = WeightedEnsembleModel.createEnsembleFromExistingModels(
                "three", List.of(model, second, third), new VotingCombiner(), new float[] {0.2f, 0.2f, 0.6f});
        // The third outvotes the two others.
        for (Example<Label> text : TEXTS) {
            assertEquals(
                    third.predict(text).getOutput().getLabel(),
                    ensemble.predict(text).getOutput().getLabel());
        }
        assertTrue(accuracy(third) < 0.9, "no example: " + accuracy(third));
        assertSamePredictions(ensemble, savedAndLoaded(ensemble));
        assertTrue(ensemble.getTopFeatures(3).isEmpty());
        assertEquals(0.2 * excuse(model) + 0.2 * excuse(second) + 0.6 * excuse(third), excuse(ensemble), 1e-6);
    }

    private static double excuse(Model<Label> model) {
        return model.getExcuse(TEXTS.get(0)).orElseThrow().excuse("news").stream()
                .filter(p -> p.getA().equals("dog#1"))
                .findFirst()
                .orElseThrow()
                .getB();
    }

    @Test
    void hashedModelsKeepNoNamesAndPredictWithTheirSaltAfterLoading() throws IOException {
        Model<Label> hashed = new HashingTrainer<>(
                        WordOrder.trainer().ngramOrder(2).unknownPrefix(4).build(),
                        new MessageDigestHasher("SHA-256", "a salt of some length"))
                .train(DATA);
        assertTrue(accuracy(hashed) > 0.95, "hashed: " + accuracy(hashed));
        Model<Label> loaded = savedAndLoaded(hashed);
        assertEquals(((SETLSTMModel) hashed).weightsDigest(), ((SETLSTMModel) loaded).weightsDigest());
        assertTrue(
                loaded.getFeatureIDMap().keySet().stream().noneMatch(n -> n.contains("dog")), "a hash shows no word");
        String refused = assertThrows(IllegalArgumentException.class, () -> new ONNXExporter((SETLSTMModel) hashed))
                .getMessage();
        assertTrue(refused.contains("feature map is hashed"), refused);
        // Tribuo writes no salt.
        assertThrows(IllegalStateException.class, () -> loaded.predict(TEXTS.get(0)));
        ((HashedFeatureMap) loaded.getFeatureIDMap()).setSalt("a salt of some length");
        assertSamePredictions(hashed, loaded);
    }

    /** The second member as AdaBoost's paper makes it: from the errors of the first. */
    @Test
    void boostingWeighsTheExamples() {
        Trainer<Label> weak = WordOrder.trainer().epochs(1).build();
        WeightedEnsembleModel<Label> boosted = new AdaBoostTrainer(weak, 2).train(DATA);
        assertEquals(2, boosted.getNumModels(), "no example: the first makes no errors");
        SETLSTMTrainer alone = WordOrder.trainer().epochs(1).build();
        List<Example<Label>> examples = WordOrder.examples(300, 1);
        SETLSTMModel first = alone.train(WordOrder.dataset(examples));
        assertEquals(first.weightsDigest(), ((SETLSTMModel) boosted.getModels().get(0)).weightsDigest());
        List<Boolean> right = new ArrayList<>();
        for (Prediction<Label> p : first.predict(examples)) {
            right.add(p.getOutput().getLabel().equals(p.getExample().getOutput().getLabel()));
        }
        double error = right.stream().filter(r -> !r).count() / 300.0;
        for (int i = 0; i < examples.size(); i++) {
            examples.get(i).setWeight(right.get(i) ? 1.0f : (float) ((1.0 - error) / error));
        }
        SETLSTMModel second = alone.train(WordOrder.dataset(examples));
        SETLSTMModel member = (SETLSTMModel) boosted.getModels().get(1);
        // Tribuo rounds its weights to floats on the way: near, not the same bits.
        Iterator<Prediction<Label>> members = member.predict(TEXTS).iterator();
        SETLSTMModel unweighted = alone.train(DATA, Map.of(), 1);
        double near = 0.0;
        double far = 0.0;
        for (Example<Label> text : TEXTS) {
            double boostedScore = members.next().getOutputScores().get("news").getScore();
            near = Math.max(near, Math.abs(score(second, text) - boostedScore));
            far = Math.max(far, Math.abs(score(unweighted, text) - boostedScore));
        }
        assertTrue(near < 1e-5 && far > 0.01, "weighted alike " + near + ", not weighted " + far);
    }

    private static double score(Model<Label> model, Example<Label> text) {
        return model.predict(text).getOutputScores().get("news").getScore();
    }

    @Test
    void modelExplorerOpensBothFormats() throws IOException {
        Path protobuf = directory.resolve("explored");
        model.serializeToFile(protobuf);
        Path java = directory.resolve("explored.ser");
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(java))) {
            out.writeObject(model);
        }
        for (Path file : List.of(protobuf, java)) {
            ModelExplorer explorer = new ModelExplorer();
            String loaded = explorer.loadModel(null, file.toFile(), file == protobuf);
            assertTrue(loaded.startsWith("Loaded model"), loaded);
            assertEquals("true", explorer.generatesProbabilities(null));
            assertTrue(explorer.modelProvenance(null).contains("SETLSTMTrainer"));
            assertTrue(explorer.featureInfo(null, "dog#1").contains("dog#1"));
            assertTrue(explorer.outputInfo(null).contains("usual"));
            assertEquals("{}", explorer.topFeatures(null, 3));
            assertEquals(Integer.toString(model.getFeatureIDMap().size()), explorer.numFeatures(null));
            assertTrue(explorer.minCount(null, 299).startsWith("3 features"), explorer.minCount(null, 299));
        }
    }

    private static void assertRefused(Dataset<Label> data, Trainer<Label> trainer, String... parts) {
        String message = assertThrows(IllegalArgumentException.class, () -> trainer.train(data))
                .getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void transformationsThatChangePositionsAreRefused() {
        List<Transformation> transformations = List.of(
                new IDFTransformation(),
                new LinearScalingTransformation(0.0, 1.0),
                new MeanStdDevTransformation(),
                BinningTransformation.equalWidth(2),
                SimpleTransform.log(),
                SimpleTransform.threshold(0.0, 1.0));
        for (Transformation t : transformations) {
            assertRefused(
                    DATA, new TransformTrainer<>(trainer(), new TransformationMap(List.of(t))), "TransformTrainer");
        }
    }

    @Test
    void makingExamplesDenseChangesNothing() {
        Model<Label> dense = new TransformTrainer<>(trainer(), new TransformationMap(List.of()), true).train(DATA);
        assertSamePredictions(model, dense);
    }

    private static MutableSequenceDataset<Label> sequences(List<List<Example<Label>>> sequences) {
        LabelFactory factory = new LabelFactory();
        MutableSequenceDataset<Label> data =
                new MutableSequenceDataset<>(new SimpleDataSourceProvenance("sequences", factory), factory);
        sequences.forEach(s -> data.add(new SequenceExample<>(s)));
        return data;
    }

    /** A sequence of Tribuo's has a label for each element. One of words is no text; one of texts is. */
    @Test
    void sequencesOfWordsAreRefusedAndSequencesOfTextsWork() {
        List<Example<Label>> words = new ArrayList<>();
        for (String word : List.of("dog", "bites", "man")) {
            words.add(new ArrayExample<>(new Label("usual"), new String[] {"word=" + word}, new double[] {1.0}));
        }
        IndependentSequenceTrainer<Label> trainer = new IndependentSequenceTrainer<>(trainer());
        MutableSequenceDataset<Label> tagging = sequences(List.of(words));
        String message = assertThrows(IllegalArgumentException.class, () -> trainer.train(tagging))
                .getMessage();
        assertTrue(message.contains("carries no word order") && message.contains("TokenSequencePipeline"), message);
        var texts = new IndependentSequenceTrainer<>(trainer())
                .train(sequences(List.of(WordOrder.examples(150, 1), WordOrder.examples(150, 5))));
        List<Prediction<Label>> tagged = texts.predict(new SequenceExample<>(TEXTS));
        long right = tagged.stream()
                .filter(p -> p.getOutput()
                        .getLabel()
                        .equals(p.getExample().getOutput().getLabel()))
                .count();
        assertTrue(right > 95, "right: " + right);
    }

    @Test
    void anEnsembleThatWasLoadedStillReportsSparsity() throws IOException {
        Model<Label> pair = savedAndLoaded(WeightedEnsembleModel.createEnsembleFromExistingModels(
                "pair", List.of(model, model), new VotingCombiner()));
        SparsityReport report = new SparsityEvaluator().evaluate(pair, TEST).sparsity();
        assertEquals(2 * model.sparsity().stored(), report.stored());
    }
}
