package org.setlstm.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.setlstm.Records.with;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.setlstm.dense.ND4J;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Network;
import org.setlstm.network.Parameter;
import org.setlstm.network.Pooling;
import org.setlstm.network.WeightsDigest;
import org.setlstm.optimise.OptimiserSettings;
import org.setlstm.optimise.OptimiserType;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.Sparsity;
import org.setlstm.sparse.TopologyEvolution;

/** Training of full matrices, on ND4J and on our own kernel. */
class DenseTrainingTest {
    private static final Sparsity FULL = new Sparsity(0.0, 1.0);

    /** Pooled by the mean: of two maxima that are almost equal the last bit would choose one. */
    private static Network network() {
        Architecture a =
                new Architecture(Synthetic.VOCABULARY, 40, 32, 2, true, Pooling.MEAN, 2, 0, false, GateTopology.OWN);
        return Network.create(a, FULL, FULL, RowWeights.NONE, 0.3, new SplittableRandom(43));
    }

    /** With plain steps, which leave a small difference small; Adam makes a step of any gradient. */
    private static TrainingSettings settings(int threads) {
        return with(
                Synthetic.plain(OptimiserSettings.constant(OptimiserType.SGD, 0.1)),
                "epochs",
                2,
                "batchSize",
                Synthetic.BATCH,
                "regularisation",
                new Regularisation(0.2, 0.1, 0.2, 0.2),
                "evolution",
                TopologyEvolution.set(),
                "threads",
                threads);
    }

    private static Network trained(int threads, TrainingListener listener) {
        Network network = network();
        Synthetic.train(network, settings(threads), listener);
        return network;
    }

    private static Network trainedOnTheKernel() {
        System.setProperty(ND4J.PROPERTY, "false");
        try {
            return trained(1, TrainingListener.NONE);
        } finally {
            System.clearProperty(ND4J.PROPERTY);
        }
    }

    @Test
    void bothWaysLeadToTheSameWeights() {
        List<Parameter> start = network().parameters();
        List<Parameter> kernel = trainedOnTheKernel().parameters();
        List<Parameter> nd4j = trained(1, TrainingListener.NONE).parameters();
        for (int p = 0; p < kernel.size(); p++) {
            String name = kernel.get(p).name();
            double moved = 0.0;
            for (int k = 0; k < kernel.get(p).values().length; k++) {
                moved = Math.max(
                        moved, Math.abs(kernel.get(p).values()[k] - start.get(p).values()[k]));
            }
            assertArrayEquals(kernel.get(p).values(), nd4j.get(p).values(), (float) (1e-4 * moved), name);
        }
    }

    @Test
    void threadsMakeNoDifferenceOnOneMachine() {
        String one = WeightsDigest.of(trained(1, TrainingListener.NONE));
        assertEquals(one, WeightsDigest.of(trained(3, TrainingListener.NONE)));
        assertNotEquals(one, WeightsDigest.of(network()));
    }

    @Test
    void evolutionFindsNothingToDo() {
        List<EvolutionReport> reports = new ArrayList<>();
        trained(1, new TrainingListener() {
            @Override
            public void evolved(List<EvolutionReport> r) {
                reports.addAll(r);
            }
        });
        assertEquals(9, reports.size());
        reports.forEach(r -> assertEquals(new EvolutionReport(r.matrix(), 0, 0, 1.0), r));
    }
}
