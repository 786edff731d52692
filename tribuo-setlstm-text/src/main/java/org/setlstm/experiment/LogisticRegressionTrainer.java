package org.setlstm.experiment;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.ConfusionMetrics;
import org.tribuo.classification.evaluation.LabelConfusionMatrix;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.evaluation.metrics.MetricTarget;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * Logistic regression with an L2 penalty by LIBLINEAR, each label against the rest. The penalty is chosen: for each a model
 * is trained on a part of the examples, and that one wins which has the best macro-F1 on the part that is held out, of
 * equals the strongest. Where examples are few, several parts are held out in turn, and their mean decides: one part alone
 * chooses by chance. Then all examples are learned.
 *
 * <p>With {@code logCountRatios} features are scaled by naive Bayes' log count ratios first, which makes it NB-SVM (Wang
 * and Manning 2012) with a logistic loss.
 *
 * <p>The model is Tribuo's {@link LinearSGDModel}, whose weights have the scales in them. The same seed gives the same
 * bits.
 */
public final class LogisticRegressionTrainer implements Trainer<Label> {
    /** What is held out decides by so many examples, or by {@link #MOST_SPLITS} parts. */
    private static final int JUDGES = 3000;

    private static final int MOST_SPLITS = 5;

    @Config(description = "Scale features by naive Bayes' log count ratios.")
    private boolean logCountRatios;

    @Config(mandatory = true, description = "Costs of an error to choose from: the smaller, the stronger the penalty.")
    private double[] costs;

    @Config(description = "Share of each label's examples that is held out to choose the cost.")
    private double heldOutShare = 0.2;

    @Config(description = "Seed that draws what is held out.")
    private long seed = Trainer.DEFAULT_SEED;

    private int invocations;

    /** For OLCUT. */
    private LogisticRegressionTrainer() {}

    /**
     * Creates one that holds out fifths.
     *
     * @param logCountRatios Whether to scale features by naive Bayes' log count ratios.
     * @param costs Costs of an error to choose from.
     * @param seed Draws what is held out.
     */
    public LogisticRegressionTrainer(boolean logCountRatios, double[] costs, long seed) {
        this.logCountRatios = logCountRatios;
        this.costs = costs.clone();
        this.seed = seed;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        if (costs.length == 0 || !Arrays.stream(costs).allMatch(c -> c > 0.0 && c < Double.POSITIVE_INFINITY)) {
            throw new PropertyException("", "costs", "costs must be numbers above 0, not " + Arrays.toString(costs));
        }
        if (!(heldOutShare > 0.0 && heldOutShare < 1.0)) {
            throw new PropertyException(
                    "", "heldOutShare", "heldOutShare must be between 0 and 1, not " + heldOutShare);
        }
        Arrays.sort(costs);
    }

    @Override
    public LinearSGDModel train(Dataset<Label> examples, Map<String, Provenance> runProvenance) {
        TrainerProvenance trainerProvenance;
        synchronized (this) {
            trainerProvenance = getProvenance();
            invocations++;
        }
        ImmutableFeatureMap features = examples.getFeatureIDMap();
        ImmutableOutputInfo<Label> outputs = examples.getOutputIDInfo();
        if (outputs.size() < 2) {
            throw new IllegalArgumentException("logistic regression needs two labels, and there is but one");
        }
        double[] scores = heldOutScores(examples, features, outputs);
        int best = best(scores);
        List<Example<Label>> all = new ArrayList<>();
        examples.forEach(all::add);
        List<double[]> weights = new ArrayList<>();
        for (Label label : told(outputs)) {
            OneAgainstRest one = oneAgainstRest(label, all, features, examples);
            weights.add(one.weights(one.train(costs[best])));
        }
        Map<String, Provenance> run = new LinkedHashMap<>(runProvenance);
        run.put("cost", new DoubleProvenance("cost", costs[best]));
        for (int c = 0; c < costs.length; c++) {
            String name = "heldOutMacroF1AtCost" + costs[c];
            run.put(name, new DoubleProvenance(name, scores[c]));
        }
        ModelProvenance provenance = new ModelProvenance(
                LinearSGDModel.class.getName(), OffsetDateTime.now(), examples.getProvenance(), trainerProvenance, run);
        return LinearModels.of(provenance, features, outputs, weights);
    }

    /** The macro-F1 of each cost on what is held out, the mean over as many splits as it takes. */
    private double[] heldOutScores(
            Dataset<Label> examples, ImmutableFeatureMap features, ImmutableOutputInfo<Label> outputs) {
        HeldOutSplit split = HeldOutSplit.of(examples, heldOutShare, seed);
        int heldOut = split.heldOut().size();
        if (heldOut == 0) {
            throw new IllegalArgumentException("nothing can be held out to choose the cost: with a share of "
                    + heldOutShare + " a label needs " + (int) Math.ceil(1.0 / heldOutShare) + " examples");
        }
        int splits = Math.min(MOST_SPLITS, (JUDGES + heldOut - 1) / heldOut);
        double[] means = new double[costs.length];
        for (int s = 0; s < splits; s++) {
            double[] scores = scores(
                    s == 0 ? split : HeldOutSplit.of(examples, heldOutShare, seed + s), examples, features, outputs);
            for (int c = 0; c < means.length; c++) {
                means[c] += scores[c] / splits;
            }
        }
        return means;
    }

    /** The macro-F1 of each cost on one part. */
    private double[] scores(
            HeldOutSplit split,
            Dataset<Label> examples,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<Label> outputs) {
        List<Label> labels = told(outputs);
        // By cost, label and example: a label's examples are scaled once for all costs.
        double[][][] probabilities = new double[costs.length][labels.size()][];
        for (int l = 0; l < labels.size(); l++) {
            OneAgainstRest one = oneAgainstRest(labels.get(l), split.kept(), features, examples);
            List<Example<Label>> heldOut = one.scale(split.heldOut());
            for (int c = 0; c < costs.length; c++) {
                probabilities[c][l] = OneAgainstRest.probabilities(one.train(costs[c]), heldOut);
            }
        }
        return Arrays.stream(probabilities)
                .mapToDouble(p -> macroF1(p, split.heldOut(), outputs))
                .toArray();
    }

    private static double macroF1(
            double[][] probabilities, List<Example<Label>> examples, ImmutableOutputInfo<Label> outputs) {
        List<Prediction<Label>> predictions = new ArrayList<>();
        for (int e = 0; e < examples.size(); e++) {
            int best = 0;
            if (probabilities.length == 1) {
                best = probabilities[0][e] >= 0.5 ? 0 : 1;
            }
            for (int l = 1; l < probabilities.length; l++) {
                best = probabilities[l][e] > probabilities[best][e] ? l : best;
            }
            predictions.add(new Prediction<>(outputs.getOutput(best), 1, examples.get(e)));
        }
        return ConfusionMetrics.f1(MetricTarget.macroAverageTarget(), new LabelConfusionMatrix(outputs, predictions));
    }

    /** The first of the greatest. */
    static int best(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    /** The labels that are told from the rest: of two the first tells both. */
    private static List<Label> told(ImmutableOutputInfo<Label> outputs) {
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < (outputs.size() == 2 ? 1 : outputs.size()); i++) {
            labels.add(outputs.getOutput(i));
        }
        return labels;
    }

    private OneAgainstRest oneAgainstRest(
            Label label, List<Example<Label>> examples, ImmutableFeatureMap features, Dataset<Label> all) {
        double[] scales;
        if (logCountRatios) {
            scales = LogCountRatios.of(examples, label, features);
        } else {
            scales = new double[features.size()];
            Arrays.fill(scales, 1.0);
        }
        return new OneAgainstRest(label, features, scales, examples, all.getProvenance());
    }

    @Override
    public LinearSGDModel train(Dataset<Label> examples) {
        return train(examples, Map.of());
    }

    @Override
    public int getInvocationCount() {
        return invocations;
    }

    /** Nothing depends on it: every training draws by the seed anew. */
    @Override
    public synchronized void setInvocationCount(int invocationCount) {
        if (invocationCount < 0) {
            throw new IllegalArgumentException("The supplied invocationCount is less than zero.");
        }
        invocations = invocationCount;
    }

    @Override
    public String toString() {
        return "LogisticRegressionTrainer(logCountRatios=" + logCountRatios + ",costs=" + Arrays.toString(costs)
                + ",heldOutShare=" + heldOutShare + ",seed=" + seed + ")";
    }

    @Override
    public TrainerProvenance getProvenance() {
        return new TrainerProvenanceImpl(this);
    }
}
