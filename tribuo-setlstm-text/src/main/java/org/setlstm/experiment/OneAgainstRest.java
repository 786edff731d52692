package org.setlstm.experiment;

import java.util.ArrayList;
import java.util.List;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableDataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationModel;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.DataProvenance;

/** Tells a label from all others by LIBLINEAR's logistic regression, on features that are scaled first. */
final class OneAgainstRest {
    private static final Label ONE = new Label("one");
    private static final Label REST = new Label("rest");

    /** LIBLINEAR's own for this solver. */
    private static final double TOLERANCE = 0.01;

    private final Label label;
    private final ImmutableFeatureMap features;
    private final double[] scales;
    private final Dataset<Label> scaled;

    /**
     * Scales the examples.
     *
     * @param label The label.
     * @param features All that there may be.
     * @param scales What each feature is multiplied by, in training and in prediction.
     * @param examples What it learns from.
     * @param provenance Where they come from.
     */
    OneAgainstRest(
            Label label,
            ImmutableFeatureMap features,
            double[] scales,
            List<Example<Label>> examples,
            DataProvenance provenance) {
        this.label = label;
        this.features = features;
        this.scales = scales;
        LabelFactory factory = new LabelFactory();
        MutableOutputInfo<Label> labels = factory.generateInfo();
        List<Example<Label>> all = new ArrayList<>();
        for (Example<Label> example : examples) {
            Example<Label> copy = scale(example);
            labels.observe(copy.getOutput());
            all.add(copy);
        }
        scaled =
                new ImmutableDataset<>(all, provenance, factory, features, labels.generateImmutableOutputInfo(), false);
    }

    /** Examples to predict. */
    List<Example<Label>> scale(List<Example<Label>> examples) {
        return examples.stream().map(this::scale).toList();
    }

    private Example<Label> scale(Example<Label> example) {
        String[] names = new String[example.size()];
        double[] values = new double[names.length];
        int i = 0;
        for (Feature feature : example) {
            names[i] = feature.getName();
            values[i++] = feature.getValue() * scales[features.getID(feature.getName())];
        }
        boolean one = example.getOutput().getLabel().equals(label.getLabel());
        return new ArrayExample<>(one ? ONE : REST, names, values);
    }

    /** @param cost Of an error beside half the squared norm of the weights: the smaller, the stronger the penalty. */
    LibLinearClassificationModel train(double cost) {
        // This solver draws nothing, and is the same for every seed.
        return (LibLinearClassificationModel)
                new LibLinearClassificationTrainer(new LinearClassificationType(LinearType.L2R_LR), cost, TOLERANCE)
                        .train(scaled);
    }

    /** The probability of the label for each of the scaled examples. */
    static double[] probabilities(LibLinearClassificationModel model, List<Example<Label>> scaled) {
        return scaled.stream()
                .mapToDouble(e ->
                        model.predict(e).getOutputScores().get(ONE.getLabel()).getScore())
                .toArray();
    }

    /** The label's log odds as weights of features that aren't scaled, and the bias at the end. */
    double[] weights(LibLinearClassificationModel model) {
        de.bwaldvogel.liblinear.Model trained = model.getInnerModels().get(0);
        int first = trained.getLabels()[0];
        double sign = model.getOutputIDInfo().getID(ONE) == first ? 1.0 : -1.0;
        double[] weights = trained.getFeatureWeights();
        for (int i = 0; i < weights.length; i++) {
            double scale = i < scales.length ? scales[i] : 1.0;
            // Adding 0 makes -0 one: a weight of nothing is the same whichever label is first.
            weights[i] = sign * scale * weights[i] + 0.0;
        }
        return weights;
    }
}
