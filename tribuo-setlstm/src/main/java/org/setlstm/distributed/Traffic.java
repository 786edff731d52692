package org.setlstm.distributed;

/**
 * What has travelled, in bytes of numbers, without headers and whatever the transport adds. Assignment, topologies and
 * weights go to each executor, and are counted once.
 *
 * @param assignment Documents, labels and weights of examples.
 * @param topologies How often the positions were sent.
 * @param topologyBytes The positions.
 * @param steps Steps.
 * @param weights The weights of all steps.
 * @param shards Shards of all steps.
 * @param gradients The gradients of all shards.
 */
public record Traffic(
        long assignment, long topologies, long topologyBytes, long steps, long weights, long shards, long gradients) {
    /** Nothing yet. */
    public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0, 0);

    Traffic plus(Assignment sent) {
        return new Traffic(assignment + sent.bytes(), topologies, topologyBytes, steps, weights, shards, gradients);
    }

    Traffic plus(Topology sent) {
        return new Traffic(assignment, topologies + 1, topologyBytes + sent.bytes(), steps, weights, shards, gradients);
    }

    Traffic plus(Step sent, long received) {
        return new Traffic(
                assignment,
                topologies,
                topologyBytes,
                steps + 1,
                weights + sent.bytes(),
                shards + sent.shards(),
                gradients + received);
    }
}
