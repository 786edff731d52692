package org.setlstm.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.setlstm.LoggedWarnings;
import org.setlstm.WordOrder;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.LSTMCell;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.sparse.SparseMatrix;
import org.setlstm.training.TrainingResult;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;

/** Where the bounds of symptoms lie, by networks and results that need no training. */
class WarningsTest {
    private static final ImmutableOutputInfo<Label> OUTPUTS = WordOrder.dataset(IntStream.range(0, 7)
                    .mapToObj(i -> WordOrder.example("c" + i, "x"))
                    .toList())
            .getOutputIDInfo();
    private static final int[] LABELS = {0, 1, 2, 3, 4, 5, 6};

    @RegisterExtension
    final LoggedWarnings log = new LoggedWarnings();

    private final List<String> warnings = log.messages();

    /** Ten dimensions and ten units, of each so many that no weight leads to. */
    private static Network network(int dead) {
        long[] embedding = IntStream.range(dead, 10).mapToLong(i -> 10 + i).toArray();
        long[] input = IntStream.range(dead, 10).mapToLong(i -> 10 * i + i).toArray();
        return new Network(
                new Architecture(1, 10, 10, 1, false, Pooling.MAX, 7, 0, false, GateTopology.OWN),
                SparseMatrix.zerosAt(2, 10, embedding),
                List.of(new LSTMCell(
                        "forward.1",
                        SparseMatrix.zerosAt(40, 10, input),
                        SparseMatrix.zerosAt(40, 10, new long[0]),
                        new float[40])),
                SparseMatrix.full(7, 10, new float[70]),
                new float[7]);
    }

    private List<String> warnings(int dead, int... predicted) {
        BitSet set = new BitSet();
        IntStream.of(predicted).forEach(set::set);
        Symptoms.warn(network(dead), LABELS, OUTPUTS, new TrainingResult(1, 1.0, false, set, Optional.empty()));
        return warnings;
    }

    private static String names(int... ids) {
        return IntStream.of(ids)
                .mapToObj(id -> "'" + OUTPUTS.getOutput(id).getLabel() + "'")
                .collect(Collectors.joining(", "));
    }

    @Test
    void aTenthMayBeDead() {
        assertEquals(List.of(), warnings(1, LABELS));
    }

    @Test
    void moreThanATenthIsToldOfEachLayer() {
        assertEquals(
                List.of("Many units are dead, no stored weights lead from a word through them to the output: "
                        + "2 of 10 in embedding, 2 of 10 in forward.1"
                        + ". Give the network a greater epsilon or density, or fewer units"),
                warnings(2, LABELS));
    }

    @Test
    void fiveNamesAreToldAndMoreAreCounted() {
        String end = ". They may need more examples, more epochs, or balanced class weights";
        assertEquals(
                List.of("5 of 7 labels were never predicted in the last epoch: " + names(1, 2, 3, 4, 6) + end),
                warnings(0, 0, 5));
        warnings.clear();
        assertEquals(
                List.of("6 of 7 labels were never predicted in the last epoch: " + names(0, 1, 2, 3, 4) + ", ..."
                        + end),
                warnings(0, 5));
    }

    @Test
    void aRunThatPredictedNothingIsSilent() {
        assertEquals(List.of(), warnings(0));
    }
}
