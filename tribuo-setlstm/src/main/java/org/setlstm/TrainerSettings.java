package org.setlstm;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.ngram.NGramSettings;
import org.setlstm.optimise.LearningRateSchedule;
import org.setlstm.optimise.OptimiserSettings;
import org.setlstm.optimise.OptimiserType;
import org.setlstm.setting.Range;
import org.setlstm.setting.Settings;
import org.setlstm.sparse.Sparsity;
import org.setlstm.sparse.TopologyEvolution;
import org.setlstm.training.Passes;
import org.setlstm.training.Regularisation;
import org.setlstm.training.TrainingSettings;
import org.tribuo.Trainer;

/**
 * What a {@link SETLSTMTrainer} is told, and the records that the engine is told. A setting's name, description, default and
 * range stand here and nowhere else: the command line, provenance and {@code toString} have it by itself, and a builder's
 * method sets the field. Names stand in saved models and configurations, and stay.
 */
abstract class TrainerSettings implements Configurable {
    @Config(description = "Values of a token's embedding.")
    @Range(least = 1)
    int embeddingDimension = 256;

    @Config(description = "Hidden units of each LSTM layer, in each direction.")
    @Range(least = 1)
    int hiddenDimension = 128;

    @Config(description = "LSTM layers above one another, in each direction.")
    @Range(least = 1)
    int layers = 1;

    @Config(description = "Whether a second stack of layers reads each document from its end.")
    boolean bidirectional = true;

    @Config(description = "How the hidden states over time become one vector: LAST, MEAN, MAX or MEAN_MAX.")
    Pooling pooling = Pooling.MAX;

    @Config(
            description =
                    "Tokens of a segment at most: longer documents are cut into segments, read each for itself and pooled together; 0 for whole documents.")
    @Range
    int segmentLength = 0;

    @Config(
            description =
                    "Whether the output layer also reads the sum of the tokens' embeddings over the root of their number: a bag of words beside the LSTM.")
    boolean shortcut = true;

    @Config(
            description =
                    "Tokens of the longest n-grams of a linear layer beside the LSTM, which learns what the layer leaves; 0 for no such layer.")
    @Range(most = 16)
    int ngramOrder = 0;

    @Config(
            description =
                    "Weights of the n-gram layer at most; 0 for as many as make 3.9% of the dense network's parameters with those of the network, and 1% of them at least.")
    @Range
    int ngramWeights = 0;

    @Config(
            description =
                    "Letters that an unknown token shares at least with the start of a known one to count as that; 0 for unknown tokens that stay so.")
    @Range
    int unknownPrefix = 0;

    @Config(
            description =
                    "How strongly the weights of the n-gram layer are held at 0: half of their squares' sum counts so much.")
    @Range(above = 0)
    double ngramPenalty = 0.033;

    @Config(
            description =
                    "Erdos-Renyi parameter: a matrix of m x n stores round(epsilon (m + n)) weights; in a cell, each gate's matrix.")
    @Range
    double epsilon = 7.0;

    @Config(description = "Share of each matrix's positions that is stored, instead of epsilon; 0 for epsilon.")
    @Range(most = 1)
    double density = 0.0;

    @Config(description = "The embedding's own epsilon; 0 for that of all matrices.")
    @Range
    double embeddingEpsilon = 0.0;

    @Config(description = "The embedding's own density; 0 for that of all matrices.")
    @Range(most = 1)
    double embeddingDensity = 0.0;

    @Config(
            description =
                    "Where the weights of a cell's gates stand: SHARED, so that a connection carries a weight of each gate, or OWN, each gate for itself.")
    GateTopology gateTopology = GateTopology.SHARED;

    @Config(
            description =
                    "The embedding's entries share out among words by the number of documents that these stand in, to this power; 0 for all positions alike.")
    @Range(most = 1)
    double frequencyExponent = 0.0;

    @Config(description = "Standard deviation of the embedding's first values.")
    @Range(above = 0)
    double embeddingScale = 0.1;

    @Config(
            description =
                    "Vectors that known tokens start from, or none: their largest values where the embedding has their dimension, else a sparse code of them.")
    WordVectors wordVectors = null;

    @Config(description = "When and how the topology evolves.")
    TopologyEvolution evolution = TopologyEvolution.set();

    @Config(description = "The optimiser: ADAM or SGD.")
    OptimiserType optimiser = OptimiserType.ADAM;

    @Config(description = "The optimiser's full learning rate.")
    @Range(above = 0)
    double learningRate = 0.01;

    @Config(description = "SGD's momentum.")
    @Range(below = Range.ONE_AS_FLOAT)
    double momentum = 0.9;

    @Config(description = "Adam's decay of the gradient's mean.")
    @Range(below = Range.ONE_AS_FLOAT)
    double beta1 = 0.9;

    @Config(description = "Adam's decay of the mean of the gradient's square.")
    @Range(below = Range.ONE_AS_FLOAT)
    double beta2 = 0.999;

    @Config(description = "How the learning rate falls: CONSTANT or COSINE.")
    LearningRateSchedule schedule = LearningRateSchedule.COSINE;

    @Config(description = "Share of all steps in which the learning rate first rises.")
    @Range(below = 1)
    double warmup = 0.0;

    @Config(
            description =
                    "Passes over the training documents; 0 for as many as give about 1500 steps, from 4 to 12, or with n-grams for 3.")
    @Range
    int epochs = 0;

    @Config(
            description =
                    "Documents of an optimiser step; 0 for 64, or for 32 or 16 where an epoch would have less than 150 steps.")
    @Range
    int batchSize = 0;

    @Config(
            description =
                    "Documents of a batch that are computed together, the unit of parallelism. Part of the result, as threads are not.")
    @Range(least = 1)
    int shardSize = 32;

    @Config(description = "Bound of the joint norm of all gradients; 0 for none.")
    @Range
    double gradientClip = 1.0;

    @Config(
            description =
                    "Decay of an exponential average of the weights, which the model gets; 0 for the last weights.")
    @Range(below = Range.ONE_AS_FLOAT)
    double averageDecay = 0.0;

    @Config(
            description =
                    "Decoupled weight decay (AdamW): each step takes this share of the learning rate off every weight that is no bias.")
    @Range
    double weightDecay = 0.0;

    @Config(description = "Share of the pooled features left out in training.")
    @Range(below = 1)
    double dropout = 0.5;

    @Config(description = "Share of the tokens read as unknown in training.")
    @Range(below = 1)
    double wordDropout = 0.1;

    @Config(
            description =
                    "Share of the inputs of each layer left out in training, for a document the same at every step.")
    @Range(below = 1)
    double variationalDropout = 0.0;

    @Config(
            description =
                    "Share of the hidden state left out of the recurrent product in training, for a document the same at every step.")
    @Range(below = 1)
    double recurrentDropout = 0.0;

    @Config(
            description =
                    "Share of the examples, the same of each label, that is held out: the model gets the weights of the epoch that classifies them best; 0 for the last epoch's.")
    @Range(below = 1)
    double validationShare = 0.0;

    @Config(
            description =
                    "Training ends after so many epochs without a better one, told by the held-out examples; 0 for all epochs.")
    @Range
    int patience = 0;

    @Config(description = "Known tokens at most, the most frequent; 0 for no bound.")
    @Range
    int maxVocabulary = 30000;

    @Config(description = "A known token stands in at least so many training documents.")
    @Range(least = 1)
    int minTokenCount = 2;

    @Config(description = "How much the examples of a class count: NONE, as their weights say, or BALANCED.")
    ClassWeights classWeights = ClassWeights.NONE;

    @Config(description = "Seed of all chance.")
    long seed = Trainer.DEFAULT_SEED;

    @Config(description = "Threads for training; 0 for one per processor. Not part of the result.")
    @Range
    int threads = 0;

    /** Of the dense network's parameters, what a network and its n-grams store together where nothing else is said. */
    private static final double SHARE_WITH_NGRAMS = 0.039;

    /** Of the dense network's parameters, what n-grams have beside a network that stores more. */
    private static final double LEAST_NGRAM_SHARE = 0.01;

    private static final long MOST_NGRAM_WEIGHTS = 1 << 28;

    /** Each for itself, then those that depend on one another. Throws PropertyException. */
    final void check() {
        Settings.check(this);
        if (segmentLength > 0 && pooling == Pooling.LAST) {
            throw Settings.outOfRange("segmentLength", segmentLength, "0 where pooling is LAST");
        }
        if (density == 0.0 && epsilon == 0.0) {
            throw Settings.outOfRange("epsilon", epsilon, "above 0 where density is 0");
        }
        if (!(weightDecay * learningRate < 1.0)) {
            throw Settings.outOfRange("weightDecay * learningRate", weightDecay * learningRate, "below 1");
        }
        if (patience > 0 && validationShare == 0.0) {
            throw Settings.outOfRange("validationShare, which patience needs,", validationShare, "above 0");
        }
    }

    final Architecture architecture(int vocabulary, int classes) {
        return new Architecture(
                vocabulary,
                embeddingDimension,
                hiddenDimension,
                layers,
                bidirectional,
                pooling,
                classes,
                segmentLength,
                shortcut,
                gateTopology);
    }

    final Sparsity cellSparsity() {
        return new Sparsity(epsilon, density);
    }

    final Sparsity embeddingSparsity() {
        return embeddingDensity > 0.0 || embeddingEpsilon > 0.0
                ? new Sparsity(embeddingEpsilon, embeddingDensity)
                : cellSparsity();
    }

    /** Beside this network. */
    final NGramSettings ngrams(Network network) {
        long dense = network.architecture().denseParameters();
        double left = Math.max(LEAST_NGRAM_SHARE * dense, SHARE_WITH_NGRAMS * dense - network.storedParameters());
        long most = ngramWeights == 0 ? (long) left : ngramWeights;
        return new NGramSettings(ngramOrder, (int) Math.min(most, MOST_NGRAM_WEIGHTS), ngramPenalty);
    }

    final TrainingSettings training(int documents) {
        Passes passes = Passes.of(epochs == 0 && ngramOrder > 0 ? Passes.BESIDE_NGRAMS : epochs, batchSize, documents);
        return new TrainingSettings(
                passes.epochs(),
                passes.batchSize(),
                shardSize,
                new OptimiserSettings(
                        optimiser,
                        learningRate,
                        momentum,
                        beta1,
                        beta2,
                        schedule,
                        warmup,
                        gradientClip,
                        averageDecay,
                        weightDecay),
                new Regularisation(dropout, wordDropout, variationalDropout, recurrentDropout),
                evolution,
                frequencyExponent,
                threads());
    }

    final int threads() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    @Override
    public final String toString() {
        return Settings.toString(this);
    }
}
