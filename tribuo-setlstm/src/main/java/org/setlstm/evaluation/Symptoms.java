package org.setlstm.evaluation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.setlstm.network.Network;
import org.setlstm.training.TrainingResult;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;

/** What a trained network suffers from, as warnings in the log. */
public final class Symptoms {
    /** The trainer's, above: who listens to a training listens there. */
    private static final Logger logger = Logger.getLogger("org.setlstm.SETLSTMTrainer");

    /** Units of a layer that may be dead without a word. A few are in many sparse networks, and cost nothing. */
    private static final double DEAD = 0.1;

    /** Names in a message at most. */
    private static final int NAMES = 5;

    private Symptoms() {}

    /**
     * Warns at most once of each kind.
     *
     * @param network The network after training.
     * @param labels The training documents' labels.
     * @param outputs The labels' names.
     * @param result What training gave beside the network.
     */
    public static void warn(Network network, int[] labels, ImmutableOutputInfo<Label> outputs, TrainingResult result) {
        unpredicted(labels, outputs, result.predicted());
        String dead = Connectivity.of(network).layers().stream()
                .filter(l -> l.dead() > DEAD * l.inDegrees().size())
                .map(l -> l.dead() + " of " + l.inDegrees().size() + " in " + l.name())
                .collect(Collectors.joining(", "));
        if (!dead.isEmpty()) {
            logger.warning("Many units are dead, no stored weights lead from a word through them to the output: " + dead
                    + ". Give the network a greater epsilon or density, or fewer units");
        }
    }

    private static void unpredicted(int[] labels, ImmutableOutputInfo<Label> outputs, BitSet predicted) {
        BitSet missing = new BitSet();
        Arrays.stream(labels).forEach(missing::set);
        missing.andNot(predicted);
        // A run that found itself at its end has predicted nothing.
        if (predicted.isEmpty() || missing.isEmpty()) {
            return;
        }
        String names = missing.stream()
                .limit(NAMES)
                .mapToObj(id -> "'" + outputs.getOutput(id).getLabel() + "'")
                .collect(Collectors.joining(", "));
        logger.warning(
                missing.cardinality() + " of " + outputs.size() + " labels were never predicted in the last epoch: "
                        + names + (missing.cardinality() > NAMES ? ", ..." : "")
                        + ". They may need more examples, more epochs, or balanced class weights");
    }
}
