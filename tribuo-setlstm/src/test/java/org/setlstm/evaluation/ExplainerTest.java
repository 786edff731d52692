package org.setlstm.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.setlstm.WordOrder;
import org.setlstm.network.Architecture;
import org.setlstm.network.Contributions;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.sequence.Vocabulary;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.Sparsity;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** Whose contribution stands at which feature, and in which order. */
class ExplainerTest {
    private static final Network NETWORK = Network.create(
            new Architecture(3, 4, 4, 1, false, Pooling.MEAN, 2, 0, false, GateTopology.OWN),
            new Sparsity(0.0, 1.0),
            new Sparsity(0.0, 1.0),
            RowWeights.NONE,
            1.0,
            new SplittableRandom(1));

    private static final ImmutableOutputInfo<Label> OUTPUTS = WordOrder.dataset(
                    List.of(WordOrder.example("a", "x"), WordOrder.example("b", "x")))
            .getOutputIDInfo();

    private static final Explainer EXPLAINER = new Explainer(
            NETWORK, new Vocabulary(new String[] {"dog#1", "bites#1", "man#1"}, new int[] {1, 0, 2}, 0), OUTPUTS);

    @Test
    void scoresStandBesideTheirFeaturesByDescent() {
        // man bites the man, with a word that is absent.
        ArrayExample<Label> example = new ArrayExample<>(
                new Label("a"),
                new String[] {"bites#1", "dog#1", "man#1", "man#2", "the#1"},
                new double[] {2.0, 0.0, 1.0, 9.0, 3.0});
        Map<String, List<Pair<String, Double>>> scores = EXPLAINER.scores(example);
        assertEquals(2, scores.size());
        for (int id = 0; id < 2; id++) {
            double[] expected = new Contributions(NETWORK).of(new int[] {3, 2, 0, 3}, id);
            List<String> features = List.of("man#1", "bites#1", "the#1", "man#2");
            assertEquals(
                    IntStream.range(0, 4)
                            .boxed()
                            .sorted(Comparator.comparing(i -> -expected[i]))
                            .map(i -> new Pair<>(features.get(i), expected[i]))
                            .toList(),
                    scores.get(OUTPUTS.getOutput(id).getLabel()));
            assertArrayEquals(
                    expected,
                    EXPLAINER.contributions(
                            new String[] {"man", "bites", "the", "man"},
                            OUTPUTS.getOutput(id).getLabel()));
            assertEquals(
                    4,
                    Arrays.stream(expected).map(Math::abs).filter(c -> c > 0.0).count());
        }
    }

    @Test
    void labelsOfOthersAreNotExplained() {
        assertEquals(
                "The model has no label 'c', but a, b",
                assertThrows(IllegalArgumentException.class, () -> EXPLAINER.contributions(new String[] {"man"}, "c"))
                        .getMessage());
    }
}
