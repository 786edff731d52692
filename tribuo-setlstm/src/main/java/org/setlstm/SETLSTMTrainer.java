package org.setlstm;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.logging.Logger;
import org.setlstm.checkpoint.CheckpointStore;
import org.setlstm.encoding.EncodedExamples;
import org.setlstm.encoding.PretrainedEmbedding;
import org.setlstm.evaluation.SparsityReport;
import org.setlstm.evaluation.Symptoms;
import org.setlstm.format.FeatureDomain;
import org.setlstm.network.Architecture;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.ngram.NGramFit;
import org.setlstm.ngram.NGramSettings;
import org.setlstm.optimise.LearningRateSchedule;
import org.setlstm.optimise.OptimiserSettings;
import org.setlstm.optimise.OptimiserType;
import org.setlstm.parallel.Workers;
import org.setlstm.sequence.TokenFeatures;
import org.setlstm.sequence.Vocabulary;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.Sparsity;
import org.setlstm.sparse.TopologyEvolution;
import org.setlstm.training.BestEpoch;
import org.setlstm.training.Checkpoints;
import org.setlstm.training.GradientEngine;
import org.setlstm.training.HeldOut;
import org.setlstm.training.Passes;
import org.setlstm.training.Progress;
import org.setlstm.training.Regularisation;
import org.setlstm.training.Training;
import org.setlstm.training.TrainingData;
import org.setlstm.training.TrainingListener;
import org.setlstm.training.TrainingResult;
import org.setlstm.training.TrainingSettings;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Trainer;
import org.tribuo.WeightedExamples;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * Trains SET-LSTM text classifiers: an LSTM over a word embedding, both sparse from the first step, whose topology
 * evolves while it learns (Liu, Mocanu and Pechenizkiy, "Intrinsically Sparse Long Short-Term Memory Networks", arXiv
 * 1901.09208).
 *
 * <p>Examples come from a pipeline that keeps the order of tokens, see {@link TokenFeatures}. The vocabulary is what the
 * examples of the training set hold, whatever else its feature map knows. Example weights scale the loss.
 *
 * <p>The same settings, data and invocation give the same model, bit for bit, for any number of threads, with and
 * without the Vector API, on any JVM from 17 on. Full matrices of a cell, as with density 1, are the exception: they train
 * on ND4J where that is on the class path, and on another kind of processor its bits may differ.
 */
public final class SETLSTMTrainer implements Trainer<Label>, WeightedExamples {
    private static final Logger logger = Logger.getLogger(SETLSTMTrainer.class.getName());

    @Config(description = "Values of a token's embedding.")
    int embeddingDimension = 256;

    @Config(description = "Hidden units of each LSTM layer, in each direction.")
    int hiddenDimension = 128;

    @Config(description = "LSTM layers above one another, in each direction.")
    int layers = 1;

    @Config(description = "Whether a second stack of layers reads each document from its end.")
    boolean bidirectional = true;

    @Config(description = "How the hidden states over time become one vector: LAST, MEAN, MAX or MEAN_MAX.")
    Pooling pooling = Pooling.MAX;

    @Config(
            description =
                    "Tokens of a segment at most: longer documents are cut into segments, read each for itself and pooled together; 0 for whole documents.")
    int segmentLength = 0;

    @Config(
            description =
                    "Whether the output layer also reads the sum of the tokens' embeddings over the root of their number: a bag of words beside the LSTM.")
    boolean shortcut = true;

    @Config(
            description =
                    "Tokens of the longest n-grams of a linear layer beside the LSTM, which learns what the layer leaves; 0 for no such layer.")
    int ngramOrder = 0;

    @Config(
            description =
                    "Weights of the n-gram layer at most; 0 for as many as make 3.9% of the dense network's parameters with those of the network, and 1% of them at least.")
    int ngramWeights = 0;

    @Config(
            description =
                    "Letters that an unknown token shares at least with the start of a known one to count as that; 0 for unknown tokens that stay so.")
    int unknownPrefix = 0;

    @Config(
            description =
                    "How strongly the weights of the n-gram layer are held at 0: half of their squares' sum counts so much.")
    double ngramPenalty = 0.033;

    @Config(
            description =
                    "Erdos-Renyi parameter: a matrix of m x n stores round(epsilon (m + n)) weights; in a cell, each gate's matrix.")
    double epsilon = 7.0;

    @Config(description = "Share of each matrix's positions that is stored, instead of epsilon; 0 for epsilon.")
    double density = 0.0;

    @Config(description = "The embedding's own epsilon; 0 for that of all matrices.")
    double embeddingEpsilon = 0.0;

    @Config(description = "The embedding's own density; 0 for that of all matrices.")
    double embeddingDensity = 0.0;

    @Config(
            description =
                    "The embedding's entries share out among words by the number of documents that these stand in, to this power; 0 for all positions alike.")
    double frequencyExponent = 0.0;

    @Config(description = "Standard deviation of the embedding's first values.")
    double embeddingScale = 0.1;

    @Config(description = "Vectors that known tokens start from, or none. The embedding has their dimension.")
    WordVectors wordVectors = null;

    @Config(description = "When and how the topology evolves.")
    TopologyEvolution evolution = TopologyEvolution.set();

    @Config(description = "The optimiser: ADAM or SGD.")
    OptimiserType optimiser = OptimiserType.ADAM;

    @Config(description = "The optimiser's full learning rate.")
    double learningRate = 0.01;

    @Config(description = "SGD's momentum.")
    double momentum = 0.9;

    @Config(description = "Adam's decay of the gradient's mean.")
    double beta1 = 0.9;

    @Config(description = "Adam's decay of the mean of the gradient's square.")
    double beta2 = 0.999;

    @Config(description = "How the learning rate falls: CONSTANT or COSINE.")
    LearningRateSchedule schedule = LearningRateSchedule.COSINE;

    @Config(description = "Share of all steps in which the learning rate first rises.")
    double warmup = 0.0;

    @Config(
            description =
                    "Passes over the training documents; 0 for as many as give about 1500 steps, from 4 to 12, or with n-grams for 3.")
    int epochs = 0;

    @Config(
            description =
                    "Documents of an optimiser step; 0 for 64, or for 32 or 16 where an epoch would have less than 150 steps.")
    int batchSize = 0;

    @Config(
            description =
                    "Documents of a batch that are computed together, the unit of parallelism. Part of the result, as threads are not.")
    int shardSize = 32;

    @Config(description = "Bound of the joint norm of all gradients; 0 for none.")
    double gradientClip = 1.0;

    @Config(
            description =
                    "Decay of an exponential average of the weights, which the model gets; 0 for the last weights.")
    double averageDecay = 0.0;

    @Config(
            description =
                    "Decoupled weight decay (AdamW): each step takes this share of the learning rate off every weight that is no bias.")
    double weightDecay = 0.0;

    @Config(description = "Share of the pooled features left out in training.")
    double dropout = 0.5;

    @Config(description = "Share of the tokens read as unknown in training.")
    double wordDropout = 0.1;

    @Config(
            description =
                    "Share of the inputs of each layer left out in training, for a document the same at every step.")
    double variationalDropout = 0.0;

    @Config(
            description =
                    "Share of the hidden state left out of the recurrent product in training, for a document the same at every step.")
    double recurrentDropout = 0.0;

    @Config(
            description =
                    "Share of the examples, the same of each label, that is held out: the model gets the weights of the epoch that classifies them best; 0 for the last epoch's.")
    double validationShare = 0.0;

    @Config(
            description =
                    "Training ends after so many epochs without a better one, told by the held-out examples; 0 for all epochs.")
    int patience = 0;

    @Config(description = "Known tokens at most, the most frequent; 0 for no bound.")
    int maxVocabulary = 30000;

    @Config(description = "A known token stands in at least so many training documents.")
    int minTokenCount = 2;

    @Config(description = "How much the examples of a class count: NONE, as their weights say, or BALANCED.")
    ClassWeights classWeights = ClassWeights.NONE;

    @Config(description = "Seed of all chance.")
    long seed = Trainer.DEFAULT_SEED;

    @Config(description = "Threads for training; 0 for one per processor. Not part of the result.")
    int threads = 0;

    /** Longer n-grams hardly ever stand in two documents. */
    private static final int MOST_ORDER = 16;

    /** Of the dense network's parameters, what a network and its n-grams store together where nothing else is said. */
    private static final double SHARE_WITH_NGRAMS = 0.039;

    /** Of the dense network's parameters, what n-grams have beside a network that stores more. */
    private static final double LEAST_NGRAM_SHARE = 0.01;

    private volatile TrainingListener listener = new LoggingListener();
    private volatile Checkpoints checkpoints = Checkpoints.NONE;
    private volatile GradientEngine engine = GradientEngine.LOCAL;
    private SplittableRandom rng;
    private int invocationCount;

    /** For OLCUT, which fills the fields and calls {@link #postConfig()}. */
    SETLSTMTrainer() {}

    /**
     * Starts from the defaults.
     *
     * @return A builder.
     */
    public static SETLSTMTrainerBuilder builder() {
        return new SETLSTMTrainerBuilder();
    }

    /** Used by OLCUT. Throws PropertyException, with the name of the setting, if one is out of its range. */
    @Override
    public synchronized void postConfig() {
        Settings.atLeast("embeddingDimension", embeddingDimension, 1);
        Settings.atLeast("hiddenDimension", hiddenDimension, 1);
        Settings.atLeast("layers", layers, 1);
        Settings.atLeast("segmentLength", segmentLength, 0);
        if (segmentLength > 0 && pooling == Pooling.LAST) {
            throw new PropertyException(
                    "", "segmentLength", "segmentLength is " + segmentLength + ", and must be 0 where pooling is LAST");
        }
        Settings.atLeast("epochs", epochs, 0);
        Settings.atLeast("batchSize", batchSize, 0);
        Settings.atLeast("shardSize", shardSize, 1);
        Settings.atLeast("maxVocabulary", maxVocabulary, 0);
        Settings.atLeast("minTokenCount", minTokenCount, 1);
        Settings.atLeast("threads", threads, 0);
        Settings.within("density", density, 0.0, Math.nextUp(1.0));
        Settings.within("embeddingDensity", embeddingDensity, 0.0, Math.nextUp(1.0));
        Settings.within("epsilon", epsilon, density > 0.0 ? 0.0 : Double.MIN_VALUE, Double.POSITIVE_INFINITY);
        Settings.within("embeddingEpsilon", embeddingEpsilon, 0.0, Double.POSITIVE_INFINITY);
        Settings.within("frequencyExponent", frequencyExponent, 0.0, Math.nextUp(1.0));
        Settings.atLeast("ngramOrder", ngramOrder, 0);
        Settings.atLeast("unknownPrefix", unknownPrefix, 0);
        Settings.within("ngramOrder", ngramOrder, 0.0, MOST_ORDER + 1.0);
        Settings.atLeast("ngramWeights", ngramWeights, 0);
        Settings.within("ngramPenalty", ngramPenalty, Double.MIN_VALUE, Double.POSITIVE_INFINITY);
        Settings.within("embeddingScale", embeddingScale, Double.MIN_VALUE, Double.POSITIVE_INFINITY);
        Settings.fits(wordVectors, embeddingDimension);
        Settings.within("learningRate", learningRate, Double.MIN_VALUE, Double.POSITIVE_INFINITY);
        // Optimisers decay in floats, where what is next to 1 would be 1.
        Settings.within("momentum", (float) momentum, 0.0, 1.0);
        Settings.within("beta1", (float) beta1, 0.0, 1.0);
        Settings.within("beta2", (float) beta2, 0.0, 1.0);
        Settings.within("warmup", warmup, 0.0, 1.0);
        Settings.within("gradientClip", gradientClip, 0.0, Double.POSITIVE_INFINITY);
        Settings.within("averageDecay", (float) averageDecay, 0.0, 1.0);
        Settings.within("weightDecay", weightDecay, 0.0, Double.POSITIVE_INFINITY);
        Settings.within("weightDecay * learningRate", weightDecay * learningRate, 0.0, 1.0);
        Settings.within("dropout", dropout, 0.0, 1.0);
        Settings.within("wordDropout", wordDropout, 0.0, 1.0);
        Settings.within("variationalDropout", variationalDropout, 0.0, 1.0);
        Settings.within("recurrentDropout", recurrentDropout, 0.0, 1.0);
        Settings.within("validationShare", validationShare, 0.0, 1.0);
        Settings.atLeast("patience", patience, 0);
        if (patience > 0) {
            Settings.within("validationShare, which patience needs,", validationShare, Double.MIN_VALUE, 1.0);
        }
        setInvocationCount(0);
    }

    /**
     * Sets who is told how training goes, instead of the log. Not part of the configuration.
     *
     * @param listener Is called on the training thread.
     */
    public void setListener(TrainingListener listener) {
        this.listener = listener;
    }

    /**
     * Sets where training saves itself at the end of each epoch and when it is interrupted. Training starts from what is
     * saved there, if there is something, and ends in the same bits as if it had never stopped. Not part of the
     * configuration, nor of the provenance. A store is for one run: what a run has left there, another run refuses.
     *
     * @param store Where; null for nowhere.
     * @param interval Save within epochs too, after so much time; zero for not.
     */
    public void setCheckpoints(CheckpointStore store, Duration interval) {
        checkpoints = new Checkpoints(store, Objects.requireNonNull(interval), Map.of());
    }

    /**
     * Sets where gradients are computed, instead of the threads of this JVM. Not part of the configuration, nor of the
     * result.
     *
     * @param engine Where.
     */
    public void setGradientEngine(GradientEngine engine) {
        this.engine = Objects.requireNonNull(engine);
    }

    @Override
    public SETLSTMModel train(Dataset<Label> examples) {
        return train(examples, Map.of());
    }

    @Override
    public SETLSTMModel train(Dataset<Label> examples, Map<String, Provenance> runProvenance) {
        return train(examples, runProvenance, INCREMENT_INVOCATION_COUNT);
    }

    /**
     * Trains a model.
     *
     * @param examples Examples with ordered tokens.
     * @param runProvenance What to record beside the entries of {@link RunProvenance}.
     * @param invocationCount Which invocation of this trainer to be, or {@link #INCREMENT_INVOCATION_COUNT}.
     * @return The model.
     * @throws IllegalArgumentException If there are no examples, or one has no label, no features or no token order, or
     *     if there are word vectors and none is a known token's, or the feature map is hashed, or an entry of the run
     *     provenance begins with {@link RunProvenance#PREFIX}.
     * @throws IllegalArgumentException If there is a checkpoint that is damaged or of another run; the message says which
     *     settings or data differ.
     * @throws java.io.UncheckedIOException If there is a checkpoint that can't be read.
     * @throws java.util.concurrent.CancellationException If the thread is interrupted, soon after that. The thread stays
     *     interrupted, and there is a checkpoint if that was asked for.
     * @throws ArithmeticException If training diverges; the message says at which step and in which matrix.
     */
    @Override
    public SETLSTMModel train(Dataset<Label> examples, Map<String, Provenance> runProvenance, int invocationCount) {
        if (examples.size() == 0) {
            throw new IllegalArgumentException("The training data set is empty");
        }
        if (examples.getOutputInfo().getUnknownCount() > 0) {
            throw new IllegalArgumentException(
                    "The training data set has examples without a label, and supervised training needs one for each");
        }
        RunProvenance.requireFree(runProvenance);
        SplittableRandom random;
        TrainerProvenance trainerProvenance;
        synchronized (this) {
            if (invocationCount != INCREMENT_INVOCATION_COUNT) {
                setInvocationCount(invocationCount);
            }
            random = rng.split();
            trainerProvenance = getProvenance();
            this.invocationCount++;
        }
        ImmutableFeatureMap features = examples.getFeatureIDMap();
        ImmutableOutputInfo<Label> outputs = examples.getOutputIDInfo();
        EncodedExamples encoded = encode(examples, features, outputs, random);
        Network network = network(encoded, outputs.size(), random.split());
        Passes passes = Passes.of(
                epochs == 0 && ngramOrder > 0 ? Passes.BESIDE_NGRAMS : epochs,
                batchSize,
                encoded.data().documents().length);
        TrainingData data = encoded.data();
        if (ngramOrder > 0) {
            NGramFit fit = fitNGrams(encoded, network);
            network = network.with(fit.layer());
            data = data.withOffsets(fit.offsets());
        }
        TrainingResult result = Training.run(
                network,
                settings(passes),
                data,
                new HeldOut(encoded.heldOut(), patience),
                random,
                listener,
                checkpoints.of(RunSettings.of(trainerProvenance)),
                engine);
        Symptoms.warn(network, encoded.data().labels(), outputs, result);
        ModelProvenance provenance = new ModelProvenance(
                SETLSTMModel.class.getName(),
                OffsetDateTime.now(),
                examples.getProvenance(),
                trainerProvenance,
                RunProvenance.add(runProvenance, network, result));
        return new SETLSTMModel(
                "set-lstm", provenance, FeatureDomain.of(features), outputs, network, encoded.vocabulary());
    }

    /**
     * How sparse a model would be, without training one.
     *
     * @param examples Examples with ordered tokens.
     * @return The report that a model trained on them would give, the first that this trains.
     * @throws IllegalArgumentException If one has no features or no token order.
     */
    public SparsityReport sparsity(Dataset<Label> examples) {
        ImmutableOutputInfo<Label> outputs = examples.getOutputIDInfo();
        SplittableRandom random = new SplittableRandom(seed).split();
        EncodedExamples encoded = encode(examples, examples.getFeatureIDMap(), outputs, random);
        Network network = network(encoded, outputs.size(), random);
        return SparsityReport.of(
                ngramOrder == 0
                        ? network
                        : network.with(fitNGrams(encoded, network).layer()));
    }

    private EncodedExamples encode(
            Dataset<Label> examples,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<Label> outputs,
            SplittableRandom random) {
        return EncodedExamples.of(
                examples,
                features,
                outputs,
                minTokenCount,
                maxVocabulary,
                unknownPrefix,
                classWeights == ClassWeights.BALANCED,
                validationShare,
                random);
    }

    private Network network(EncodedExamples encoded, int classes, SplittableRandom random) {
        Vocabulary vocabulary = encoded.vocabulary();
        Architecture architecture = architecture(vocabulary.size(), classes);
        Sparsity cells = new Sparsity(epsilon, density);
        RowWeights words = encoded.data().wordWeights(architecture.embeddingRows(), frequencyExponent);
        if (wordVectors == null) {
            return Network.create(architecture, embeddingSparsity(), cells, words, embeddingScale, random);
        }
        SparseMatrix embedding = PretrainedEmbedding.of(
                wordVectors.dimension(),
                wordVectors::vector,
                vocabulary,
                embeddingSparsity(),
                words,
                embeddingScale,
                random);
        return Network.create(architecture, embedding, cells, random);
    }

    private NGramFit fitNGrams(EncodedExamples encoded, Network network) {
        TrainingData data = encoded.data();
        Vocabulary vocabulary = encoded.vocabulary();
        long dense = network.architecture().denseParameters();
        double left = Math.max(LEAST_NGRAM_SHARE * dense, SHARE_WITH_NGRAMS * dense - network.storedParameters());
        long most = ngramWeights == 0 ? (long) left : ngramWeights;
        try (Workers workers = new Workers(threads())) {
            return workers.call(() -> NGramFit.of(
                    data.documents(),
                    data.labels(),
                    data.weights(),
                    network.architecture().classes(),
                    vocabulary.hidesNames() ? null : vocabulary.tokens(),
                    new NGramSettings(ngramOrder, (int) Math.min(most, 1 << 28), ngramPenalty)));
        }
    }

    private int threads() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    private Architecture architecture(int vocabulary, int classes) {
        return new Architecture(
                vocabulary,
                embeddingDimension,
                hiddenDimension,
                layers,
                bidirectional,
                pooling,
                classes,
                segmentLength,
                shortcut);
    }

    private Sparsity embeddingSparsity() {
        if (embeddingDensity > 0.0 || embeddingEpsilon > 0.0) {
            return new Sparsity(embeddingEpsilon, embeddingDensity);
        }
        return new Sparsity(epsilon, density);
    }

    private TrainingSettings settings(Passes passes) {
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

    @Override
    public synchronized int getInvocationCount() {
        return invocationCount;
    }

    @Override
    public synchronized void setInvocationCount(int invocationCount) {
        if (invocationCount < 0) {
            throw new IllegalArgumentException(
                    "The invocation count is " + invocationCount + ", and must not be negative");
        }
        rng = new SplittableRandom(seed);
        for (int i = 0; i < invocationCount; i++) {
            rng.split();
        }
        this.invocationCount = invocationCount;
    }

    @Override
    public synchronized TrainerProvenance getProvenance() {
        return new TrainerProvenanceImpl(this);
    }

    @Override
    public String toString() {
        return "SETLSTMTrainer(embeddingDimension=" + embeddingDimension + ",hiddenDimension=" + hiddenDimension
                + ",layers=" + layers + ",bidirectional=" + bidirectional + ",pooling=" + pooling + ",segmentLength="
                + segmentLength + ",shortcut=" + shortcut + ",ngramOrder=" + ngramOrder + ",ngramWeights="
                + ngramWeights
                + ",ngramPenalty=" + ngramPenalty + ",unknownPrefix=" + unknownPrefix
                + ",cells="
                + new Sparsity(epsilon, density) + ",embedding=" + embeddingSparsity() + ",embeddingScale="
                + embeddingScale + ",frequencyExponent=" + frequencyExponent + ",wordVectors=" + wordVectors + ","
                + settings(new Passes(epochs, batchSize)) + ",maxVocabulary=" + maxVocabulary + ",minTokenCount="
                + minTokenCount + ",classWeights=" + classWeights + ",validationShare=" + validationShare + ",patience="
                + patience + ",seed=" + seed + ")";
    }

    /** A line for each epoch. */
    private static final class LoggingListener implements TrainingListener {
        @Override
        public void resumed(Progress p) {
            logger.info(() -> "Goes on from a checkpoint: " + p.summary());
        }

        @Override
        public void epoch(Progress p) {
            logger.info(p::summary);
        }

        @Override
        public void restored(BestEpoch best) {
            logger.info(best::summary);
        }
    }
}
