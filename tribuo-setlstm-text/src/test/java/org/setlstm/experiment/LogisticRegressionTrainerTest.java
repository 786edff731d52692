package org.setlstm.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.setlstm.reproduction.Reconfigured;
import org.setlstm.text.Texts;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

class LogisticRegressionTrainerTest {
    private static final double[] COSTS = {0.001, 0.03, 1.0, 100.0};

    /** Documents of twenty words of 200, a few of which their label likes. */
    private static List<Example<Label>> documents(int labels, int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<Example<Label>> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // The first is the most frequent.
            int label = Math.min(random.nextInt(labels), random.nextInt(labels + 1));
            Example<Label> document = new ArrayExample<>(new Label("label" + label));
            for (int w = 0; w < 200; w++) {
                if (random.nextInt(100) < (w % 10 == label ? 20 : 10)) {
                    document.add(new Feature("word" + w, 1.0));
                }
            }
            documents.add(document);
        }
        return documents;
    }

    private static MutableDataset<Label> dataset(List<Example<Label>> examples) {
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> dataset = new MutableDataset<>(new SimpleDataSourceProvenance("", labels), labels);
        examples.forEach(e -> dataset.add(e.copy()));
        return dataset;
    }

    private static double run(Model<Label> model, String name) {
        return ((DoubleProvenance)
                        model.getProvenance().getInstanceProvenance().getMap().get(name))
                .getValue();
    }

    @ParameterizedTest
    @CsvSource({"2,true", "2,false", "3,true", "3,false"})
    void thePenaltyIsTheOneThatIsBestOnWhatIsHeldOut(int labels, boolean ratios) {
        List<Example<Label>> examples = documents(labels, 400);
        LinearSGDModel model = new LogisticRegressionTrainer(ratios, COSTS, 7).train(dataset(examples));
        double best = Double.NaN;
        double most = 0.0;
        for (double cost : COSTS) {
            double macroF1 = 0.0;
            for (int seed = 7; seed < 12; seed++) {
                HeldOutSplit split = HeldOutSplit.of(examples, 0.2, seed);
                Dataset<Label> kept = dataset(split.kept());
                Model<Label> alone = new LogisticRegressionTrainer(ratios, new double[] {cost}, 7).train(kept);
                macroF1 += new LabelEvaluator()
                                .evaluate(alone, alone.predict(split.heldOut()), kept.getSourceProvenance())
                                .macroAveragedF1()
                        / 5;
            }
            assertEquals(macroF1, run(model, "heldOutMacroF1AtCost" + cost), 1e-12, "cost " + cost);
            if (macroF1 > most) {
                most = macroF1;
                best = cost;
            }
        }
        assertTrue(best > COSTS[0] && best < COSTS[COSTS.length - 1], "the best is neither first nor last: " + best);
        assertEquals(best, run(model, "cost"));
        assertEquals(
                new LogisticRegressionTrainer(ratios, new double[] {best}, 1)
                        .train(dataset(examples))
                        .getWeightsCopy(),
                model.getWeightsCopy(),
                "all examples are learned with it");
    }

    /** What the trainer folds into one model, taken apart: Tribuo's LIBLINEAR on features that are scaled before. */
    @ParameterizedTest
    @CsvSource({"2,true", "2,false", "3,true", "3,false"})
    void theModelIsLibLinearsOnScaledFeatures(int labels, boolean ratios) {
        List<Example<Label>> examples = documents(labels, 200);
        MutableDataset<Label> all = dataset(examples);
        LinearSGDModel model = new LogisticRegressionTrainer(ratios, new double[] {0.3}, 7).train(all);
        for (int label = 0; label < labels; label++) {
            Label one = new Label("label" + label);
            double[] scales = LogCountRatios.of(all, one, all.getFeatureIDMap());
            List<Example<Label>> scaled = new ArrayList<>();
            for (Example<Label> e : all) {
                Example<Label> copy = new ArrayExample<>(e.getOutput().equals(one) ? one : new Label("others"));
                for (Feature f : e) {
                    copy.add(new Feature(
                            f.getName(), ratios ? scales[all.getFeatureIDMap().getID(f.getName())] : 1.0));
                }
                scaled.add(copy);
            }
            Model<Label> apart = new LibLinearClassificationTrainer(
                            new LinearClassificationType(LinearType.L2R_LR), 0.3, 0.01)
                    .train(dataset(scaled));
            for (int i = 0; i < scaled.size(); i++) {
                double probability = apart.predict(scaled.get(i))
                        .getOutputScores()
                        .get(one.getLabel())
                        .getScore();
                double score = model.predict(examples.get(i))
                        .getOutputScores()
                        .get(one.getLabel())
                        .getScore();
                // Two labels have probabilities, more have log odds.
                assertEquals(probability, labels == 2 ? score : 1.0 / (1.0 + Math.exp(-score)), 1e-9);
            }
        }
        assertEquals(labels == 2, model.generatesProbabilities());
        assertEquals((labels == 2 ? 1 : labels) * 201L, LinearBaseline.parameters(model));
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        LogisticRegressionTrainer trainer = new LogisticRegressionTrainer(true, COSTS, 7);
        LinearSGDModel model = trainer.train(dataset(documents(3, 400)));
        assertEquals(
                model.getWeightsCopy(),
                trainer.train(dataset(documents(3, 400))).getWeightsCopy(),
                "whichever training it is");
        LogisticRegressionTrainer rebuilt =
                Reconfigured.copy(trainer.getProvenance(), LogisticRegressionTrainer.class, Map.of());
        assertEquals(rebuilt.toString(), trainer.toString());
        LinearSGDModel again = rebuilt.train(dataset(documents(3, 400)));
        assertEquals(model.getWeightsCopy(), again.getWeightsCopy());
        assertEquals(run(model, "heldOutMacroF1AtCost1.0"), run(again, "heldOutMacroF1AtCost1.0"));
        LinearSGDModel other = new LogisticRegressionTrainer(true, COSTS, 8).train(dataset(documents(3, 400)));
        assertNotEquals(run(model, "heldOutMacroF1AtCost1.0"), run(other, "heldOutMacroF1AtCost1.0"));
    }

    @Test
    void provenanceSurvives() throws Exception {
        LinearSGDModel model = new LogisticRegressionTrainer(true, COSTS, 7).train(dataset(documents(2, 100)));
        Texts.assertProvenanceSurvivesTwice(model.getProvenance());
    }

    @Test
    void whatCantBeLearnedIsRefused() {
        LogisticRegressionTrainer trainer = new LogisticRegressionTrainer(true, COSTS, 7);
        List<Example<Label>> one = documents(2, 50).stream()
                .filter(e -> e.getOutput().getLabel().equals("label0"))
                .toList();
        Exception e = assertThrows(IllegalArgumentException.class, () -> trainer.train(dataset(one)));
        Texts.assertContains(e.getMessage(), "two labels");
        List<Example<Label>> few = new ArrayList<>(one.subList(0, 4));
        documents(2, 50).stream()
                .filter(d -> d.getOutput().getLabel().equals("label1"))
                .limit(4)
                .forEach(few::add);
        e = assertThrows(IllegalArgumentException.class, () -> trainer.train(dataset(few)));
        Texts.assertContains(e.getMessage(), "a label needs 5 examples");
        assertThrows(RuntimeException.class, () -> new LogisticRegressionTrainer(true, new double[] {0.0}, 7));
    }
}
