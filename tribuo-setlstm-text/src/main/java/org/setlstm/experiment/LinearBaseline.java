package org.setlstm.experiment;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.setlstm.text.TextToExample;
import org.setlstm.text.TokenSequencePipeline;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelInfo;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.data.text.DocumentPreprocessor;
import org.tribuo.data.text.TextFeatureExtractor;
import org.tribuo.data.text.TextPipeline;
import org.tribuo.data.text.impl.BasicPipeline;
import org.tribuo.data.text.impl.CasingPreprocessor;
import org.tribuo.data.text.impl.CasingPreprocessor.CasingOperation;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.MatrixTuple;
import org.tribuo.math.optimisers.AdaGrad;

/**
 * Linear models on which tokens, and which pairs of neighbours, a text holds: what every recurrent network should be seen
 * beside. The tokens are those of the sequence pipeline, of the whole text.
 */
final class LinearBaseline {
    /** Chosen, as the two below, on parts of the training texts of four data sets; the result depends little on them. */
    private static final double LEARNING_RATE = 0.1;

    private static final double EPSILON = 0.001;
    private static final int EPOCHS = 6;

    /** Log count ratios make values several times 1, the root of the length values of some hundredths. */
    private static final double[] NB_SVM_COSTS = {0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0};

    private static final double[] LOGISTIC_REGRESSION_COSTS = {3.0, 10.0, 30.0, 100.0, 300.0, 1e3, 3e3, 1e4};

    private final TextToExample pipeline;

    private LinearBaseline(ModelKind kind, TextFeatureExtractor<Label> sequences) {
        ConfigurationManager cm = new ConfigurationManager();
        cm.addConfiguration(ProvenanceUtil.extractConfiguration(sequences.getProvenance()));
        TokenSequencePipeline tokens = cm.lookupAll(TokenSequencePipeline.class).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the linear models take their tokens from a"
                        + " TokenSequencePipeline, and the configured extractor has none"));
        List<DocumentPreprocessor> preprocessors =
                tokens.isLowercase() ? List.of(new CasingPreprocessor(CasingOperation.LOWERCASE)) : List.of();
        TextPipeline ngrams = new BasicPipeline(tokens.tokenizer(), kind == ModelKind.LINEAR_UNIGRAMS ? 1 : 2);
        pipeline = new TextToExample(
                preprocessors,
                new TextFeatureExtractorImpl<>(
                        kind == ModelKind.LOGISTIC_REGRESSION ? new RootLengthPipeline(ngrams) : ngrams));
    }

    /** @param sequences The extractor of the sequence models. */
    static LinearBaseline of(ModelKind kind, TextFeatureExtractor<Label> sequences) {
        return new LinearBaseline(kind, sequences);
    }

    TextToExample pipeline() {
        return pipeline;
    }

    static Trainer<Label> trainer(ModelKind kind, long seed) {
        return switch (kind) {
            case NB_SVM -> new LogisticRegressionTrainer(true, NB_SVM_COSTS, seed);
            case LOGISTIC_REGRESSION -> new LogisticRegressionTrainer(false, LOGISTIC_REGRESSION_COSTS, seed);
            default ->
                new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(LEARNING_RATE, EPSILON), EPOCHS, -1, 1, seed);
        };
    }

    /** Weights and biases that aren't 0. */
    static long parameters(Model<Label> model) {
        DenseMatrix weights = ((LinearSGDModel) model).getWeightsCopy();
        long parameters = 0;
        for (MatrixTuple weight : weights) {
            parameters += weight.value != 0.0 ? 1 : 0;
        }
        return parameters;
    }

    /** A text without any known feature, where Tribuo's linear models throw, gets the most frequent label. */
    static List<Prediction<Label>> predict(Model<Label> model, Iterable<Example<Label>> examples) {
        Map<String, Label> frequencies = frequencies((LabelInfo) model.getOutputIDInfo());
        Label majority = frequencies.values().stream()
                .reduce((a, b) -> b.getScore() > a.getScore() ? b : a)
                .orElseThrow();
        List<Prediction<Label>> predictions = new ArrayList<>();
        for (Example<Label> example : examples) {
            boolean known = StreamSupport.stream(example.spliterator(), false)
                    .anyMatch(f -> model.getFeatureIDMap().getID(f.getName()) >= 0);
            predictions.add(known ? model.predict(example) : new Prediction<>(majority, frequencies, 0, example, true));
        }
        return predictions;
    }

    private static Map<String, Label> frequencies(LabelInfo info) {
        Map<String, Label> frequencies = new LinkedHashMap<>();
        double all =
                info.getDomain().stream().mapToLong(l -> info.getLabelCount(l)).sum();
        info.getDomain().stream().map(Label::getLabel).sorted().forEach(name -> {
            double share = info.getLabelCount(name) / all;
            frequencies.put(name, new Label(name, share));
        });
        return frequencies;
    }
}
