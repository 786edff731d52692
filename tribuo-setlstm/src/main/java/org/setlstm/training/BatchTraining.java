package org.setlstm.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.setlstm.checkpoint.State;
import org.setlstm.network.Network;
import org.setlstm.network.Parameter;
import org.setlstm.network.WeightMatrix;
import org.setlstm.optimise.GradientClipping;
import org.setlstm.optimise.Optimiser;
import org.setlstm.optimise.WeightAverage;
import org.setlstm.optimise.WeightDecay;
import org.setlstm.parallel.Workers;
import org.setlstm.sparse.Exploration;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.SparseEvolution;
import org.setlstm.sparse.SparseMatrix;

/**
 * Steps of training: a batch is dealt to shards of fixed size, whose gradients are added in the order of the shards. So
 * the result doesn't depend on the number of threads.
 */
public final class BatchTraining implements AutoCloseable {
    private final Network network;
    private final TrainingSettings settings;
    private final BatchGradients gradients;
    private final List<float[]> parameters;
    private final List<float[]> decaying;
    private final Optimiser optimiser;
    private final WeightAverage average;
    private final Workers workers;
    private final Divergence divergence;
    private final List<WeightMatrix> matrices;
    private final List<Exploration> explorations;
    /** Words met since the last evolution, where that matters. */
    private final BitSet met = new BitSet();

    private long steps;
    private double largestNorm;

    /**
     * For a network that this will change, on the threads of this JVM.
     *
     * @param network The network.
     * @param settings How it learns.
     */
    public BatchTraining(Network network, TrainingSettings settings) {
        this(network, settings, GradientEngine.LOCAL);
    }

    BatchTraining(Network network, TrainingSettings settings, GradientEngine engine) {
        this.network = network;
        this.settings = settings;
        parameters = network.parameters().stream().map(Parameter::values).toList();
        divergence = new Divergence(network.parameters());
        decaying = network.parameters().stream()
                .filter(p -> !p.bias())
                .map(Parameter::values)
                .toList();
        optimiser = settings.optimiser().newOptimiser(parameters);
        double decay = settings.optimiser().averageDecay();
        average = decay > 0.0 ? new WeightAverage(parameters, decay) : null;
        matrices = network.sparseMatrices();
        explorations = settings.evolution().evolves()
                ? matrices.stream().map(m -> new Exploration(m.matrix())).toList()
                : List.of();
        workers = new Workers(settings.threads());
        gradients = engine.open(network, settings);
    }

    /**
     * Learns a batch.
     *
     * @param data All documents.
     * @param batch The indices of the batch's documents, by descending length.
     * @param learningRate The rate of this step.
     * @param random Where chance comes from.
     * @return The mean weighted loss of the batch before the step.
     * @throws ArithmeticException If the loss or the gradient is not finite; then nothing is learned.
     */
    public double step(TrainingData data, int[] batch, double learningRate, SplittableRandom random) {
        return workers.call(() -> learn(data, batch, learningRate, random));
    }

    private double learn(TrainingData data, int[] batch, double learningRate, SplittableRandom random) {
        SplittableRandom[] randoms = new SplittableRandom[shards(batch)];
        for (int s = 0; s < randoms.length; s++) {
            randoms[s] = random.split();
        }
        double loss = gradients.compute(data, batch, randoms);
        if (settings.evolution().guardsUnseen()) {
            for (int i : batch) {
                Arrays.stream(data.documents()[i]).forEach(met::set);
            }
        }
        double norm =
                GradientClipping.clip(gradients.sum(), settings.optimiser().gradientClip());
        steps++;
        divergence.check(steps, loss, norm, gradients.sum());
        largestNorm = Math.max(largestNorm, norm);
        update(learningRate);
        return loss;
    }

    private int shards(int[] batch) {
        return (batch.length + settings.shardSize() - 1) / settings.shardSize();
    }

    /** Takes as much chance as {@link #step} does for a batch. */
    void skip(int[] batch, SplittableRandom random) {
        for (int s = shards(batch); s > 0; s--) {
            random.split();
        }
    }

    private void update(double learningRate) {
        WeightDecay.apply(decaying, learningRate * settings.optimiser().weightDecay());
        optimiser.step(parameters, gradients.sum(), learningRate);
        if (average != null) {
            average.update();
        }
        gradients.valuesChanged();
    }

    /** Tells all that the next step depends on. */
    void state(State state) {
        network.state(state);
        optimiser.state(state);
        if (average != null) {
            average.state(state);
        }
        explorations.forEach(e -> e.state(state));
        state.bits(met, network.embedding().rows());
    }

    /** To be called after {@link #state} has filled it, with the number of steps before that. */
    void resume(long stepsBefore) {
        steps = stepsBefore;
        gradients.positionsChanged();
    }

    /** Throws ArithmeticException if a weight is not finite. */
    void checkWeights() {
        divergence.checkWeights(steps);
    }

    /** The greatest norm that a step's gradient has had since this was last called. */
    double takeLargestNorm() {
        double norm = largestNorm;
        largestNorm = 0.0;
        return norm;
    }

    /** The classes that some document was given in training since this was last called. */
    BitSet takePredicted() {
        BitSet all = new BitSet();
        gradients.takePredicted(all);
        return all;
    }

    /**
     * Evolves the topology of every sparse matrix.
     *
     * @param share The share of all training steps that has been taken.
     * @param words How likely each word's row of the embedding is to gain an entry.
     * @param random Where chance comes from.
     * @return What was done to each.
     */
    public List<EvolutionReport> evolve(double share, RowWeights words, RandomGenerator random) {
        SparseEvolution evolution = settings.evolution().at(share);
        List<EvolutionReport> reports = new ArrayList<>();
        for (int i = 0; i < matrices.size(); i++) {
            WeightMatrix m = matrices.get(i);
            boolean embedding = m.matrix() == network.embedding();
            boolean guarded = settings.evolution().guardsUnseen() && embedding;
            int[] origin = m.shared()
                    ? evolution.evolveShared(m.matrix(), m.blocks(), random)
                    : evolution.evolve(
                            m.matrix(),
                            m.blocks(),
                            guarded ? met::get : r -> true,
                            embedding ? words : RowWeights.NONE,
                            random);
            optimiser.moved(m.parameter(), origin);
            if (average != null) {
                average.moved(m.parameter(), origin);
            }
            explorations.get(i).update();
            int grown = (int) Arrays.stream(origin)
                    .filter(o -> o == SparseEvolution.GROWN)
                    .count();
            reports.add(new EvolutionReport(
                    m.name(), grown, grown, explorations.get(i).share()));
        }
        met.clear();
        gradients.positionsChanged();
        return reports;
    }

    /**
     * Looks at the network as it would be if training ended now.
     *
     * @param look Has the threads of this training for its loops, and must not change the network.
     * @param <T> What is seen.
     * @return The same.
     */
    <T> T asIfEnded(Supplier<T> look) {
        if (average != null) {
            average.swap();
        }
        try {
            return workers.call(look);
        } finally {
            if (average != null) {
                average.swap();
            }
        }
    }

    /** The share of all positions of the sparse matrices that has ever been stored. */
    double explored() {
        long explored = 0;
        long positions = 0;
        for (int i = 0; i < matrices.size(); i++) {
            SparseMatrix m = matrices.get(i).matrix();
            explored +=
                    explorations.isEmpty() ? m.stored() : explorations.get(i).explored();
            positions += (long) m.rows() * m.columns();
        }
        return (double) explored / positions;
    }

    boolean onND4J() {
        return gradients.onND4J();
    }

    /** Ends training: the weights become their averages, where these are kept. */
    public void finish() {
        if (average != null) {
            average.apply();
            gradients.valuesChanged();
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        gradients.close();
        workers.close();
    }
}
