package org.setlstm.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.setlstm.SETLSTMModel;
import org.setlstm.parallel.ParallelLoop;
import org.setlstm.text.TextClassifier;
import org.setlstm.text.TextSources;
import org.setlstm.text.TokenSequencePipeline;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;

/** The linear model of {@code compare} for the benchmark: stands here to be that very one. */
public final class LinearText {
    private static final long SEED = 1;

    /** Texts that a thread takes at once. */
    private static final int TURN = 50;

    private LinearText() {}

    /**
     * Trains {@code compare}'s model {@code linear}: Tribuo's SGD on words and pairs.
     *
     * @param texts A file of {@code label<TAB>text} lines.
     * @return The model.
     * @throws IOException If the file can't be read.
     */
    public static Model<Label> train(Path texts) throws IOException {
        LinearBaseline baseline =
                LinearBaseline.of(ModelKind.LINEAR, new TextFeatureExtractorImpl<>(new TokenSequencePipeline()));
        MutableDataset<Label> dataset = new MutableDataset<>(TextSources.of(texts, baseline.pipeline()));
        return LinearBaseline.trainer(ModelKind.LINEAR, SEED).train(dataset);
    }

    /**
     * Has a model of either kind say what it takes texts for, on all threads that the caller works with.
     *
     * @param classifier The model.
     * @param texts Texts that have tokens.
     * @return The label of each.
     */
    public static List<String> labels(TextClassifier classifier, List<String> texts) {
        if (classifier.model() instanceof SETLSTMModel) {
            return classifier.predict(texts).stream()
                    .map(p -> p.orElseThrow().getOutput().getLabel())
                    .toList();
        }
        String[] labels = new String[texts.size()];
        ParallelLoop.forEach((labels.length + TURN - 1) / TURN, turn -> {
            int first = turn * TURN;
            List<Example<Label>> examples = texts.subList(first, Math.min(labels.length, first + TURN)).stream()
                    .map(text -> classifier.extract(text).orElseThrow())
                    .toList();
            List<Prediction<Label>> predictions = LinearBaseline.predict(classifier.model(), examples);
            for (int i = 0; i < predictions.size(); i++) {
                labels[first + i] = predictions.get(i).getOutput().getLabel();
            }
        });
        return Arrays.asList(labels);
    }
}
