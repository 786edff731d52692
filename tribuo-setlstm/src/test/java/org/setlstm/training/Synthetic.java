package org.setlstm.training;

import static org.setlstm.Records.with;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.optimise.LearningRateSchedule;
import org.setlstm.optimise.OptimiserSettings;
import org.setlstm.optimise.OptimiserType;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.Sparsity;
import org.setlstm.sparse.TopologyEvolution;

/** A small task in which order decides: whether word 1 comes before word 2. */
final class Synthetic {
    static final int DOCUMENTS = 300;
    static final int BATCH = 40;
    /** 7 full ones and a rest. */
    static final int BATCHES = 8;

    static final int VOCABULARY = 40;
    static final int EMBEDDING = 12;
    static final int HIDDEN = 8;

    private Synthetic() {}

    static TrainingData data() {
        SplittableRandom random = new SplittableRandom(41);
        int[][] documents = new int[DOCUMENTS][];
        int[] labels = new int[DOCUMENTS];
        float[] weights = new float[DOCUMENTS];
        for (int d = 0; d < DOCUMENTS; d++) {
            documents[d] =
                    random.ints(2 + random.nextInt(25), 3, VOCABULARY + 1).toArray();
            labels[d] = random.nextInt(2);
            int first = random.nextInt(documents[d].length - 1);
            int second = random.nextInt(first + 1, documents[d].length);
            documents[d][first] = labels[d] == 0 ? 1 : 2;
            documents[d][second] = labels[d] == 0 ? 2 : 1;
            weights[d] = (float) random.nextDouble(0.5, 1.5);
        }
        return new TrainingData(documents, labels, weights);
    }

    static TrainingData dataWithOffsets() {
        return data().withOffsets(offsets(new SplittableRandom(42)));
    }

    /** As of an n-gram layer that knows nothing of the labels. */
    private static float[][] offsets(SplittableRandom random) {
        float[][] offsets = new float[DOCUMENTS][2];
        for (float[] offset : offsets) {
            offset[1] = (float) random.nextDouble(-0.3, 0.3);
        }
        return offsets;
    }

    static int[][] sorted(int count) {
        return Arrays.stream(data().documents())
                .limit(count)
                .sorted(Comparator.comparingInt(d -> -d.length))
                .toArray(int[][]::new);
    }

    static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1.0f);
        return ones;
    }

    static Network network(Pooling pooling, int layers) {
        return network(pooling, layers, GateTopology.OWN);
    }

    static Network network(Pooling pooling, int layers, GateTopology gates) {
        Architecture a = new Architecture(VOCABULARY, EMBEDDING, HIDDEN, layers, true, pooling, 2, 0, false, gates);
        return Network.create(
                a, new Sparsity(3.0, 0.0), new Sparsity(2.0, 0.0), RowWeights.NONE, 0.3, new SplittableRandom(43));
    }

    static TrainingSettings settings(int epochs, int evolutionInterval, int threads) {
        OptimiserSettings optimiser = with(
                OptimiserSettings.constant(OptimiserType.ADAM, 0.02),
                "momentum",
                0.9,
                "schedule",
                LearningRateSchedule.COSINE,
                "warmup",
                0.1,
                "gradientClip",
                1.0);
        return with(
                plain(optimiser),
                "epochs",
                epochs,
                "batchSize",
                BATCH,
                "regularisation",
                with(Regularisation.NONE, "dropout", 0.2, "wordDropout", 0.1),
                "evolution",
                TopologyEvolution.set().withInterval(evolutionInterval),
                "threads",
                threads);
    }

    /** An epoch in batches of 40 documents on one thread, without anything else. */
    static TrainingSettings plain(OptimiserSettings optimiser) {
        return new TrainingSettings(1, 40, 16, optimiser, Regularisation.NONE, TopologyEvolution.none(), 0.0, 1);
    }

    static void train(Network network, TrainingSettings settings, TrainingListener listener) {
        Training.run(
                network,
                settings,
                data(),
                HeldOut.NONE,
                new SplittableRandom(47),
                listener,
                Checkpoints.NONE,
                GradientEngine.LOCAL);
    }
}
