package org.setlstm.experiment;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import java.util.HashMap;
import java.util.Map;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.evaluation.SparsityReport;
import org.setlstm.reproduction.Reconfigured;
import org.setlstm.sparse.TopologyEvolution;
import org.setlstm.sparse.ZetaSchedule;

/** The LSTM models of a comparison, made from the trainer as it is configured for a data set. */
final class ModelRecipes {
    /** The settings of a network without n-grams where nothing is configured. */
    private static final Map<String, Provenance> ALONE =
            SETLSTMTrainer.builder().build().getProvenance().getConfiguredParameters();

    private final SETLSTMTrainer base;
    private final SparseShape shape;
    private final double denseLearningRate;
    private final double smallDenseLearningRate;

    /**
     * @param sparsity Of the configured trainer's network on the data set.
     * @param denseLearningRate 0 for the configured one, as the other.
     */
    ModelRecipes(
            SETLSTMTrainer base, SparsityReport sparsity, double denseLearningRate, double smallDenseLearningRate) {
        this.base = base;
        this.shape = new SparseShape(sparsity);
        this.denseLearningRate = denseLearningRate;
        this.smallDenseLearningRate = smallDenseLearningRate;
    }

    /** The seed of the first run. */
    long firstSeed() {
        return ((LongProvenance) base.getProvenance().getConfiguredParameters().get("seed")).getValue();
    }

    /** The parameters of the configured network with every matrix full. */
    long denseParameters() {
        return shape.report().dense();
    }

    SETLSTMTrainer trainer(ModelName model, long seed) {
        Map<String, String> trainer = new HashMap<>();
        Map<String, String> evolution = new HashMap<>();
        trainer.put("seed", Long.toString(seed));
        SparseShape wanted = shape;
        trainer.put("ngramWeights", Integer.toString(shape.ngramWeights()));
        if (model.kind() == ModelKind.SET_WITHOUT_NGRAMS && shape.ngramWeights() > 0) {
            wanted = shape.withoutNgrams();
            trainer.put("ngramOrder", "0");
            trainer.put("ngramWeights", "0");
            // That of the configuration is for a network that is the smaller part.
            trainer.put("epsilon", ALONE.get("epsilon").toString());
        }
        if (model.share() != null) {
            double epsilon = wanted.epsilonFor(model.share().doubleValue());
            wanted = wanted.withEpsilon(epsilon);
            trainer.put("epsilon", Double.toString(epsilon));
            density(trainer, 0.0);
        }
        switch (model.kind()) {
            case SET, SET_WITHOUT_NGRAMS -> {}
            case SET_ANNEALED -> evolution.put("zetaSchedule", ZetaSchedule.COSINE.name());
            case STATIC -> evolution.put("zeta", "0.0");
            case DENSE -> {
                dense(trainer, evolution, denseLearningRate);
            }
            case SMALL_DENSE -> {
                dense(trainer, evolution, smallDenseLearningRate);
                trainer.put("embeddingDimension", Integer.toString(wanted.embeddingDimension()));
                trainer.put("hiddenDimension", Integer.toString(wanted.hiddenDimension()));
            }
            default -> throw new IllegalArgumentException(model.title() + " is no LSTM");
        }
        return Reconfigured.copy(
                base.getProvenance(),
                SETLSTMTrainer.class,
                Map.of(SETLSTMTrainer.class, trainer, TopologyEvolution.class, evolution));
    }

    private static void dense(Map<String, String> trainer, Map<String, String> evolution, double learningRate) {
        density(trainer, 1.0);
        evolution.put("zeta", "0.0");
        if (learningRate > 0.0) {
            trainer.put("learningRate", Double.toString(learningRate));
        }
    }

    private static void density(Map<String, String> trainer, double density) {
        trainer.put("density", Double.toString(density));
        trainer.put("embeddingDensity", Double.toString(density));
        trainer.put("embeddingEpsilon", "0.0");
    }
}
