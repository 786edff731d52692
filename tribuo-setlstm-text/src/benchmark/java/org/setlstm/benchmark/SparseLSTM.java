package org.setlstm.benchmark;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.setlstm.kernel.Kernels;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.network.Predictor;
import org.setlstm.optimise.OptimiserSettings;
import org.setlstm.optimise.OptimiserType;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.Sparsity;
import org.setlstm.sparse.TopologyEvolution;
import org.setlstm.training.BatchTraining;
import org.setlstm.training.Regularisation;
import org.setlstm.training.TrainingData;
import org.setlstm.training.TrainingSettings;

/** Our own side. */
final class SparseLSTM implements Contender {
    /** What is learned beside the plain model. */
    enum Recipe {
        /** What the peers have: no shortcut, nothing left out, no evolution. */
        PLAIN,
        /** As the trainer's defaults have it: shortcut, dropout, word dropout, SET after each epoch. */
        DEFAULTS
    }

    /** The trainer's default. */
    private static final int SHARD = 32;
    /** The trainer's default as well, which counts where a density is 0. */
    private static final double EPSILON = 7.0;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Shape shape;
    private final int threads;
    private final Recipe recipe;
    private final Network network;
    private final Predictor predictor;
    private final ForkJoinPool pool;
    private BatchTraining training;

    SparseLSTM(Shape shape, int threads, Recipe recipe) {
        this.shape = shape;
        this.threads = threads;
        this.recipe = recipe;
        Architecture architecture = new Architecture(
                shape.vocabulary(),
                shape.embedding(),
                shape.hidden(),
                1,
                shape.bidirectional(),
                Pooling.MAX,
                Shape.CLASSES,
                0,
                recipe == Recipe.DEFAULTS,
                GateTopology.SHARED);
        network = Network.create(
                architecture,
                new Sparsity(EPSILON, shape.embeddingDensity()),
                new Sparsity(EPSILON, shape.gateDensity()),
                RowWeights.NONE,
                0.1,
                random);
        predictor = new Predictor(network);
        pool = new ForkJoinPool(threads);
    }

    @Override
    public double step(Batch batch) {
        if (training == null) {
            training = new BatchTraining(network, settings());
        }
        float[] weights = new float[batch.labels().length];
        Arrays.fill(weights, 1.0f);
        TrainingData data = new TrainingData(batch.documents(), batch.labels(), weights);
        int[] all = IntStream.range(0, weights.length).toArray();
        return training.step(data, all, LEARNING_RATE, random);
    }

    private TrainingSettings settings() {
        boolean plain = recipe == Recipe.PLAIN;
        return new TrainingSettings(
                1,
                shape.batch(),
                SHARD,
                OptimiserSettings.constant(OptimiserType.ADAM, LEARNING_RATE),
                plain ? Regularisation.NONE : new Regularisation(0.5, 0.1, 0.0, 0.0),
                plain ? TopologyEvolution.none() : TopologyEvolution.set(),
                0.0,
                threads);
    }

    @Override
    public void endEpoch() {
        if (recipe == Recipe.DEFAULTS && training != null) {
            training.evolve(0.5, RowWeights.NONE, random);
        }
    }

    /** On a pool of its own, as a {@link Predictor} takes the threads of its caller's. */
    @Override
    public float[][] probabilities(int[][] documents) {
        return pool.submit(() -> predictor.probabilities(documents)).join();
    }

    /** On the calling thread, if there are few. */
    float[][] probabilitiesHere(int[][] documents) {
        return predictor.probabilities(documents);
    }

    /** Weights that the gates store. */
    long gateWeights() {
        return network.cells().stream()
                .mapToLong(c -> c.input().stored() + c.recurrent().stored())
                .sum();
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("kernel", Kernels.best().name());
        facts.put("threads", threads);
        facts.put("parameters", network.storedParameters());
        return facts;
    }

    @Override
    public void close() {
        if (training != null) {
            training.close();
        }
        pool.shutdown();
    }
}
