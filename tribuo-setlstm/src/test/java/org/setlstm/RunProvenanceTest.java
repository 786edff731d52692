package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.setlstm.evaluation.SparsityReport;
import org.setlstm.kernel.Kernels;
import org.setlstm.sparse.TopologyEvolution;
import org.setlstm.training.EvolutionReport;
import org.setlstm.training.TrainingListener;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.test.Helpers;

/** What a model's provenance says of the run that made it. */
class RunProvenanceTest {
    private static final Logger TRAINING = Logger.getLogger(SETLSTMTrainer.class.getName());
    private static final MutableDataset<Label> DATA = WordOrder.dataset(WordOrder.examples(100, 1));
    private static final Set<String> ALWAYS = Set.of(
            RunProvenance.VERSION,
            RunProvenance.KERNEL,
            RunProvenance.EPOCHS,
            RunProvenance.STORED_PARAMETERS,
            RunProvenance.DENSE_PARAMETERS,
            RunProvenance.DENSITY,
            RunProvenance.CONNECTIONS,
            RunProvenance.EXPLORED,
            RunProvenance.WEIGHTS_SHA256);

    @BeforeAll
    static void quiet() {
        TRAINING.setLevel(Level.WARNING);
    }

    private static Map<String, ? extends Provenance> run(Model<Label> model) {
        return model.getProvenance().getInstanceProvenance().getMap();
    }

    private static Object value(Model<Label> model, String key) {
        return ((PrimitiveProvenance<?>) run(model).get(key)).getValue();
    }

    @Test
    void itIsWhatTheModelSaysOfItself() {
        SETLSTMModel model = WordOrder.trainer().epochs(3).build().train(DATA);
        SparsityReport sparsity = model.sparsity();
        assertEquals(new TreeSet<>(ALWAYS), new TreeSet<>(run(model).keySet()));
        assertEquals(3, value(model, RunProvenance.EPOCHS));
        assertEquals(sparsity.stored(), value(model, RunProvenance.STORED_PARAMETERS));
        assertEquals(sparsity.dense(), value(model, RunProvenance.DENSE_PARAMETERS));
        assertEquals(sparsity.density(), value(model, RunProvenance.DENSITY));
        assertEquals(model.weightsDigest(), value(model, RunProvenance.WEIGHTS_SHA256));
        assertEquals(Kernels.best().name(), value(model, RunProvenance.KERNEL));
        assertTrue(SETLSTM.VERSION.matches("\\d+\\.\\d+.*"), SETLSTM.VERSION);
        assertEquals(SETLSTM.VERSION, value(model, RunProvenance.VERSION));
    }

    /** Over all positions: what the reports say of each matrix. */
    @Test
    void exploredIsTheShareOfAllPositionsEverStored() {
        Map<String, Double> explored = new HashMap<>();
        SETLSTMTrainer trainer = WordOrder.trainer().epochs(4).build();
        trainer.setListener(new TrainingListener() {
            @Override
            public void evolved(List<EvolutionReport> reports) {
                reports.forEach(r -> explored.put(r.matrix(), r.explored()));
            }
        });
        SETLSTMModel model = trainer.train(DATA);
        double positions = 0.0;
        double met = 0.0;
        double stored = 0.0;
        for (SparsityReport.Matrix m : model.sparsity().matrices()) {
            double size = (double) m.rows() * m.columns();
            String matrix = explored.containsKey(m.name())
                    ? m.name()
                    : m.name().substring(0, m.name().lastIndexOf('.'));
            positions += size;
            met += size * explored.get(matrix);
            stored += m.stored();
        }
        assertEquals(met / positions, (double) value(model, RunProvenance.EXPLORED), 1e-12);
        assertTrue(met > 1.1 * stored, "no example");
        SETLSTMModel fixed = WordOrder.trainer()
                .epochs(2)
                .evolution(TopologyEvolution.none())
                .build()
                .train(DATA);
        assertEquals(stored / positions, (double) value(fixed, RunProvenance.EXPLORED), 1e-12);
    }

    @Test
    void heldOutExamplesTellMore() {
        SETLSTMModel model =
                WordOrder.trainer().epochs(2).validationShare(0.2).build().train(DATA);
        Set<String> expected = new TreeSet<>(ALWAYS);
        expected.addAll(
                List.of(RunProvenance.BEST_EPOCH, RunProvenance.VALIDATION_ACCURACY, RunProvenance.VALIDATION_LOSS));
        assertEquals(expected, new TreeSet<>(run(model).keySet()));
    }

    @Test
    void twoRunsOfAKindSayTheSame() {
        SETLSTMModel one = WordOrder.trainer().epochs(2).build().train(DATA);
        SETLSTMModel two = WordOrder.trainer().epochs(2).threads(2).build().train(DATA);
        assertEquals(run(one), run(two));
    }

    @Test
    void itGoesThroughFiles() {
        SETLSTMModel model = WordOrder.trainer().epochs(1).build().train(DATA);
        Helpers.testProvenanceMarshalling(model.getProvenance());
        Model<Label> read = Model.deserialize(
                        Model.deserialize(model.serialize()).serialize())
                .castModel(Label.class);
        assertEquals(run(model), run(read));
    }

    @Test
    void fullMatricesSayWhichND4JTrainedThem() {
        SETLSTMTrainerBuilder dense =
                WordOrder.trainer().embeddingDimension(40).hiddenDimension(32).epochs(1);
        SETLSTMModel model = dense.density(1.0).build().train(DATA);
        assertEquals("1.0.0-M2.1", value(model, RunProvenance.ND4J_VERSION));
        assertEquals(1.0, value(model, RunProvenance.DENSITY));
        assertEquals(1.0, value(model, RunProvenance.EXPLORED));
        assertFalse(run(dense.density(0.9).build().train(DATA)).containsKey(RunProvenance.ND4J_VERSION));
    }

    @Test
    void entriesOfTheUsersStandBeside() {
        SETLSTMTrainer trainer = WordOrder.trainer().epochs(1).build();
        assertEquals("first", value(trainer.train(DATA, own("run", "first")), "run"));
        for (String key : List.of(RunProvenance.EPOCHS, "set-lstm-mine")) {
            String message = assertThrows(IllegalArgumentException.class, () -> trainer.train(DATA, own(key, "mine")))
                    .getMessage();
            assertTrue(message.contains("'" + key + "'"), message);
        }
        assertEquals(1, trainer.getInvocationCount(), "what is refused is no invocation");
    }

    private static Map<String, Provenance> own(String key, String value) {
        return Map.of(key, new StringProvenance(key, value));
    }
}
