package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.setlstm.optimise.LearningRateSchedule;
import org.setlstm.training.Progress;
import org.setlstm.training.TrainingListener;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.test.Helpers;

/** Held-out examples, as Tribuo's users meet them. */
class ValidationTest {
    private static final Logger TRAINING = Logger.getLogger(SETLSTMTrainer.class.getName());
    private static final int EXAMPLES = 120;

    @BeforeAll
    static void quiet() {
        TRAINING.setLevel(Level.WARNING);
    }

    /** 90 usual and 30 news; each has a word of its own, and one in four the wrong label. */
    private static List<Example<Label>> examples() {
        SplittableRandom random = new SplittableRandom(3);
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < EXAMPLES; i++) {
            boolean usual = i % 4 != 0;
            boolean right = random.nextInt(4) > 0;
            String text = usual == right ? "dog bites man" : "man bites dog";
            examples.add(WordOrder.example(usual ? "usual" : "news", text + " own" + i));
        }
        return examples;
    }

    private static SETLSTMTrainerBuilder trainer() {
        return WordOrder.trainer()
                .schedule(LearningRateSchedule.CONSTANT)
                .learningRate(0.03)
                .epochs(12)
                .minTokenCount(1)
                .validationShare(0.2);
    }

    /** Those whose own word the model doesn't know. */
    private static List<Integer> heldOut(Model<Label> model) {
        return IntStream.range(0, EXAMPLES)
                .filter(i ->
                        model.predict(WordOrder.example("usual", "own" + i)).getNumActiveFeatures() == 0)
                .boxed()
                .toList();
    }

    private static String run(Model<Label> model, String key) {
        return model.getProvenance().getInstanceProvenance().getMap().get(key).toString();
    }

    @Test
    void theShareIsStratifiedAndItsWordsStayUnknown() {
        SETLSTMModel model = trainer().epochs(1).build().train(WordOrder.dataset(examples()));
        List<Integer> heldOut = heldOut(model);
        assertEquals(24, heldOut.size());
        assertEquals(6, heldOut.stream().filter(i -> i % 4 == 0).count(), "a fifth of the news");
        assertEquals(3 + 96, model.architecture().vocabulary());
    }

    @Test
    void heldOutExamplesAreNotLearned() {
        List<Example<Label>> examples = examples();
        SETLSTMModel model = trainer().epochs(1).build().train(WordOrder.dataset(examples));
        for (int i : heldOut(model)) {
            String label = examples.get(i).getOutput().getLabel();
            examples.set(i, WordOrder.example(label, "quite another text about dog dog dog own" + i));
            examples.get(i).setWeight(100.0f);
        }
        SETLSTMModel other = trainer().epochs(1).build().train(WordOrder.dataset(examples));
        assertEquals(model.weightsDigest(), other.weightsDigest());
        assertNotEquals(
                run(model, RunProvenance.VALIDATION_LOSS),
                run(other, RunProvenance.VALIDATION_LOSS),
                "but they are looked at");
        // Weights have no unit, in either part. A power of two rounds nothing.
        examples.forEach(e -> e.setWeight(64.0f * e.getWeight()));
        SETLSTMModel scaled = trainer().epochs(1).build().train(WordOrder.dataset(examples));
        assertEquals(other.weightsDigest(), scaled.weightsDigest());
        assertEquals(run(other, RunProvenance.VALIDATION_LOSS), run(scaled, RunProvenance.VALIDATION_LOSS));
    }

    @Test
    void theModelIsThatOfTheBestEpochAndItsProvenanceSaysSo() {
        MutableDataset<Label> data = WordOrder.dataset(examples());
        List<Progress> epochs = new ArrayList<>();
        SETLSTMTrainer trainer = trainer().averageDecay(0.5).build();
        trainer.setListener(new TrainingListener() {
            @Override
            public void epoch(Progress progress) {
                epochs.add(progress);
            }
        });
        SETLSTMModel model = trainer.train(data);
        int best = Integer.parseInt(run(model, RunProvenance.BEST_EPOCH));
        assertTrue(best < 12, "no example: " + best);
        assertEquals("12", run(model, RunProvenance.EPOCHS));
        assertEquals(
                trainer().averageDecay(0.5).epochs(best).build().train(data).weightsDigest(), model.weightsDigest());
        int right = 0;
        double loss = 0.0;
        List<Integer> heldOut = heldOut(model);
        for (int i : heldOut) {
            Prediction<Label> p = model.predict(examples().get(i));
            String label = examples().get(i).getOutput().getLabel();
            right += p.getOutput().getLabel().equals(label) ? 1 : 0;
            loss -= Math.log(p.getOutputScores().get(label).getScore());
        }
        double accuracy = (double) right / heldOut.size();
        assertEquals(accuracy, Double.parseDouble(run(model, RunProvenance.VALIDATION_ACCURACY)), 1e-12);
        assertEquals(loss / heldOut.size(), Double.parseDouble(run(model, RunProvenance.VALIDATION_LOSS)), 1e-6);
        assertEquals(accuracy, epochs.get(best - 1).validation().accuracy(), 1e-12);
    }

    @Test
    void patienceReachesTheEngine() {
        MutableDataset<Label> data = WordOrder.dataset(examples());
        SETLSTMModel model = trainer().epochs(40).patience(2).build().train(data);
        int best = Integer.parseInt(run(model, RunProvenance.BEST_EPOCH));
        assertEquals(Integer.toString(best + 2), run(model, RunProvenance.EPOCHS));
        assertTrue(best + 2 < 40, "no example");
    }

    @Test
    void balancedClassesCountAlikeAmongTheHeldOutToo() {
        SETLSTMModel model = trainer()
                .epochs(1)
                .learningRate(1e-9)
                .classWeights(ClassWeights.BALANCED)
                .build()
                .train(WordOrder.dataset(examples()));
        double[] right = new double[2];
        for (int i : heldOut(model)) {
            Example<Label> e = examples().get(i);
            String label = e.getOutput().getLabel();
            if (model.predict(e).getOutput().getLabel().equals(label)) {
                right[label.equals("news") ? 0 : 1]++;
            }
        }
        assertEquals(
                (right[0] / 6 + right[1] / 18) / 2,
                Double.parseDouble(run(model, RunProvenance.VALIDATION_ACCURACY)),
                1e-6);
    }

    @Test
    void provenanceGoesThroughFilesAndRebuildsTheTrainer() {
        MutableDataset<Label> data = WordOrder.dataset(examples());
        Map<String, Provenance> own = Map.of("run", new StringProvenance("run", "first"));
        SETLSTMModel model = trainer().patience(3).threads(2).build().train(data, own);
        Helpers.testProvenanceMarshalling(model.getProvenance());
        SETLSTMModel read = (SETLSTMModel) Model.deserialize(model.serialize());
        assertEquals(
                model.getProvenance().getInstanceProvenance(),
                read.getProvenance().getInstanceProvenance());
        assertEquals("first", run(read, "run"));
        ConfigurationManager cm = new ConfigurationManager();
        cm.addConfiguration(
                ProvenanceUtil.extractConfiguration(read.getProvenance().getTrainerProvenance()));
        SETLSTMModel again = cm.lookupAll(SETLSTMTrainer.class).get(0).train(data);
        assertEquals(model.weightsDigest(), again.weightsDigest());
    }

    @Test
    void aShareThatHoldsOutNothingIsRefused() {
        MutableDataset<Label> few = WordOrder.dataset(examples().subList(0, 3));
        SETLSTMTrainer trainer = trainer().validationShare(0.1).build();
        assertTrue(assertThrows(IllegalArgumentException.class, () -> trainer.train(few))
                .getMessage()
                .contains("validationShare of 0.1"));
    }
}
