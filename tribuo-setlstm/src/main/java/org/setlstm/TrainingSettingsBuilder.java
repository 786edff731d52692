package org.setlstm;

import org.setlstm.optimise.LearningRateSchedule;
import org.setlstm.optimise.OptimiserType;

/**
 * The settings of a builder that say how is trained; those of the network are below.
 *
 * @param <B> The builder.
 */
abstract class TrainingSettingsBuilder<B> {
    TrainingSettingsBuilder() {}

    abstract B self();

    abstract SETLSTMTrainer trainer();

    /**
     * The optimiser: ADAM or SGD.
     *
     * @param value The value; ADAM if not set.
     * @return This.
     */
    public final B optimiser(OptimiserType value) {
        trainer().optimiser = value;
        return self();
    }

    /**
     * The optimiser's full learning rate.
     *
     * @param value The value; 0.01 if not set.
     * @return This.
     */
    public final B learningRate(double value) {
        trainer().learningRate = value;
        return self();
    }

    /**
     * SGD's momentum.
     *
     * @param value The value; 0.9 if not set.
     * @return This.
     */
    public final B momentum(double value) {
        trainer().momentum = value;
        return self();
    }

    /**
     * Adam's decay of the gradient's mean.
     *
     * @param value The value; 0.9 if not set.
     * @return This.
     */
    public final B beta1(double value) {
        trainer().beta1 = value;
        return self();
    }

    /**
     * Adam's decay of the mean of the gradient's square.
     *
     * @param value The value; 0.999 if not set.
     * @return This.
     */
    public final B beta2(double value) {
        trainer().beta2 = value;
        return self();
    }

    /**
     * How the learning rate falls: CONSTANT or COSINE.
     *
     * @param value The value; COSINE if not set.
     * @return This.
     */
    public final B schedule(LearningRateSchedule value) {
        trainer().schedule = value;
        return self();
    }

    /**
     * Share of all steps in which the learning rate first rises.
     *
     * @param value The value; 0.0 if not set.
     * @return This.
     */
    public final B warmup(double value) {
        trainer().warmup = value;
        return self();
    }

    /**
     * Passes over the training documents. It is steps that teach: so small data sets are read more often.
     *
     * @param value The value; 0 if not set, for as many as give about 1500 steps, from 4 to 12.
     * @return This.
     */
    public final B epochs(int value) {
        trainer().epochs = value;
        return self();
    }

    /**
     * Documents of an optimiser step.
     *
     * @param value The value; 0 if not set, for 64, or for 32 or 16 where an epoch would have less than 150 steps.
     * @return This.
     */
    public final B batchSize(int value) {
        trainer().batchSize = value;
        return self();
    }

    /**
     * Documents of a batch that are computed together, the unit of parallelism. Part of the result, as threads are not.
     *
     * @param value The value; 32 if not set.
     * @return This.
     */
    public final B shardSize(int value) {
        trainer().shardSize = value;
        return self();
    }

    /**
     * Bound of the joint norm of all gradients; 0 for none.
     *
     * @param value The value; 1.0 if not set.
     * @return This.
     */
    public final B gradientClip(double value) {
        trainer().gradientClip = value;
        return self();
    }

    /**
     * Decay of an exponential average of the weights, which the model gets, as 0.999.
     *
     * @param value The value; 0.0 if not set, for the last weights.
     * @return This.
     */
    public final B averageDecay(double value) {
        trainer().averageDecay = value;
        return self();
    }

    /**
     * Decoupled weight decay (AdamW): each step takes this share of the learning rate off every weight that is no bias.
     *
     * @param value The value; 0.0 if not set.
     * @return This.
     */
    public final B weightDecay(double value) {
        trainer().weightDecay = value;
        return self();
    }

    /**
     * Share of the pooled features left out in training.
     *
     * @param value The value; 0.5 if not set.
     * @return This.
     */
    public final B dropout(double value) {
        trainer().dropout = value;
        return self();
    }

    /**
     * Share of the tokens read as unknown in training.
     *
     * @param value The value; 0.1 if not set.
     * @return This.
     */
    public final B wordDropout(double value) {
        trainer().wordDropout = value;
        return self();
    }

    /**
     * Share of the inputs of each layer left out in training, for a document the same at every step: variational dropout.
     *
     * @param value The value; 0.0 if not set.
     * @return This.
     */
    public final B variationalDropout(double value) {
        trainer().variationalDropout = value;
        return self();
    }

    /**
     * Share of the hidden state left out of the recurrent product in training, for a document the same at every step.
     *
     * @param value The value; 0.0 if not set.
     * @return This.
     */
    public final B recurrentDropout(double value) {
        trainer().recurrentDropout = value;
        return self();
    }

    /**
     * Share of the examples, the same of each label, that is held out of training and vocabulary. The model gets the
     * weights of the epoch that classifies them best: by accuracy, each example counted by its weight, and among equals by
     * loss. Its run provenance says which epoch that was. The learning rate's schedule runs over all planned epochs.
     *
     * @param value The value; 0.0 if not set, for the last epoch's weights.
     * @return This.
     */
    public final B validationShare(double value) {
        trainer().validationShare = value;
        return self();
    }

    /**
     * Training ends after so many epochs without a better one, told by the held-out examples: it needs a
     * {@link #validationShare}.
     *
     * @param value The value; 0 if not set, for all epochs.
     * @return This.
     */
    public final B patience(int value) {
        trainer().patience = value;
        return self();
    }

    /**
     * Known tokens at most, the most frequent; 0 for no bound.
     *
     * @param value The value; 30000 if not set.
     * @return This.
     */
    public final B maxVocabulary(int value) {
        trainer().maxVocabulary = value;
        return self();
    }

    /**
     * A known token stands in at least so many training documents.
     *
     * @param value The value; 2 if not set.
     * @return This.
     */
    public final B minTokenCount(int value) {
        trainer().minTokenCount = value;
        return self();
    }

    /**
     * How much the examples of a class count.
     *
     * @param value The value; NONE if not set.
     * @return This.
     */
    public final B classWeights(ClassWeights value) {
        trainer().classWeights = value;
        return self();
    }

    /**
     * Seed of all chance.
     *
     * @param value The value; 12345 if not set.
     * @return This.
     */
    public final B seed(long value) {
        trainer().seed = value;
        return self();
    }

    /**
     * Threads for training; 0 for one per processor. Not part of the result.
     *
     * @param value The value; 0 if not set.
     * @return This.
     */
    public final B threads(int value) {
        trainer().threads = value;
        return self();
    }
}
