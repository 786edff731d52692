package org.setlstm.spark;

import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.setlstm.distributed.Assignment;
import org.setlstm.distributed.Replica;
import org.setlstm.distributed.ShardGradient;
import org.setlstm.distributed.Step;
import org.setlstm.distributed.Topology;

/**
 * What an executor does with the number of a shard. It asks for documents and positions only if it has no replica, as at
 * first, after a change of positions, or in the place of an executor that has died.
 *
 * @param training Tells trainings apart.
 * @param number Counts the topologies of the training.
 * @param assignment What holds for all of the training.
 * @param topology The positions.
 * @param step The step.
 */
record ComputeShard(
        String training,
        int number,
        Broadcast<Assignment> assignment,
        Broadcast<Topology> topology,
        Broadcast<Step> step)
        implements Function<Integer, ShardGradient> {
    @Override
    public ShardGradient call(Integer shard) {
        return Replicas.get(training, number, () -> new Replica(assignment.value(), topology.value()))
                .compute(step.value(), shard);
    }
}
