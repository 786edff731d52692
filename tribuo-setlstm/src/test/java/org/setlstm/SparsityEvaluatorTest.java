package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.setlstm.evaluation.Connectivity;
import org.setlstm.evaluation.SparsityEvaluation;
import org.setlstm.evaluation.SparsityEvaluator;
import org.setlstm.evaluation.SparsityMetric;
import org.setlstm.evaluation.SparsityReport;
import org.setlstm.network.Architecture;
import org.setlstm.network.LSTMCell;
import org.setlstm.network.Network;
import org.setlstm.network.WeightMatrix;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.training.TrainingListener;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.evaluation.CrossValidation;
import org.tribuo.evaluation.EvaluationAggregator;
import org.tribuo.evaluation.OnlineEvaluator;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;

/** Both halves of an evaluation, and wherever Tribuo takes an evaluator. */
class SparsityEvaluatorTest {
    private static final Logger TRAINING = Logger.getLogger(SETLSTMTrainer.class.getName());
    private static final MutableDataset<Label> DATA = WordOrder.dataset(WordOrder.examples(100, 1));
    private static final MutableDataset<Label> TEST = WordOrder.dataset(WordOrder.examples(60, 2));
    private static final SparsityEvaluator EVALUATOR = new SparsityEvaluator();
    private static SETLSTMModel model;
    private static Network network;

    @BeforeAll
    static void train() {
        TRAINING.setLevel(Level.WARNING);
        Logger.getLogger(CrossValidation.class.getName()).setLevel(Level.WARNING);
        Logger.getLogger(BaggingTrainer.class.getName()).setLevel(Level.WARNING);
        SETLSTMTrainer trainer = WordOrder.trainer().layers(2).epochs(3).build();
        trainer.setListener(new TrainingListener() {
            @Override
            public void started(Network trained) {
                network = trained;
            }
        });
        model = trainer.train(DATA);
    }

    private static SETLSTMTrainer quick(double epsilon) {
        return WordOrder.trainer().epochs(1).epsilon(epsilon).build();
    }

    private static double value(SparsityEvaluation evaluation, SparsityMetric metric) {
        return evaluation.get(metric.id());
    }

    /** Each of Tribuo's methods, so that none asks for another than its own. */
    @Test
    void theLabelsHalfIsTribuos() throws ReflectiveOperationException {
        SparsityEvaluation ours = EVALUATOR.evaluate(model, TEST);
        LabelEvaluation theirs = new LabelEvaluator().evaluate(model, TEST);
        int compared = 0;
        for (Method method : LabelEvaluation.class.getMethods()) {
            List<Class<?>> types = Arrays.asList(method.getParameterTypes());
            if (Modifier.isStatic(method.getModifiers())
                    || method.getReturnType() != double.class
                    || types.contains(MetricID.class)) {
                continue;
            }
            Object[] arguments = new Object[types.size()];
            for (int i = 0; i < arguments.length; i++) {
                // The first the one label, the second the other.
                arguments[i] = types.get(i) == boolean.class ? true : new Label(i == 0 ? "news" : "usual");
            }
            assertEquals(method.invoke(theirs, arguments), method.invoke(ours, arguments), method.toString());
            compared++;
        }
        assertEquals(28, compared);
        double one = theirs.confusion(new Label("news"), new Label("usual"));
        assertTrue(one != theirs.confusion(new Label("usual"), new Label("news")), theirs.toString());
        theirs.asMap().forEach((id, value) -> assertEquals(value, ours.get(id), id.toString()));
        assertEquals(
                theirs.getConfusionMatrix().toString(),
                ours.getConfusionMatrix().toString());
        assertEquals(theirs.getPredictions().size(), ours.getPredictions().size());
        Label news = new Label("news");
        assertEquals(
                theirs.precisionRecallCurve(news).precision.length, ours.precisionRecallCurve(news).precision.length);
        assertEquals(theirs.getProvenance(), ours.getProvenance());
        assertThrows(UnsupportedOperationException.class, () -> ours.asMap().clear());
    }

    private static boolean[][] dense(SparseMatrix m) {
        boolean[][] stored = new boolean[m.rows()][m.columns()];
        for (int r = 0; r < m.rows(); r++) {
            for (int k = m.rowStart()[r]; k < m.rowStart()[r + 1]; k++) {
                stored[r][m.columnIndices()[k]] = true;
            }
        }
        return stored;
    }

    private static int count(boolean[][] stored, int firstRow, int rows) {
        int count = 0;
        for (int r = firstRow; r < firstRow + rows; r++) {
            for (boolean s : stored[r]) {
                count += s ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void theSparsityHalfIsCountedPositionByPosition() {
        SparsityEvaluation evaluation = EVALUATOR.evaluate(model, TEST);
        assertEquals(model.sparsity(), evaluation.sparsity());
        assertEquals(Connectivity.of(network), evaluation.connectivity());
        double stored = 0.0;
        double multiplyAdds = 0.0;
        double denseMultiplyAdds = 0.0;
        for (WeightMatrix w : network.sparseMatrices()) {
            boolean[][] dense = dense(w.matrix());
            double size = (double) dense.length * dense[0].length;
            int all = count(dense, 0, dense.length);
            assertEquals(all, evaluation.get(SparsityMetric.STORED_PARAMETERS.id(w.name())));
            assertEquals(size, evaluation.get(SparsityMetric.DENSE_PARAMETERS.id(w.name())));
            assertEquals(all / size, evaluation.get(SparsityMetric.DENSITY.id(w.name())), 1e-15);
            stored += all;
            if (!w.name().equals("embedding")) {
                multiplyAdds += all;
                denseMultiplyAdds += size;
                for (int gate = 0; gate < 4; gate++) {
                    String name = w.name() + "." + "ifog".charAt(gate);
                    int rows = dense.length / 4;
                    int part = count(dense, gate * rows, rows);
                    assertEquals(part, evaluation.get(SparsityMetric.STORED_PARAMETERS.id(name)));
                    assertEquals(part / (size / 4), evaluation.get(SparsityMetric.DENSITY.id(name)), 1e-15);
                }
            }
        }
        Architecture a = model.architecture();
        // Biases and output layer: of 2 directions of 2 layers of 4 gates, and of 2 classes.
        double full = 2 * 2 * 4 * 12 + 2 * (2 * 12 + 1);
        double dense = a.embeddingRows() * 12 + denseMultiplyAdds + full;
        assertEquals(stored + full, value(evaluation, SparsityMetric.STORED_PARAMETERS));
        assertEquals(dense, value(evaluation, SparsityMetric.DENSE_PARAMETERS));
        assertEquals((stored + full) / dense, evaluation.density(), 1e-15);
        assertEquals(evaluation.density(), value(evaluation, SparsityMetric.DENSITY));
        assertEquals(multiplyAdds, value(evaluation, SparsityMetric.MULTIPLY_ADDS));
        assertEquals(2 * 2 * 4 * 12 * (12 + 12), value(evaluation, SparsityMetric.DENSE_MULTIPLY_ADDS));
    }

    @Test
    void degreesAreCountedPositionByPosition() {
        SparsityEvaluation evaluation = EVALUATOR.evaluate(model, TEST);
        for (int c = 0; c < network.cells().size(); c++) {
            LSTMCell cell = network.cells().get(c);
            int[] in = new int[12];
            int[] out = new int[12];
            for (int unit = 0; unit < 12; unit++) {
                boolean top = c % 2 == 1;
                out[unit] = top ? 2 : column(network.cells().get(c + 1).input(), unit);
                out[unit] += column(cell.recurrent(), unit);
                for (int gate = 0; gate < 4; gate++) {
                    in[unit] += count(dense(cell.input()), gate * 12 + unit, 1)
                            + count(dense(cell.recurrent()), gate * 12 + unit, 1);
                }
            }
            String layer = cell.name();
            assertEquals(min(in), evaluation.get(SparsityMetric.IN_DEGREE_MIN.id(layer)));
            assertEquals(mean(in), evaluation.get(SparsityMetric.IN_DEGREE_MEAN.id(layer)), 1e-12);
            assertEquals(max(in), evaluation.get(SparsityMetric.IN_DEGREE_MAX.id(layer)));
            assertEquals(min(out), evaluation.get(SparsityMetric.OUT_DEGREE_MIN.id(layer)));
            assertEquals(mean(out), evaluation.get(SparsityMetric.OUT_DEGREE_MEAN.id(layer)), 1e-12);
            assertEquals(max(out), evaluation.get(SparsityMetric.OUT_DEGREE_MAX.id(layer)));
        }
    }

    private static int column(SparseMatrix m, int column) {
        int count = 0;
        for (boolean[] row : dense(m)) {
            count += row[column] ? 1 : 0;
        }
        return count;
    }

    private static double min(int[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double mean(int[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double max(int[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    @Test
    void deadUnitsAndUnusedWordsAreSharesAndPerLayer() {
        SETLSTMModel thin = WordOrder.trainer().epochs(1).epsilon(0.1).build().train(DATA);
        SparsityEvaluation evaluation = EVALUATOR.evaluate(thin, TEST);
        Connectivity c = thin.connectivity();
        assertTrue(c.deadUnitShare() > 0.3 && c.unusedWords() > 5, "no example: " + c);
        assertEquals(c.unusedWords() / 11.0, value(evaluation, SparsityMetric.UNUSED_WORDS));
        int dead = 0;
        for (Connectivity.Layer l : c.layers()) {
            dead += l.dead();
            assertEquals(l.dead() / 12.0, evaluation.get(SparsityMetric.DEAD_UNITS.id(l.name())));
        }
        assertEquals(dead / 36.0, value(evaluation, SparsityMetric.DEAD_UNITS));
    }

    private static SETLSTMModel with(SETLSTMModel m, Provenance explored) {
        ModelProvenance p = m.getProvenance();
        Map<String, Provenance> run = new HashMap<>();
        run.put(RunProvenance.EXPLORED, explored);
        return (SETLSTMModel) m.copy(
                "copy",
                new ModelProvenance(
                        p.getClassName(),
                        p.getTrainingTime(),
                        p.getDatasetProvenance(),
                        p.getTrainerProvenance(),
                        run));
    }

    private static SETLSTMModel explored(SETLSTMModel m, double share) {
        return with(m, new DoubleProvenance(RunProvenance.EXPLORED, share));
    }

    /** What stands there is no number of ours. */
    private static SETLSTMModel unexplored(SETLSTMModel m) {
        return with(m, new StringProvenance(RunProvenance.EXPLORED, "everything"));
    }

    @Test
    void theExploredShareIsWhatTheProvenanceSays() {
        SparsityEvaluation evaluation = EVALUATOR.evaluate(explored(model, 0.375), TEST);
        assertEquals(OptionalDouble.of(0.375), evaluation.explored());
        assertEquals(0.375, value(evaluation, SparsityMetric.EXPLORED));
        assertTrue(evaluation.toString().contains("37.50%"));
        SparsityEvaluation without = EVALUATOR.evaluate(unexplored(model), TEST);
        assertEquals(OptionalDouble.empty(), without.explored());
        assertTrue(without.toString().contains("not recorded"));
        assertThrows(IllegalArgumentException.class, () -> without.get(SparsityMetric.EXPLORED.id()));
    }

    @Test
    void foldsAreSummarised() {
        var folds = new CrossValidation<>(quick(3.0), DATA, EVALUATOR, 3, 5L).evaluate();
        var summary = EvaluationAggregator.summarizeCrossValidation(folds);
        double sum = 0.0;
        Set<MetricID<Label>> keys = new HashSet<>();
        for (var fold : folds) {
            sum += ((SETLSTMModel) fold.getB()).sparsity().density();
            keys.addAll(fold.getA().asMap().keySet());
        }
        assertEquals(keys, summary.keySet());
        assertEquals(3, folds.size());
        assertEquals(sum / 3, summary.get(SparsityMetric.DENSITY.id()).getMean(), 1e-12);
    }

    @Test
    void modelsAreSummarisedAndCompared() {
        List<Model<Label>> models =
                List.of(quick(2.0).train(DATA), model, quick(6.0).train(DATA));
        double[] stored = models.stream()
                .mapToDouble(m -> ((SETLSTMModel) m).sparsity().stored())
                .toArray();
        var all = EvaluationAggregator.summarize(EVALUATOR, models, TEST);
        var one = EvaluationAggregator.summarize(SparsityMetric.STORED_PARAMETERS.metric(), models, TEST);
        double mean = (stored[0] + stored[1] + stored[2]) / 3;
        assertEquals(mean, all.get(SparsityMetric.STORED_PARAMETERS.id()).getMean(), 1e-9);
        assertEquals(mean, one.getMean(), 1e-9);
        var densest = EvaluationAggregator.argmax(SparsityMetric.DENSITY.metric(), models, TEST);
        assertEquals(2, densest.getA());
        assertEquals(((SETLSTMModel) models.get(2)).sparsity().density(), densest.getB());
        assertThrows(
                IllegalArgumentException.class,
                () -> EvaluationAggregator.summarize(
                        SparsityMetric.EXPLORED.metric(), List.of(unexplored(model)), TEST));
    }

    @Test
    void onlineEvaluatorsAndGivenPredictionsWorkToo() {
        SparsityEvaluation expected = EVALUATOR.evaluate(model, TEST);
        OnlineEvaluator<Label, SparsityEvaluation> online =
                EVALUATOR.createOnlineEvaluator(model, TEST.getProvenance());
        for (Example<Label> example : TEST) {
            online.predictAndObserve(example);
        }
        assertEquals(expected.asMap(), online.evaluate().asMap());
        List<Prediction<Label>> predictions = model.predict(TEST);
        assertEquals(
                expected.asMap(),
                EVALUATOR.evaluate(model, predictions, TEST.getProvenance()).asMap());
        List<Label> truth = TEST.getData().stream().map(Example::getOutput).toList();
        assertEquals(
                expected.asMap(),
                EVALUATOR
                        .evaluate(model, predictions, truth, TEST.getProvenance())
                        .asMap());
    }

    @Test
    void aTransformedModelIsSeenThrough() {
        Model<Label> transformed =
                new TransformTrainer<>(quick(3.0), new TransformationMap(List.of()), true).train(DATA);
        SparsityEvaluation evaluation = EVALUATOR.evaluate(transformed, TEST);
        assertEquals(quick(3.0).train(DATA).sparsity(), evaluation.sparsity());
    }

    /** All members are stored, and all read each token. */
    @Test
    void anEnsembleIsTheSumOfItsMembers() {
        SETLSTMModel other = explored(quick(2.0).train(DATA), 0.5);
        SETLSTMModel first = explored(model, 0.25);
        WeightedEnsembleModel<Label> pair = WeightedEnsembleModel.createEnsembleFromExistingModels(
                "pair", List.of(first, other), new VotingCombiner());
        SparsityEvaluation evaluation = EVALUATOR.evaluate(pair, TEST);
        SparsityReport a = first.sparsity();
        SparsityReport b = other.sparsity();
        assertEquals(a.stored() + b.stored(), value(evaluation, SparsityMetric.STORED_PARAMETERS));
        assertEquals((double) (a.stored() + b.stored()) / (a.dense() + b.dense()), evaluation.density(), 1e-15);
        assertEquals(a.multiplyAdds() + b.multiplyAdds(), value(evaluation, SparsityMetric.MULTIPLY_ADDS));
        assertEquals(a.full() + b.full(), evaluation.sparsity().full());
        assertEquals(
                b.matrices().get(3).stored(),
                evaluation.get(SparsityMetric.STORED_PARAMETERS.id("member2.forward.1.input.o")));
        assertEquals(
                first.connectivity().layers().get(4).inDegreeStatistics().getMax(),
                evaluation.get(SparsityMetric.IN_DEGREE_MAX.id("member1.backward.2")));
        assertEquals(
                first.connectivity().unusedWords() + other.connectivity().unusedWords(),
                evaluation.connectivity().unusedWords());
        assertEquals(22, evaluation.connectivity().wordEntries().size());
        double p = positions(a);
        double q = positions(b);
        assertEquals((0.25 * p + 0.5 * q) / (p + q), evaluation.explored().orElseThrow(), 1e-12);
        WeightedEnsembleModel<Label> nested = WeightedEnsembleModel.createEnsembleFromExistingModels(
                "nested", List.of(pair, unexplored(model)), new VotingCombiner());
        SparsityEvaluation more = EVALUATOR.evaluate(nested, TEST);
        assertEquals(2 * a.stored() + b.stored(), more.sparsity().stored());
        assertEquals(OptionalDouble.empty(), more.explored(), "one of them doesn't know");
        assertEquals(new LabelEvaluator().evaluate(nested, TEST).accuracy(), more.accuracy());
    }

    private static double positions(SparsityReport report) {
        return report.matrices().stream()
                .mapToDouble(m -> (double) m.rows() * m.columns())
                .sum();
    }

    @Test
    void bagsAreEnsembles() {
        Model<Label> bag = new BaggingTrainer<>(quick(3.0), new VotingCombiner(), 3).train(DATA);
        SparsityReport report = EVALUATOR.evaluate(bag, TEST).sparsity();
        assertEquals(3 * 17, report.matrices().size());
        assertEquals("member3.embedding", report.gatesTogether().get(10).name());
    }

    private static void assertContains(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "'" + part + "' not in: " + text);
        }
    }

    @Test
    void modelsWithoutSparsityAreRefusedByName() {
        Model<Label> dummy = DummyClassifierTrainer.createMostFrequentTrainer().train(DATA);
        Model<Label> mixed = WeightedEnsembleModel.createEnsembleFromExistingModels(
                "mixed", List.of(model, dummy), new VotingCombiner());
        for (Model<Label> refused : List.of(dummy, mixed)) {
            String message = assertThrows(IllegalArgumentException.class, () -> EVALUATOR.evaluate(refused, TEST))
                    .getMessage();
            assertContains(message, refused.getName(), dummy.getClass().getName(), "LabelEvaluator");
            assertEquals(refused == mixed, message.contains("because it holds"), message);
        }
    }

    @Test
    void textAndHtmlShowBothHalvesInAnyLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            SparsityEvaluation evaluation = EVALUATOR.evaluate(explored(model, 0.375), TEST);
            String text = evaluation.toString();
            assertEquals(text, SparsityEvaluation.toFormattedString(evaluation));
            String html = evaluation.toHTML();
            assertEquals(html, SparsityEvaluation.toHTML(evaluation));
            assertEquals(4, html.split("<table>", -1).length - 1);
            assertEquals(4, html.split("</table>", -1).length - 1);
            String percent = String.format(Locale.ROOT, "%.2f%%", 100.0 * evaluation.density());
            for (String shown : List.of(text, html)) {
                assertContains(
                        shown,
                        "Accuracy",
                        "news",
                        "backward.2.recurrent.g",
                        "12 x 12",
                        "multiply-adds a token",
                        Long.toString(evaluation.sparsity().multiplyAdds()),
                        percent,
                        "dead units",
                        "unused words",
                        "37.50%");
            }
            assertTrue(text.startsWith(LabelEvaluation.toFormattedString(evaluation)));
            assertTrue(html.startsWith(LabelEvaluation.toHTML(evaluation)));
            String table = text.substring(text.indexOf("matrix "));
            assertFalse(table.matches("(?s).*[0-9],[0-9].*"), table);
        } finally {
            Locale.setDefault(before);
        }
    }
}
