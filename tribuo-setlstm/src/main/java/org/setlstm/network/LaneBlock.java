package org.setlstm.network;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.setlstm.kernel.Kernel;
import org.setlstm.kernel.Panel;

/** Some of a shard's lanes, which are computed together, with the memory that it takes. */
final class LaneBlock {
    private final Lanes lanes;
    private final int capacity;
    private final Timeline timeline = new Timeline();
    private final Shortcut shortcut;
    private final List<DirectionPass> directions = new ArrayList<>();
    private final Panel features;
    private final Panel featureGradient;
    private int first;

    /** With null for the transposed weights it can only go forward. */
    LaneBlock(
            Network network,
            TransposedWeights transposed,
            Lanes lanes,
            int capacity,
            PanelMemory memory,
            Kernel kernel) {
        this.lanes = lanes;
        this.capacity = capacity;
        Architecture a = network.architecture();
        for (int d = 0; d < a.directions(); d++) {
            directions.add(new DirectionPass(network, transposed, d, timeline, capacity, memory, kernel));
        }
        shortcut = a.shortcut() ? new Shortcut(network) : null;
        features = memory.panel(a.features(), capacity);
        featureGradient = transposed == null ? null : memory.panel(a.features(), capacity);
    }

    /** Reads its lanes from {@code first} on, and pools each for itself. Null for dropout leaves nothing out. */
    void forward(int first, Dropout dropout, RandomGenerator random) {
        this.first = first;
        timeline.plan(lanes, first, Math.min(capacity, lanes.count() - first));
        features.clear();
        if (dropout != null) {
            directions.forEach(direction -> direction.drawMasks(dropout, timeline.lanes(), random));
        }
        for (DirectionPass direction : directions) {
            direction.forward(lanes, first, features);
        }
        if (shortcut != null) {
            shortcut.forward(lanes, first, timeline.lanes(), features);
        }
    }

    void backward(float[][] gradients) {
        for (DirectionPass direction : directions) {
            direction.backward(lanes, first, features, featureGradient, gradients);
        }
        if (shortcut != null) {
            shortcut.backward(lanes, first, timeline.lanes(), featureGradient, gradients[0]);
        }
    }

    int count() {
        return timeline.lanes();
    }

    /** The place in the shard of a lane's document. */
    int document(int lane) {
        return lanes.document(first + lane);
    }

    /** {@code [features][lanes]}: sums, maxima or last states, each lane's own. */
    Panel features() {
        return features;
    }

    /** To be filled before {@link #backward}. */
    Panel featureGradient() {
        return featureGradient;
    }
}
