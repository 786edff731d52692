package org.setlstm.training;

import java.lang.reflect.Array;
import java.util.List;
import java.util.stream.Stream;
import org.setlstm.checkpoint.State;
import org.setlstm.network.Network;
import org.setlstm.network.Parameter;

/** A copy of a network's values and positions. Others hold the network's arrays, so it is their contents that come back. */
final class Snapshot {
    private final Network network;
    private final List<float[]> values;
    private final List<int[]> positions;
    private final List<float[]> keptValues;
    private final List<int[]> keptPositions;

    /** Of the network as it is now. */
    Snapshot(Network network) {
        this.network = network;
        values = network.parameters().stream().map(Parameter::values).toList();
        positions = network.sparseMatrices().stream()
                .flatMap(m -> Stream.of(m.matrix().rowStart(), m.matrix().columnIndices()))
                .toList();
        keptValues = values.stream().map(float[]::clone).toList();
        keptPositions = positions.stream().map(int[]::clone).toList();
    }

    /** Forgets what it held, for the network as it is now. */
    void take() {
        copy(values, keptValues);
        copy(positions, keptPositions);
    }

    void restore() {
        copy(keptValues, values);
        copy(keptPositions, positions);
    }

    /** Tells what it holds, in the network's place, which looks at what is filled in. */
    void state(State state) {
        Snapshot now = new Snapshot(network);
        restore();
        try {
            network.state(state);
            take();
        } finally {
            now.restore();
        }
    }

    private static <T> void copy(List<T> from, List<T> to) {
        for (int i = 0; i < from.size(); i++) {
            System.arraycopy(from.get(i), 0, to.get(i), 0, Array.getLength(from.get(i)));
        }
    }
}
