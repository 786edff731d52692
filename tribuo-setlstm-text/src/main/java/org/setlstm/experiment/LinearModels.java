package org.setlstm.experiment;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Tribuo;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.util.ExpNormalizer;
import org.tribuo.math.util.NoopNormalizer;
import org.tribuo.math.util.VectorNormalizer;
import org.tribuo.provenance.ModelProvenance;

/** Makes Tribuo's linear models of weights that are there already. */
final class LinearModels {
    private LinearModels() {}

    /**
     * @param weights The log odds' weights of each label against the rest, the bias last; of two labels those of the first
     *     alone, for the second one's weights are 0 then.
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
        boolean two = outputs.size() == 2;
        // Log odds against the rest make no distribution over more labels.
        VectorNormalizer normalizer = two ? new ExpNormalizer() : new NoopNormalizer();
        ModelDataCarrier<Label> metadata =
                new ModelDataCarrier<>("linear-model", provenance, features, outputs, two, Tribuo.VERSION);
        ClassificationLinearSGDProto proto = ClassificationLinearSGDProto.newBuilder()
                .setMetadata(metadata.serialize())
                .setParams(new LinearParameters(matrix).serialize())
                .setNormalizer(normalizer.serialize())
                .build();
        try {
            // Its constructor is Tribuo's own.
            return LinearSGDModel.deserializeFromProto(
                    LinearSGDModel.CURRENT_VERSION, LinearSGDModel.class.getName(), Any.pack(proto));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what was just written can't be read", e);
        }
    }
}
