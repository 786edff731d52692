package org.setlstm.experiment;

import java.util.List;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.LabelObjective;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.Hinge;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.ModelProvenance;

/** Makes Tribuo's linear models of weights that are there already. */
final class LinearModels {
    private LinearModels() {}

    /**
     * @param weights The log odds' weights of each label against the rest, the bias last; of two labels those of the first
     *     alone, for the second one's are 0 then.
     */
    static LinearSGDModel of(
            ModelProvenance provenance,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<Label> outputs,
            List<double[]> weights) {
        DenseMatrix matrix = new DenseMatrix(outputs.size(), features.size() + 1);
        for (int label = 0; label < weights.size(); label++) {
            for (int feature = 0; feature <= features.size(); feature++) {
                matrix.set(label, feature, weights.get(label)[feature]);
            }
        }
        // The objective tells the model what its scores are. Log odds against the rest make no distribution over more
        // than two labels, and stay as they are.
        LabelObjective objective = outputs.size() == 2 ? new LogMulticlass() : new Hinge();
        return new Maker(objective)
                .createModel("linear-model", provenance, features, outputs, new LinearParameters(matrix));
    }

    /** Never trains: Tribuo's trainers alone may make its models, and reading one from a protobuf takes longer than training. */
    private static final class Maker extends LinearSGDTrainer {
        Maker(LabelObjective objective) {
            super(objective, new AdaGrad(1.0), 1, DEFAULT_SEED);
        }

        @Override
        protected LinearSGDModel createModel(
                String name,
                ModelProvenance provenance,
                ImmutableFeatureMap features,
                ImmutableOutputInfo<Label> outputs,
                LinearParameters parameters) {
            return super.createModel(name, provenance, features, outputs, parameters);
        }
    }
}
