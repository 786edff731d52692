package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.setlstm.evaluation.SparsityReport;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Pooling;
import org.setlstm.optimise.LearningRateSchedule;
import org.setlstm.optimise.OptimiserType;
import org.setlstm.setting.Range;
import org.setlstm.setting.Settings;
import org.setlstm.sparse.RemovalRule;
import org.setlstm.sparse.TopologyEvolution;
import org.setlstm.sparse.ZetaSchedule;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.impl.ArrayExample;
import org.tribuo.test.Helpers;

/** The trainer as Tribuo knows trainers. */
class SETLSTMTrainerTest {
    private static final Logger TRAINING = Logger.getLogger(SETLSTMTrainer.class.getName());
    private static final MutableDataset<Label> DATA = WordOrder.dataset(WordOrder.examples(300, 1));
    private static final MutableDataset<Label> TEST = WordOrder.dataset(WordOrder.examples(200, 2));

    @BeforeAll
    static void quiet() {
        TRAINING.setLevel(Level.WARNING);
    }

    private static double accuracy(Model<Label> model) {
        return new LabelEvaluator().evaluate(model, TEST).accuracy();
    }

    @Test
    void learnsWhatOnlyOrderTells() {
        for (Pooling pooling : Pooling.values()) {
            SETLSTMModel model = WordOrder.trainer().pooling(pooling).build().train(DATA);
            assertTrue(accuracy(model) > 0.95, pooling + ": " + accuracy(model));
        }
        SETLSTMModel stacked =
                WordOrder.trainer().layers(2).bidirectional(false).build().train(DATA);
        assertTrue(accuracy(stacked) > 0.95, "stacked: " + accuracy(stacked));
        SETLSTMModel descent = WordOrder.trainer()
                .optimiser(OptimiserType.SGD)
                .learningRate(0.3)
                .schedule(LearningRateSchedule.CONSTANT)
                .epochs(25)
                .build()
                .train(DATA);
        assertTrue(accuracy(descent) > 0.95, "SGD: " + accuracy(descent));
    }

    @Test
    void invocationsDifferAndCanBeRepeated() {
        SETLSTMTrainer trainer = WordOrder.trainer().epochs(2).build();
        List<String> digests = IntStream.range(0, 3)
                .mapToObj(i -> trainer.train(DATA).weightsDigest())
                .toList();
        assertEquals(3, digests.stream().distinct().count());
        assertEquals(3, trainer.getInvocationCount());
        SETLSTMTrainer other = WordOrder.trainer().epochs(2).build();
        other.setInvocationCount(2);
        assertEquals(digests.get(2), other.train(DATA).weightsDigest());
        assertEquals(digests.get(1), other.train(DATA, Map.of(), 1).weightsDigest());
        assertEquals(2, other.getInvocationCount());
        assertThrows(IllegalArgumentException.class, () -> other.setInvocationCount(-1));
    }

    @Test
    void provenanceRebuildsTheTrainer() {
        SETLSTMTrainer trainer = WordOrder.trainer()
                .epochs(2)
                .pooling(Pooling.MEAN_MAX)
                .schedule(LearningRateSchedule.CONSTANT)
                .gateTopology(GateTopology.OWN)
                .seed(7)
                .build();
        SETLSTMModel model = trainer.train(DATA);
        Helpers.testProvenanceMarshalling(model.getProvenance());
        Helpers.testProvenanceMarshalling(trainer.getProvenance());
        ConfigurationManager cm = new ConfigurationManager();
        cm.addConfiguration(
                ProvenanceUtil.extractConfiguration(model.getProvenance().getTrainerProvenance()));
        SETLSTMTrainer rebuilt = cm.lookupAll(SETLSTMTrainer.class).get(0);
        assertEquals(model.weightsDigest(), rebuilt.train(DATA).weightsDigest());
        assertNotEquals(
                model.weightsDigest(),
                WordOrder.trainer().epochs(2).build().train(DATA).weightsDigest());
    }

    @Test
    void configurationsAndTrainersTurnIntoEachOther() {
        Helpers.testConfigurableRoundtrip(WordOrder.trainer()
                .pooling(Pooling.LAST)
                .evolution(TopologyEvolution.set().withZeta(0.25))
                .build());
    }

    @Test
    void provenanceSaysWhichInvocationItWas() {
        SETLSTMTrainer trainer = WordOrder.trainer().epochs(1).build();
        for (String invocation : List.of("0", "1", "2")) {
            assertEquals(
                    invocation,
                    trainer.train(DATA)
                            .getProvenance()
                            .getTrainerProvenance()
                            .getInstanceValues()
                            .get("train-invocation-count")
                            .toString());
        }
    }

    @Test
    void everySettingIsInTheProvenance() {
        long settings = Settings.of(SETLSTMTrainer.class).stream()
                .peek(f -> assertTrue(
                        SETLSTMTrainer.builder()
                                .build()
                                .getProvenance()
                                .getConfiguredParameters()
                                .containsKey(f.getName()),
                        f.getName()))
                .count();
        assertTrue(settings > 30, "found " + settings);
    }

    private static String digest(UnaryOperator<SETLSTMTrainerBuilder> setting) {
        SETLSTMTrainerBuilder builder =
                WordOrder.trainer().epochs(3).warmup(0.1).wordDropout(0.1);
        return setting.apply(builder).build().train(DATA).weightsDigest();
    }

    @Test
    void everySettingReachesTheEngine() {
        List<UnaryOperator<SETLSTMTrainerBuilder>> settings = List.of(
                b -> b,
                b -> b.embeddingDimension(13),
                b -> b.hiddenDimension(13),
                b -> b.layers(2),
                b -> b.bidirectional(false),
                b -> b.pooling(Pooling.MEAN),
                b -> b.segmentLength(3),
                b -> b.shortcut(true),
                b -> b.ngramOrder(2),
                b -> b.ngramOrder(3),
                b -> b.ngramOrder(2).ngramWeights(7),
                b -> b.ngramOrder(2).ngramPenalty(2.0),
                b -> b.minTokenCount(200).unknownPrefix(1),
                b -> b.epsilon(3.0),
                b -> b.density(0.4),
                b -> b.embeddingEpsilon(3.0),
                b -> b.embeddingDensity(0.4),
                b -> b.embeddingScale(0.2),
                b -> b.frequencyExponent(0.5),
                b -> b.gateTopology(GateTopology.OWN),
                b -> b.wordVectors(new TableVectors(12, List.of("dog"))),
                b -> b.wordVectors(new TableVectors(12, List.of("dog", "man"))),
                b -> b.evolution(TopologyEvolution.none()),
                b -> b.evolution(TopologyEvolution.set().withZeta(0.2)),
                b -> b.evolution(TopologyEvolution.set().withZetaSchedule(ZetaSchedule.COSINE)),
                b -> b.evolution(TopologyEvolution.set().withRemovalRule(RemovalRule.GLOBAL_MAGNITUDE)),
                b -> b.evolution(TopologyEvolution.set().withInterval(5)),
                b -> b.evolution(TopologyEvolution.set().withGrowthScale(0.1)),
                b -> b.optimiser(OptimiserType.SGD),
                b -> b.optimiser(OptimiserType.SGD).momentum(0.5),
                b -> b.learningRate(0.02),
                b -> b.beta1(0.8),
                b -> b.beta2(0.99),
                b -> b.schedule(LearningRateSchedule.CONSTANT),
                b -> b.warmup(0.2),
                b -> b.epochs(4),
                b -> b.batchSize(20),
                b -> b.shardSize(8),
                b -> b.gradientClip(0.01),
                b -> b.averageDecay(0.9),
                b -> b.weightDecay(0.1),
                b -> b.dropout(0.2),
                b -> b.wordDropout(0.2),
                b -> b.variationalDropout(0.2),
                b -> b.recurrentDropout(0.2),
                b -> b.validationShare(0.2),
                b -> b.maxVocabulary(5),
                b -> b.minTokenCount(200),
                b -> b.classWeights(ClassWeights.BALANCED),
                b -> b.seed(1));
        assertEquals(
                settings.size(),
                settings.stream().map(SETLSTMTrainerTest::digest).distinct().count());
        assertEquals(digest(b -> b), digest(b -> b.threads(2)));
        assertEquals(digest(b -> b.ngramOrder(2)), digest(b -> b.ngramOrder(2).threads(2)));
    }

    private static void assertRefused(String name, Consumer<SETLSTMTrainerBuilder> setting) {
        SETLSTMTrainerBuilder builder = SETLSTMTrainer.builder();
        setting.accept(builder);
        PropertyException e = assertThrows(PropertyException.class, builder::build);
        assertTrue(e.getMessage().contains(name + " is "), e.getMessage());
    }

    @Test
    void settingsOutOfRangeAreRefusedByName() {
        assertRefused("embeddingDimension", b -> b.embeddingDimension(0));
        assertRefused("hiddenDimension", b -> b.hiddenDimension(-1));
        assertRefused("layers", b -> b.layers(0));
        assertRefused("epsilon", b -> b.epsilon(0.0));
        assertRefused("segmentLength", b -> b.segmentLength(-1));
        assertRefused("segmentLength", b -> b.segmentLength(50).pooling(Pooling.LAST));
        assertRefused("density", b -> b.density(1.1));
        assertRefused("ngramOrder", b -> b.ngramOrder(-1));
        assertRefused("ngramOrder", b -> b.ngramOrder(17));
        assertRefused("ngramWeights", b -> b.ngramWeights(-1));
        assertRefused("ngramPenalty", b -> b.ngramPenalty(0.0));
        assertRefused("unknownPrefix", b -> b.unknownPrefix(-1));
        assertRefused("embeddingEpsilon", b -> b.embeddingEpsilon(-1.0));
        assertRefused("embeddingDensity", b -> b.embeddingDensity(Double.NaN));
        assertRefused("embeddingScale", b -> b.embeddingScale(0.0));
        assertRefused("frequencyExponent", b -> b.frequencyExponent(-0.5));
        assertRefused("learningRate", b -> b.learningRate(0.0));
        assertRefused("momentum", b -> b.momentum(1.0));
        assertRefused("beta1", b -> b.beta1(1.0));
        assertRefused("beta2", b -> b.beta2(-0.1));
        assertRefused("warmup", b -> b.warmup(1.0));
        assertRefused("epochs", b -> b.epochs(-1));
        assertRefused("batchSize", b -> b.batchSize(-1));
        assertRefused("shardSize", b -> b.shardSize(0));
        assertRefused("gradientClip", b -> b.gradientClip(Double.POSITIVE_INFINITY));
        assertRefused("averageDecay", b -> b.averageDecay(1.0));
        assertRefused("weightDecay", b -> b.weightDecay(-0.1));
        assertRefused("weightDecay * learningRate", b -> b.learningRate(0.1).weightDecay(10.0));
        assertRefused("dropout", b -> b.dropout(1.0));
        assertRefused("wordDropout", b -> b.wordDropout(-0.5));
        assertRefused("variationalDropout", b -> b.variationalDropout(1.0));
        assertRefused("recurrentDropout", b -> b.recurrentDropout(Double.NaN));
        assertRefused("validationShare", b -> b.validationShare(1.0));
        assertRefused("patience", b -> b.validationShare(0.1).patience(-1));
        assertRefused("validationShare, which patience needs,", b -> b.patience(1));
        assertRefused("maxVocabulary", b -> b.maxVocabulary(-1));
        assertRefused("minTokenCount", b -> b.minTokenCount(0));
        assertRefused("threads", b -> b.threads(-2));
    }

    /** What has no range doesn't say so. */
    @Test
    void everyNumberHasItsRange() {
        List<String> without = Settings.of(SETLSTMTrainer.class).stream()
                .filter(f -> f.getType() == int.class || f.getType() == double.class)
                .filter(f -> !f.isAnnotationPresent(Range.class))
                .map(Field::getName)
                .toList();
        assertEquals(List.of(), without);
    }

    @Test
    void aTrainersTextSaysEverySetting() {
        String text = WordOrder.trainer().averageDecay(0.25).build().toString();
        assertTrue(text.startsWith("SETLSTMTrainer(embeddingDimension=12,"), text);
        assertTrue(text.contains(",averageDecay=0.25,"), text);
        assertTrue(text.endsWith(",threads=1)"), text);
    }

    /** Adam computes in floats, where a decay next to 1 is 1: it would divide by zero, or learn nothing and not say so. */
    @Test
    void decaysThatAreOneInFloatAreRefused() {
        assertRefused("beta1", b -> b.beta1(1.0 - 1e-9));
        assertRefused("beta2", b -> b.beta2(1.0 - 1e-9));
        assertRefused("momentum", b -> b.momentum(1.0 - 1e-9));
    }

    @Test
    void storedCountsAreErdosRenyisAndTheDenseTwinIsCounted() {
        SparsityReport report =
                WordOrder.trainer().epochs(2).build().train(DATA).sparsity();
        assertEquals(17, report.matrices().size());
        for (SparsityReport.Matrix m : report.matrices()) {
            assertEquals(4 * (m.rows() + m.columns()), m.stored(), m.name());
        }
        // Eleven words and the unknown one, of 12 values; two directions of four gates; 24 features for two classes.
        assertEquals(12 * 12 + 2 * 4 * 12 * (12 + 12 + 1) + 2 * (24 + 1), report.dense());
        assertEquals(96 + 2 * 4 * (96 + 96) + 2 * 4 * 12 + 2 * (24 + 1), report.stored());
        SparsityReport dense =
                WordOrder.trainer().epochs(1).density(1.0).build().train(DATA).sparsity();
        assertEquals(dense.dense(), dense.stored());
        assertEquals(1.0, dense.density());
        assertEquals(report, WordOrder.trainer().build().sparsity(DATA), "known without training");
    }

    @Test
    void sharedGatesStoreAsManyWeightsOnAQuarterOfThePositions() {
        SETLSTMTrainer trainer = WordOrder.trainer().epochs(2).build();
        SETLSTMModel model = trainer.train(DATA);
        SparsityReport own =
                WordOrder.trainer().gateTopology(GateTopology.OWN).build().sparsity(DATA);
        SparsityReport shared = model.sparsity();
        assertEquals(own.matrices(), shared.matrices());
        assertEquals(own.stored(), shared.stored());
        // For each direction one of the inputs and one of the units, 4 (12 + 12) connections each.
        assertEquals(OptionalLong.of(4 * 96), shared.connections());
        assertEquals(OptionalLong.empty(), own.connections());
        assertTrue(shared.toFormattedString().matches("(?s).*connections of cells +384 +576 +66\\.67%.*"));
        assertFalse(own.toFormattedString().contains("connections"));
        assertEquals(
                new LongProvenance(RunProvenance.CONNECTIONS, 384),
                model.getProvenance().getInstanceProvenance().getMap().get(RunProvenance.CONNECTIONS));
        assertEquals(shared, trainer.sparsity(DATA), "known without training");
        assertTrue(accuracy(WordOrder.trainer()
                        .gateTopology(GateTopology.OWN)
                        .build()
                        .train(DATA))
                > 0.95);
    }

    @Test
    void whatNGramsWillStoreIsKnownWithoutTraining() {
        for (int weights : new int[] {0, 7, 10_000}) {
            SETLSTMTrainer trainer = WordOrder.trainer()
                    .epochs(1)
                    .ngramOrder(3)
                    .ngramWeights(weights)
                    .build();
            assertEquals(trainer.train(DATA).sparsity(), trainer.sparsity(DATA), weights + " weights");
        }
    }

    @Test
    void densityAndTheEmbeddingsOwnSettingsTakeTheirPlace() {
        SETLSTMTrainer trainer =
                WordOrder.trainer().epochs(1).density(0.5).embeddingEpsilon(1.5).build();
        for (SparsityReport.Matrix m : trainer.train(DATA).sparsity().matrices()) {
            assertEquals(m.name().equals("embedding") ? 36 : 72, m.stored(), m.name());
        }
    }

    @Test
    void vocabularyKeepsWhatIsFrequentAmongTheExamples() {
        assertEquals(
                11,
                WordOrder.trainer().epochs(1).build().train(DATA).architecture().vocabulary());
        SETLSTMModel three =
                WordOrder.trainer().epochs(10).maxVocabulary(3).build().train(DATA);
        assertEquals(3, three.architecture().vocabulary());
        assertTrue(accuracy(three) > 0.95, "dog, man and bites stand in every document");
        assertEquals(
                3,
                WordOrder.trainer()
                        .epochs(1)
                        .minTokenCount(300)
                        .build()
                        .train(DATA)
                        .architecture()
                        .vocabulary());
    }

    /** Word order is what n-grams know: with pairs of words the layer alone does, and the network needs no epochs. */
    @Test
    void ngramsKnowWhatTheNetworkNeedsTimeFor() {
        SETLSTMTrainerBuilder once = WordOrder.trainer().epochs(1).learningRate(1e-6);
        assertTrue(accuracy(once.build().train(DATA)) < 0.7, "without n-grams");
        SETLSTMModel model = once.ngramOrder(5).build().train(DATA);
        assertTrue(accuracy(model) > 0.8, "with n-grams: " + accuracy(model));
        assertEquals(
                model.network().ngrams().weights().stored(),
                model.sparsity().matrices().stream()
                        .filter(m -> m.name().equals("ngrams"))
                        .findFirst()
                        .orElseThrow()
                        .stored());
    }

    @Test
    void unknownWordsCountAsThoseWithTheSameStart() throws Exception {
        SETLSTMModel model =
                WordOrder.trainer().epochs(2).unknownPrefix(4).build().train(DATA);
        SETLSTMModel loaded = (SETLSTMModel) Model.deserialize(model.serialize());
        float known = score(model, "man bites dog");
        assertEquals(known, score(model, "man bitess dog"));
        assertEquals(known, score(loaded, "man bitess dog"));
        assertEquals(model.weightsDigest(), loaded.weightsDigest());
        SETLSTMModel without = WordOrder.trainer().epochs(2).build().train(DATA);
        assertNotEquals(score(without, "man bites dog"), score(without, "man bitess dog"));
    }

    private static float score(SETLSTMModel model, String text) {
        return (float) model.predict(WordOrder.example("news", text))
                .getOutputScores()
                .get("news")
                .getScore();
    }

    @Test
    void weightsOfExamplesCount() {
        List<Example<Label>> examples = WordOrder.examples(300, 1);
        for (Example<Label> e : WordOrder.examples(300, 1)) {
            Example<Label> wrong =
                    new ArrayExample<>(new Label(e.getOutput().getLabel().equals("news") ? "usual" : "news"));
            e.forEach(wrong::add);
            wrong.setWeight(0.0f);
            examples.add(wrong);
        }
        assertTrue(accuracy(WordOrder.trainer().build().train(WordOrder.dataset(examples))) > 0.95);
        examples.forEach(e -> e.setWeight(0.0f));
        MutableDataset<Label> weightless = WordOrder.dataset(examples);
        assertThrows(
                IllegalArgumentException.class,
                () -> WordOrder.trainer().build().train(weightless));
    }

    @Test
    void weightsHaveNoUnit() {
        String[] digests = new String[2];
        for (int run = 0; run < 2; run++) {
            List<Example<Label>> examples = WordOrder.examples(100, 1);
            for (int i = 0; i < examples.size(); i++) {
                // Times a power of two, which rounds nothing.
                examples.get(i).setWeight((run == 0 ? 1 : 64) * (1 + i % 3));
            }
            digests[run] = WordOrder.trainer()
                    .epochs(2)
                    .build()
                    .train(WordOrder.dataset(examples))
                    .weightsDigest();
        }
        assertEquals(digests[0], digests[1]);
    }

    @Test
    void weightsThatAreNoneAreRefused() {
        for (float weight : new float[] {-1.0f, Float.NaN, Float.POSITIVE_INFINITY}) {
            List<Example<Label>> examples = WordOrder.examples(10, 1);
            examples.get(3).setWeight(weight);
            MutableDataset<Label> data = WordOrder.dataset(examples);
            Exception e = assertThrows(
                    IllegalArgumentException.class,
                    () -> WordOrder.trainer().build().train(data));
            assertTrue(e.getMessage().startsWith("An example has weight " + weight), e.getMessage());
        }
    }

    /** Balanced classes are what weights by hand make of them. */
    @Test
    void balancedClassesCountAlike() {
        List<Example<Label>> examples = WordOrder.examples(120, 5);
        long news = examples.stream()
                .filter(e -> e.getOutput().getLabel().equals("news"))
                .count();
        assertNotEquals(60, news);
        String balanced = WordOrder.trainer()
                .epochs(2)
                .classWeights(ClassWeights.BALANCED)
                .build()
                .train(WordOrder.dataset(examples))
                .weightsDigest();
        for (Example<Label> e : examples) {
            // Over the sum of the class, as scikit-learn's "balanced" but for the unit.
            e.setWeight(1.0f / (e.getOutput().getLabel().equals("news") ? news : 120 - news));
        }
        SETLSTMTrainer plain = WordOrder.trainer().epochs(2).build();
        assertEquals(balanced, plain.train(WordOrder.dataset(examples)).weightsDigest());
    }

    @Test
    void impossibleDataIsRefused() {
        SETLSTMTrainer trainer = WordOrder.trainer().build();
        MutableDataset<Label> empty = WordOrder.dataset(List.of());
        assertThrows(IllegalArgumentException.class, () -> trainer.train(empty));
        Example<Label> unlabelled = new ArrayExample<>(LabelFactory.UNKNOWN_LABEL);
        WordOrder.example("news", "man bites dog").forEach(unlabelled::add);
        MutableDataset<Label> unknown = WordOrder.dataset(List.of(unlabelled));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> trainer.train(unknown))
                .getMessage()
                .contains("label"));
        Example<Label> bag = new ArrayExample<>(new Label("news"), new String[] {"dog"}, new double[] {1.0});
        MutableDataset<Label> unordered = WordOrder.dataset(List.of(bag));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> trainer.train(unordered))
                .getMessage()
                .contains("TokenSequencePipeline"));
    }
}
