package org.setlstm;

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
import org.setlstm.ngram.NGramFit;
import org.setlstm.parallel.Workers;
import org.setlstm.sequence.TokenFeatures;
import org.setlstm.sequence.Vocabulary;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.sparse.Sparsity;
import org.setlstm.training.BestEpoch;
import org.setlstm.training.Checkpoints;
import org.setlstm.training.GradientEngine;
import org.setlstm.training.HeldOut;
import org.setlstm.training.Progress;
import org.setlstm.training.Training;
import org.setlstm.training.TrainingData;
import org.setlstm.training.TrainingListener;
import org.setlstm.training.TrainingResult;
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
public final class SETLSTMTrainer extends TrainerSettings implements Trainer<Label>, WeightedExamples {
    private static final Logger logger = Logger.getLogger(SETLSTMTrainer.class.getName());

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
        check();
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
        TrainingData data = encoded.data();
        if (ngramOrder > 0) {
            NGramFit fit = fitNGrams(encoded, network);
            network = network.with(fit.layer());
            data = data.withOffsets(fit.offsets());
        }
        TrainingResult result = Training.run(
                network,
                training(encoded.data().documents().length),
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
        if (ngramOrder > 0) {
            TrainingData data = encoded.data();
            network = network.with(NGramFit.unfitted(data.documents(), data.labels(), outputs.size(), ngrams(network)));
        }
        return SparsityReport.of(network);
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
        Sparsity cells = cellSparsity();
        RowWeights words = encoded.data().wordWeights(architecture.embeddingRows(), frequencyExponent);
        if (wordVectors == null) {
            return Network.create(architecture, embeddingSparsity(), cells, words, embeddingScale, random);
        }
        try (Workers workers = new Workers(threads())) {
            SparseMatrix embedding = workers.call(() -> PretrainedEmbedding.of(
                    wordVectors.dimension(),
                    wordVectors::vector,
                    vocabulary,
                    embeddingDimension,
                    embeddingSparsity(),
                    words,
                    embeddingScale,
                    random));
            return Network.create(architecture, embedding, cells, random);
        }
    }

    private NGramFit fitNGrams(EncodedExamples encoded, Network network) {
        TrainingData data = encoded.data();
        Vocabulary vocabulary = encoded.vocabulary();
        try (Workers workers = new Workers(threads())) {
            return workers.call(() -> NGramFit.of(
                    data.documents(),
                    data.labels(),
                    data.weights(),
                    network.architecture().classes(),
                    vocabulary.hidesNames() ? null : vocabulary.tokens(),
                    ngrams(network)));
        }
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
