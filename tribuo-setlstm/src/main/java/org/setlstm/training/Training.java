package org.setlstm.training;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.logging.Logger;
import org.setlstm.network.Network;
import org.setlstm.sequence.Minibatches;
import org.setlstm.sparse.RowWeights;

/** The epoch loop. */
public final class Training {
    private static final Logger logger = Logger.getLogger(Training.class.getName());
    private static final double NANOS = 1e9;

    /** Of all gradients together. Adam makes steps of the usual size of less, but they follow rounding errors. */
    private static final double VANISHED = 1e-7;

    private Training() {}

    /**
     * Trains a network in place.
     *
     * @param network The network.
     * @param settings How it learns.
     * @param data What it learns from.
     * @param heldOut What tells the best epoch, whose weights come back at the end. Schedules run over the planned epochs
     *     all the same.
     * @param random Where chance comes from.
     * @param listener Is told how it goes.
     * @return What it was.
     * @throws ArithmeticException If the loss, the gradient or a weight is no longer finite; the message says at which step
     *     and in which matrix.
     */
    public static TrainingResult run(
            Network network,
            TrainingSettings settings,
            TrainingData data,
            HeldOut heldOut,
            SplittableRandom random,
            TrainingListener listener) {
        SplittableRandom order = random.split();
        SplittableRandom noise = random.split();
        SplittableRandom topology = random.split();
        RowWeights words = data.wordWeights(network.embedding().rows(), settings.frequencyExponent());
        EarlyStopping stopping = new EarlyStopping(network, heldOut);
        long step = 0;
        boolean vanished = false;
        BitSet predicted = new BitSet();
        listener.started(network);
        try (BatchTraining training = new BatchTraining(network, settings)) {
            for (int epoch = 1; epoch <= settings.epochs() && !stopping.hasLostPatience(); epoch++) {
                boolean last = epoch == settings.epochs();
                List<int[]> batches = Minibatches.epoch(data.documents(), settings.batchSize(), order);
                long steps = (long) batches.size() * settings.epochs();
                EpochCounter counter = new EpochCounter(epoch, settings.epochs(), batches.size());
                for (int[] batch : batches) {
                    double rate = settings.optimiser().rate(step, steps);
                    double loss = training.step(data, batch, rate, noise);
                    step++;
                    counter.add(data, batch, loss);
                    listener.batch(counter.progress());
                    if (!last && counter.withinEpoch() && settings.evolution().isDue(counter.batch)) {
                        listener.evolved(training.evolve((double) step / steps, words, topology));
                    }
                }
                training.checkWeights();
                predicted = training.takePredicted();
                if (training.takeLargestNorm() < VANISHED && !vanished) {
                    vanished = true;
                    logger.warning("Gradients have vanished in epoch " + epoch + ": none had a norm of " + VANISHED
                            + ". The network learns nothing more; try another learning rate, or fewer epochs");
                }
                Progress progress = counter.progress().with(stopping.judge(training));
                if (!last && !stopping.hasLostPatience() && settings.evolution().evolves()) {
                    listener.evolved(training.evolve((double) epoch / settings.epochs(), words, topology));
                }
                listener.epoch(progress);
            }
            Optional<BestEpoch> best = stopping.finish(training);
            best.ifPresent(listener::restored);
            return new TrainingResult(stopping.epochs(), training.explored(), training.onND4J(), predicted, best);
        }
    }

    /** What an epoch has seen. */
    private static final class EpochCounter {
        private final long start = System.nanoTime();
        private final int epoch;
        private final int epochs;
        private final int batches;
        private int batch;
        private long documents;
        private long tokens;
        private double loss;

        EpochCounter(int epoch, int epochs, int batches) {
            this.epoch = epoch;
            this.epochs = epochs;
            this.batches = batches;
        }

        void add(TrainingData data, int[] indices, double meanLoss) {
            batch++;
            documents += indices.length;
            loss += meanLoss * indices.length;
            for (int i : indices) {
                tokens += data.documents()[i].length;
            }
        }

        /** Not at its end, where evolution comes anyway. */
        boolean withinEpoch() {
            return batch < batches;
        }

        Progress progress() {
            double seconds = (System.nanoTime() - start) / NANOS;
            return new Progress(epoch, epochs, batch, batches, loss / documents, tokens, seconds, null);
        }
    }
}
