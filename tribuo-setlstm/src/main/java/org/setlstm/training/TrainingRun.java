package org.setlstm.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.logging.Logger;
import org.setlstm.checkpoint.CheckpointFormat;
import org.setlstm.checkpoint.State;
import org.setlstm.network.Network;
import org.setlstm.sequence.Minibatches;
import org.setlstm.sparse.RowWeights;

/**
 * The epoch loop. A run that goes on from a checkpoint draws the orders of the epochs before once more and skips their
 * batches: so chance goes on where it was.
 */
final class TrainingRun implements AutoCloseable {
    private static final Logger logger = Logger.getLogger(Training.class.getName());

    /** Of all gradients together. Adam makes steps of the usual size of less, but they follow rounding errors. */
    private static final double VANISHED = 1e-7;

    /** Values that evolution draws for a stored entry and step: far fewer. */
    private static final long DRAWS = 1000;

    private final Network network;
    private final TrainingSettings settings;
    private final TrainingData data;
    private final HeldOut heldOut;
    private final TrainingListener listener;
    private final Checkpoints checkpoints;
    private final SplittableRandom order;
    private final SplittableRandom noise;
    private final CountedRandom topology;
    private final RowWeights words;
    private final EarlyStopping stopping;
    private final BatchTraining training;
    private final EpochCounter counter;
    private Map<String, String> description;
    private BitSet predicted = new BitSet();
    private boolean vanished;
    private long saved = System.nanoTime();

    TrainingRun(
            Network network,
            TrainingSettings settings,
            TrainingData data,
            HeldOut heldOut,
            SplittableRandom random,
            TrainingListener listener,
            Checkpoints checkpoints,
            GradientEngine engine) {
        this.network = network;
        this.settings = settings;
        this.data = data;
        this.heldOut = heldOut;
        this.listener = listener;
        this.checkpoints = checkpoints;
        // Elsewhere the activations are elsewhere.
        if (engine == GradientEngine.LOCAL) {
            Headroom.require(Headroom.bytes(network, settings, data));
        }
        order = random.split();
        noise = random.split();
        topology = new CountedRandom(random.split());
        words = data.wordWeights(network.embedding().rows(), settings.frequencyExponent());
        stopping = new EarlyStopping(network, heldOut);
        int batches = (data.documents().length + settings.batchSize() - 1) / settings.batchSize();
        counter = new EpochCounter(settings.epochs(), batches);
        training = new BatchTraining(network, settings, engine);
    }

    TrainingResult run() {
        listener.started(network);
        if (checkpoints.store() != null) {
            resume();
        }
        long done = counter.steps();
        for (int epoch = 1; epoch <= settings.epochs() && !stopping.hasLostPatience(); epoch++) {
            List<int[]> batches = Minibatches.epoch(data.documents(), settings.batchSize(), order);
            int skipped = (int) Math.min(batches.size(), done);
            done -= skipped;
            batches.subList(0, skipped).forEach(b -> training.skip(b, noise));
            if (skipped < batches.size()) {
                counter.begin(epoch);
                learn(batches.subList(skipped, batches.size()));
            }
        }
        Optional<BestEpoch> best = stopping.finish(training);
        training.checkWeights();
        best.ifPresent(listener::restored);
        return new TrainingResult(stopping.epochs(), training.explored(), training.onND4J(), predicted, best);
    }

    /** The rest of an epoch. */
    private void learn(List<int[]> batches) {
        boolean last = counter.epoch() == settings.epochs();
        for (int[] batch : batches) {
            double rate = settings.optimiser().rate(counter.steps(), counter.plannedSteps());
            double loss = training.step(data, batch, rate, noise);
            counter.add(data, batch, loss);
            listener.batch(counter.progress());
            if (counter.withinEpoch()) {
                if (!last && settings.evolution().isDue(counter.batch())) {
                    evolve((double) counter.steps() / counter.plannedSteps());
                }
                saveWithinEpoch();
            }
        }
        training.checkWeights();
        warn();
        Progress progress = counter.progress().with(stopping.judge(training));
        boolean over = last || stopping.hasLostPatience();
        if (!over && settings.evolution().evolves()) {
            evolve((double) counter.epoch() / settings.epochs());
        }
        save();
        listener.epoch(progress);
        if (!over && Thread.currentThread().isInterrupted()) {
            throw cancelled();
        }
    }

    private void evolve(double share) {
        listener.evolved(training.evolve(share, words, topology));
    }

    private void warn() {
        predicted = training.takePredicted();
        if (training.takeLargestNorm() < VANISHED && !vanished) {
            vanished = true;
            logger.warning("Gradients have vanished in epoch " + counter.epoch() + ": none had a norm of " + VANISHED
                    + ". The network learns nothing more; try another learning rate, or fewer epochs");
        }
    }

    private void saveWithinEpoch() {
        boolean interrupted = Thread.currentThread().isInterrupted();
        long interval = checkpoints.interval().toNanos();
        if (interrupted || interval > 0 && System.nanoTime() - saved >= interval) {
            training.checkWeights();
            save();
        }
        if (interrupted) {
            throw cancelled();
        }
    }

    private CancellationException cancelled() {
        return new CancellationException("Training was interrupted in epoch " + counter.epoch() + " of "
                + settings.epochs() + " after " + counter.batch() + " batches"
                + (checkpoints.store() == null ? "" : "; it can go on from " + checkpoints.store()));
    }

    /** A run that can't be saved goes on: better a model without a checkpoint than neither. */
    private void save() {
        if (checkpoints.store() == null) {
            return;
        }
        // Java closes a file under a thread that is interrupted.
        boolean interrupted = Thread.interrupted();
        try {
            CheckpointFormat.write(checkpoints.store(), description, this::state);
        } catch (IOException | UncheckedIOException e) {
            logger.warning("Can't write the checkpoint " + checkpoints.store() + ", the one before stays: " + e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        saved = System.nanoTime();
    }

    private void resume() {
        description = RunDescription.of(checkpoints.settings(), network, data, heldOut.data());
        try {
            if (CheckpointFormat.read(checkpoints.store(), description, this::state)) {
                training.resume(counter.steps());
                listener.resumed(counter.progress());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the checkpoint " + checkpoints.store() + ": " + e, e);
        }
    }

    private void state(State state) {
        counter.state(state);
        training.state(state);
        stopping.state(state);
        topology.state(state, DRAWS * (1 + counter.steps()) * network.storedParameters());
    }

    @Override
    public void close() {
        training.close();
    }
}
