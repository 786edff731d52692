package org.setlstm.distributed;

import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.setlstm.network.Network;
import org.setlstm.network.Parameter;
import org.setlstm.network.TransposedWeights;
import org.setlstm.training.Shard;
import org.setlstm.training.TrainingData;

/**
 * A process's copy of a network, as long as its topology stays. Any number of threads may compute shards of a step; a next
 * step begins when all of them are back where they are wanted.
 */
public final class Replica implements AutoCloseable {
    private final Assignment assignment;
    private final Network network;
    private final List<Parameter> parameters;
    private final TransposedWeights transposed;
    private final Queue<Shard> idle = new ConcurrentLinkedQueue<>();
    private long current;

    /**
     * Takes its memory.
     *
     * @param assignment What holds for all of a training.
     * @param topology The positions.
     */
    public Replica(Assignment assignment, Topology topology) {
        this.assignment = assignment;
        network = topology.network();
        parameters = network.parameters();
        transposed = new TransposedWeights(network);
    }

    /**
     * Computes a shard.
     *
     * @param step The step, of this topology.
     * @param index Which of its shards.
     * @return Its gradient.
     * @throws IllegalStateException If the step is over: a later one has been seen. Then nobody waits for the result.
     */
    public ShardGradient compute(Step step, int index) {
        follow(step);
        TrainingData data = assignment.data();
        Shard shard = idle.poll();
        if (shard == null) {
            List<float[]> values = parameters.stream().map(Parameter::values).toList();
            shard = new Shard(network, transposed, values, assignment.capacity());
        }
        shard.deal(data, step.batch(), index, step.shards());
        long[] random = step.randoms()[index];
        shard.compute(assignment.regularisation(), new SplitMix(random[0], random[1]));
        float[][] gradient = new float[parameters.size()][];
        gradient[0] = MetRows.of(network.embedding(), data, step.batch(), index, step.shards())
                .pack(shard.gradients()[0]);
        for (int p = 1; p < gradient.length; p++) {
            gradient[p] = shard.gradients()[p].clone();
        }
        BitSet predicted = new BitSet();
        shard.takePredicted(predicted);
        ShardGradient result = new ShardGradient(shard.loss(), gradient, predicted.toLongArray(), transposed.onND4J());
        idle.add(shard);
        return result;
    }

    /** Takes a step's weights, if another thread hasn't. */
    private synchronized void follow(Step step) {
        if (step.number() < current) {
            throw new IllegalStateException("Step " + step.number() + " is over, this is step " + current);
        }
        if (step.number() == current) {
            return;
        }
        MetRows.of(network.embedding(), assignment.data(), step.batch(), 0, 1)
                .unpack(step.values()[0], parameters.get(0).values());
        for (int p = 1; p < parameters.size(); p++) {
            float[] values = parameters.get(p).values();
            System.arraycopy(step.values()[p], 0, values, 0, values.length);
        }
        transposed.refresh();
        current = step.number();
    }

    @Override
    public void close() {
        transposed.close();
    }
}
