package org.setlstm.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.setlstm.Records.with;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.setlstm.JavaProcess;
import org.setlstm.kernel.Kernel;
import org.setlstm.kernel.Kernels;
import org.setlstm.kernel.TestKernels;
import org.setlstm.network.Dropout;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Network;
import org.setlstm.network.NetworkPass;
import org.setlstm.network.Pooling;
import org.setlstm.network.TransposedWeights;
import org.setlstm.network.WeightsDigest;

/** The same bits for any number of threads, for both kernels, and on every JDK. */
class DeterminismTest {
    /** Of {@link #trainedDigest}, wherever it runs. It changes only if what training computes is changed on purpose. */
    private static final String GOLDEN = "4de1f6406506b9c4284dcc681883da169b9b8838072631dd6878614f11415d31";

    /** The same of gates that share their positions. */
    private static final String GOLDEN_OF_SHARED_GATES =
            "02f8320b0bbcb37cadf0b2fd3e750c25acaf0ec9c5b2657e8f7c31470dbf5e8a";

    private static String golden(GateTopology gates) {
        return gates == GateTopology.OWN ? GOLDEN : GOLDEN_OF_SHARED_GATES;
    }

    private static String trainedDigest(int threads, GateTopology gates) {
        Network network = Synthetic.network(Pooling.MEAN_MAX, 2, gates);
        Synthetic.train(network, Synthetic.settings(3, 2, threads), TrainingListener.NONE);
        return WeightsDigest.of(network);
    }

    /** Prints the digests, for a JVM of its own. */
    public static void main(String[] args) {
        System.out.print(Kernels.best().name());
        for (GateTopology gates : GateTopology.values()) {
            System.out.print(" " + trainedDigest(1, gates));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, OWN", "2, OWN", "3, OWN", "1, SHARED", "2, SHARED", "3, SHARED"})
    void trainingGivesTheBitsItAlwaysGave(int threads, GateTopology gates) {
        assertEquals(golden(gates), trainedDigest(threads, gates));
    }

    @Test
    void aJVMOnTheScalarKernelGivesThemToo() throws Exception {
        JavaProcess java = JavaProcess.run(DeterminismTest.class, "-D" + Kernels.PROPERTY + "=scalar");
        assertEquals("scalar " + GOLDEN + " " + GOLDEN_OF_SHARED_GATES, java.out());
    }

    @Test
    void masksDoNotDependOnThreads() {
        String[] digests = new String[3];
        for (int threads = 1; threads <= 3; threads++) {
            Network network = Synthetic.network(Pooling.MEAN_MAX, 2);
            TrainingSettings dropping = with(
                    Synthetic.settings(2, 0, threads),
                    "regularisation",
                    with(Regularisation.NONE, "dropout", 0.1, "variationalDropout", 0.3, "recurrentDropout", 0.2));
            Synthetic.train(network, dropping, TrainingListener.NONE);
            digests[threads - 1] = WeightsDigest.of(network);
        }
        assertEquals(digests[0], digests[1]);
        assertEquals(digests[0], digests[2]);
    }

    @Test
    void theDigestSeesASingleBit() {
        Network network = Synthetic.network(Pooling.MAX, 1);
        String before = WeightsDigest.of(network);
        float[] bias = network.outputBias();
        bias[1] = -0.0f;
        assertNotEquals(before, WeightsDigest.of(network));
        bias[1] = 0.0f;
        assertEquals(before, WeightsDigest.of(network));
        int[] columns = network.cells().get(0).recurrent().columnIndices();
        columns[3]++;
        assertNotEquals(before, WeightsDigest.of(network));
    }

    @ParameterizedTest
    @CsvSource({"LAST, OWN", "MEAN, OWN", "MAX, OWN", "MEAN_MAX, OWN", "MEAN_MAX, SHARED"})
    void bothKernelsGiveTheSameLossAndGradients(Pooling pooling, GateTopology gates) {
        Network network = Synthetic.network(pooling, 2, gates);
        Kernel[] kernels = {TestKernels.scalar(), TestKernels.vector()};
        double[] losses = new double[2];
        float[][][] gradients = new float[2][][];
        for (int i = 0; i < 2; i++) {
            gradients[i] = network.parameters().stream()
                    .map(p -> new float[p.values().length])
                    .toArray(float[][]::new);
            losses[i] = NetworkPass.forTraining(network, new TransposedWeights(network), 40, kernels[i])
                    .train(
                            Synthetic.sorted(40),
                            40,
                            new int[40],
                            Synthetic.ones(40),
                            null,
                            new Dropout(0.3, 0.2, 0.1),
                            new SplittableRandom(5),
                            gradients[i]);
        }
        assertEquals(losses[0], losses[1]);
        for (int p = 0; p < gradients[0].length; p++) {
            assertArrayEquals(
                    gradients[0][p],
                    gradients[1][p],
                    network.parameters().get(p).name());
        }
    }
}
