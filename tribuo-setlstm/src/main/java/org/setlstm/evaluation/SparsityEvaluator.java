package org.setlstm.evaluation;

import java.util.List;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.evaluation.Evaluator;
import org.tribuo.provenance.DataProvenance;

/**
 * Evaluates sparse classifiers: what {@link LabelEvaluator} says, and how sparse the model is. Works wherever Tribuo
 * takes an evaluator. The model is one that has {@link SparseWeights}, as a {@code SETLSTMModel}; an ensemble of such, as
 * bagging, boosting and {@code createEnsembleFromExistingModels} make them; or a {@code TransformedModel} around either.
 * Any other is an {@link IllegalArgumentException}, before it has predicted anything.
 */
public final class SparsityEvaluator implements Evaluator<Label, SparsityEvaluation> {
    private final LabelEvaluator labels = new LabelEvaluator();

    /** Has no settings. */
    public SparsityEvaluator() {}

    @Override
    public SparsityEvaluation evaluate(Model<Label> model, Dataset<Label> dataset) {
        ModelSparsity sparsity = ModelSparsity.of(model);
        return new SparsityEvaluationImpl(labels.evaluate(model, dataset), sparsity);
    }

    @Override
    public SparsityEvaluation evaluate(Model<Label> model, DataSource<Label> datasource) {
        ModelSparsity sparsity = ModelSparsity.of(model);
        return new SparsityEvaluationImpl(labels.evaluate(model, datasource), sparsity);
    }

    @Override
    public SparsityEvaluation evaluate(
            Model<Label> model, List<Prediction<Label>> predictions, DataProvenance dataProvenance) {
        ModelSparsity sparsity = ModelSparsity.of(model);
        return new SparsityEvaluationImpl(labels.evaluate(model, predictions, dataProvenance), sparsity);
    }
}
