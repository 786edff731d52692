package org.setlstm;

import org.setlstm.sequence.TokenFeatures;
import org.setlstm.sequence.Vocabulary;
import org.setlstm.sequence.VocabularyBuilder;
import org.setlstm.training.TrainingData;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;

/** A data set as the engine reads it: tokens as rows of an embedding, labels by number. */
record EncodedExamples(Vocabulary vocabulary, TrainingData data) {
    /** Features and outputs are the data set's own: it makes new ones at each call. */
    static EncodedExamples of(
            Dataset<Label> examples,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<Label> outputs,
            int minTokenCount,
            int maxVocabulary,
            ClassWeights classWeights) {
        VocabularyBuilder builder = new VocabularyBuilder(features, minTokenCount, maxVocabulary);
        int[] labels = new int[examples.size()];
        float[] weights = new float[examples.size()];
        int n = 0;
        for (Example<Label> example : examples) {
            builder.add(TokenFeatures.decode(example));
            labels[n] = outputs.getID(example.getOutput());
            weights[n++] = example.getWeight();
        }
        if (classWeights == ClassWeights.BALANCED) {
            balance(weights, labels, outputs.size());
        }
        scaleToMeanOne(weights);
        return new EncodedExamples(builder.vocabulary(), new TrainingData(builder.documents(), labels, weights));
    }

    private static void balance(float[] weights, int[] labels, int classes) {
        double[] sums = new double[classes];
        for (int i = 0; i < labels.length; i++) {
            sums[labels[i]] += weights[i];
        }
        for (int i = 0; i < labels.length; i++) {
            // A class whose examples all weigh nothing stays at nothing.
            weights[i] = sums[labels[i]] == 0.0 ? 0.0f : (float) (weights[i] / sums[labels[i]]);
        }
    }

    /** So that the size of a step doesn't depend on the unit of the weights. */
    private static void scaleToMeanOne(float[] weights) {
        double sum = 0.0;
        for (float w : weights) {
            if (!(w >= 0.0f && w < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "An example has weight " + w + ", and weights must be finite and not" + " negative");
            }
            sum += w;
        }
        if (sum == 0.0) {
            throw new IllegalArgumentException("All examples have weight 0");
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (weights[i] * (weights.length / sum));
        }
    }
}
