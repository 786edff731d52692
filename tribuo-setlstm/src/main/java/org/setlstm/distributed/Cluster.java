package org.setlstm.distributed;

import java.util.List;

/** Other processes that each hold a {@link Replica}, and how messages get to them. */
public interface Cluster extends AutoCloseable {
    /**
     * What holds from now on.
     *
     * @param assignment Never changes.
     */
    void assign(Assignment assignment);

    /**
     * The positions that the weights of the next steps have.
     *
     * @param topology Never changes.
     */
    void shape(Topology topology);

    /**
     * Has all shards of a step computed.
     *
     * @param step Never changes.
     * @return Their gradients, in the order of the shards.
     */
    List<ShardGradient> compute(Step step);

    /** Lets go of all that was sent. */
    @Override
    void close();
}
