package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.setlstm.sequence.TokenDataset;
import org.setlstm.training.TrainingListener;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** A model trained on token ids has the bits of one trained on Tribuo's examples. */
class TokenDatasetTrainingTest {
    private static final List<String> STEMS = List.of("walk", "talk", "bark", "bite", "fetch", "sleep");
    private static final List<String> ENDS = List.of("", "s", "ed", "ing", "ingly", "er", "ers");

    /** Rare words with known beginnings, three labels, and weights. */
    private static List<Example<Label>> examples() {
        SplittableRandom random = new SplittableRandom(9);
        List<Example<Label>> examples = WordOrder.examples(110, 2);
        for (int i = 0; i < 110; i++) {
            StringBuilder text = new StringBuilder(i % 5 == 0 ? "dog" : "cat");
            for (int w = random.nextInt(1, 9); w > 0; w--) {
                text.append(' ').append(STEMS.get(random.nextInt(6))).append(ENDS.get(random.nextInt(7)));
            }
            examples.add(WordOrder.example(i % 3 == 0 ? "odd" : "usual", text.toString()));
        }
        return examples;
    }

    private static ListDataSource<Label> source(List<Example<Label>> examples) {
        LabelFactory factory = new LabelFactory();
        return new ListDataSource<>(examples, factory, new SimpleDataSourceProvenance("documents", factory));
    }

    private static SETLSTMModel train(UnaryOperator<SETLSTMTrainerBuilder> settings, Dataset<Label> data) {
        SETLSTMTrainer trainer = settings.apply(WordOrder.trainer().epochs(2)).build();
        trainer.setListener(TrainingListener.NONE);
        return trainer.train(data);
    }

    private static void assertSameModel(UnaryOperator<SETLSTMTrainerBuilder> settings, List<Example<Label>> examples) {
        MutableDataset<Label> data = new MutableDataset<>(source(examples));
        TokenDataset tokens = new TokenDataset(source(examples));
        assertSameModel(train(settings, data), train(settings, tokens), data);
        assertEquals(
                settings.apply(WordOrder.trainer()).build().sparsity(data),
                settings.apply(WordOrder.trainer()).build().sparsity(tokens));
    }

    private static void assertSameModel(SETLSTMModel expected, SETLSTMModel actual, Dataset<Label> data) {
        assertEquals(expected.weightsDigest(), actual.weightsDigest());
        assertEquals(expected.getFeatureIDMap(), actual.getFeatureIDMap());
        assertEquals(expected.getOutputIDInfo(), actual.getOutputIDInfo());
        List<Prediction<Label>> wanted = expected.predict(data);
        List<Prediction<Label>> found = actual.predict(data);
        for (int i = 0; i < wanted.size(); i++) {
            assertEquals(wanted.get(i).getOutputScores(), found.get(i).getOutputScores());
            assertEquals(wanted.get(i).getNumActiveFeatures(), found.get(i).getNumActiveFeatures());
        }
    }

    @Test
    void theBitsAreTheSame() {
        List<Example<Label>> examples = examples();
        assertSameModel(s -> s, examples);
        assertSameModel(s -> s.minTokenCount(14).unknownPrefix(3), examples);
        assertSameModel(s -> s.minTokenCount(1).maxVocabulary(9), examples);
        assertSameModel(s -> s.ngramOrder(2).unknownPrefix(3).threads(2), examples);
        assertSameModel(s -> s.classWeights(ClassWeights.BALANCED).frequencyExponent(0.5), examples);
        IntStream.range(0, examples.size()).forEach(i -> examples.get(i).setWeight(0.5f + i % 4));
        assertSameModel(
                s -> s.validationShare(0.2).minTokenCount(12).unknownPrefix(3).ngramOrder(2), examples);
    }

    /** What is held out has words of its own, and some of them begin as known ones do. */
    @Test
    void theSettingsMakeADifference() {
        List<Example<Label>> examples = examples();
        TokenDataset data = new TokenDataset(source(examples));
        assertNotEquals(
                train(s -> s.minTokenCount(14), data).weightsDigest(),
                train(s -> s.minTokenCount(14).unknownPrefix(3), data).weightsDigest());
        assertNotEquals(
                train(s -> s, data).weightsDigest(),
                train(s -> s.validationShare(0.2), data).weightsDigest());
    }

    @Test
    void shuffledDataTrainsInItsOrder() {
        List<Example<Label>> examples = examples();
        TokenDataset data = new TokenDataset(source(examples));
        data.shuffle(true);
        List<Example<Label>> shuffled = new ArrayList<>();
        data.forEach(shuffled::add);
        SETLSTMModel model = train(s -> s, data);
        assertSameModel(train(s -> s, new MutableDataset<>(source(shuffled))), model, data);
        data.shuffle(false);
        assertNotEquals(train(s -> s, data).weightsDigest(), model.weightsDigest());
    }

    /** An example of other features makes the trainer read them all as it reads Tribuo's. */
    @Test
    void oddExamplesAreReadAsTribuos() {
        List<Example<Label>> examples = examples();
        examples.add(new ArrayExample<>(new Label("odd"), List.of(new Feature("dog#2", 4), new Feature("man#1", 9))));
        assertSameModel(s -> s.minTokenCount(1), examples);
        examples.add(new ArrayExample<>(new Label("odd"), List.of(new Feature("1-N=dog", 1))));
        TokenDataset data = new TokenDataset(source(examples));
        assertThrows(IllegalArgumentException.class, () -> train(s -> s, data));
    }

    @Test
    void evaluatorsAndFilesTakeIt() throws Exception {
        TokenDataset data = new TokenDataset(source(examples()));
        SETLSTMModel model = train(s -> s, data);
        Model<?> read = Model.deserialize(model.serialize());
        assertEquals(model.getProvenance(), read.getProvenance());
        assertEquals(
                new LabelEvaluator()
                        .evaluate(model, new MutableDataset<>(source(examples())))
                        .getConfusionMatrix()
                        .toString(),
                new LabelEvaluator().evaluate(model, data).getConfusionMatrix().toString());
    }
}
