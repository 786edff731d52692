package org.setlstm.training;

import java.util.Optional;
import org.setlstm.checkpoint.State;
import org.setlstm.network.Network;
import org.setlstm.network.Predictor;

/** Keeps the weights of the best epoch, and ends a training that has no better one. Idle where nothing is held out. */
final class EarlyStopping {
    private final Network network;
    private final HeldOut heldOut;
    private Snapshot snapshot;
    private ValidationScore best;
    private int bestEpoch;
    private int epochs;

    EarlyStopping(Network network, HeldOut heldOut) {
        this.network = network;
        this.heldOut = heldOut;
    }

    /** After an epoch, before the topology evolves: null where nothing is held out. */
    ValidationScore judge(BatchTraining training) {
        epochs++;
        return heldOut.data() == null ? null : training.asIfEnded(this::keepIfBest);
    }

    private ValidationScore keepIfBest() {
        // A new predictor, since one may rely on weights that no longer change.
        float[][] probabilities =
                new Predictor(network).probabilities(heldOut.data().documents());
        ValidationScore score = score(probabilities, heldOut.data());
        if (best == null || score.isBetterThan(best)) {
            best = score;
            bestEpoch = epochs;
            if (snapshot == null) {
                snapshot = new Snapshot(network);
            } else {
                snapshot.take();
            }
        }
        return score;
    }

    static ValidationScore score(float[][] probabilities, TrainingData data) {
        double right = 0.0;
        double loss = 0.0;
        double all = 0.0;
        for (int d = 0; d < probabilities.length; d++) {
            float[] p = probabilities[d];
            int first = 0;
            for (int c = 1; c < p.length; c++) {
                first = p[c] > p[first] ? c : first;
            }
            double weight = data.weights()[d];
            right += first == data.labels()[d] ? weight : 0.0;
            loss -= weight * StrictMath.log(Math.max(p[data.labels()[d]], Float.MIN_NORMAL));
            all += weight;
        }
        return new ValidationScore(right / all, loss / all);
    }

    /** Tells what is known of the epochs so far. */
    void state(State state) {
        epochs = (int) state.number(epochs, 0, Integer.MAX_VALUE);
        bestEpoch = (int) state.number(bestEpoch, 0, epochs);
        if (bestEpoch > 0) {
            double accuracy = state.number(best == null ? 0.0 : best.accuracy());
            double loss = state.number(best == null ? 0.0 : best.loss());
            best = new ValidationScore(accuracy, loss);
            snapshot = snapshot == null ? new Snapshot(network) : snapshot;
            snapshot.state(state);
        }
    }

    /** Judged so far. */
    int epochs() {
        return epochs;
    }

    boolean hasLostPatience() {
        return best != null && heldOut.patience() > 0 && epochs - bestEpoch >= heldOut.patience();
    }

    /** Gives the network the weights that it is to end with. */
    Optional<BestEpoch> finish(BatchTraining training) {
        if (best == null) {
            training.finish();
            return Optional.empty();
        }
        snapshot.restore();
        return Optional.of(new BestEpoch(bestEpoch, epochs, best));
    }
}
