package org.setlstm.distributed;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.setlstm.network.Network;
import org.setlstm.training.BatchGradients;
import org.setlstm.training.TrainingData;
import org.setlstm.training.TrainingSettings;

/**
 * The gradients of batches on a cluster. Each step sends the weights, of the embedding those of words in the batch, and
 * gets back for each shard the gradient at the same places. Positions go along when they have changed.
 */
public final class DistributedGradients implements BatchGradients {
    private final Network network;
    private final TrainingSettings settings;
    private final Cluster cluster;
    private final Consumer<Traffic> listener;
    private final float[][] sum;
    private final BitSet predicted = new BitSet();
    private Traffic traffic = Traffic.NONE;
    private TrainingData assigned;
    private boolean shaped;
    private boolean onND4J;

    /**
     * Starts for a training.
     *
     * @param network The network, which changes as it learns.
     * @param settings How it learns.
     * @param cluster Who computes; is closed with this.
     * @param listener Is told after each step what has travelled.
     */
    public DistributedGradients(
            Network network, TrainingSettings settings, Cluster cluster, Consumer<Traffic> listener) {
        this.network = network;
        this.settings = settings;
        this.cluster = cluster;
        this.listener = listener;
        sum = network.parameters().stream()
                .map(p -> new float[p.values().length])
                .toArray(float[][]::new);
    }

    @Override
    public double compute(TrainingData data, int[] batch, SplittableRandom[] randoms) {
        assign(data);
        if (!shaped) {
            Topology topology = Topology.of(network);
            cluster.shape(topology);
            traffic = traffic.plus(topology);
            shaped = true;
        }
        Step step = Step.of(traffic.steps() + 1, network, data, batch, randoms);
        List<ShardGradient> shards = cluster.compute(step);
        double loss = 0.0;
        long received = 0;
        for (float[] s : sum) {
            Arrays.fill(s, 0.0f);
        }
        for (int s = 0; s < shards.size(); s++) {
            ShardGradient shard = shards.get(s);
            loss += shard.loss();
            received += shard.bytes();
            predicted.or(BitSet.valueOf(shard.predicted()));
            onND4J |= shard.onND4J();
            MetRows.of(network.embedding(), data, batch, s, shards.size()).add(shard.values()[0], sum[0]);
            add(shard.values(), s == 0);
        }
        traffic = traffic.plus(step, received);
        listener.accept(traffic);
        return loss;
    }

    private void assign(TrainingData data) {
        if (assigned != data) {
            int capacity = Math.min(settings.shardSize(), settings.batchSize());
            Assignment assignment = new Assignment(data, settings.regularisation(), capacity);
            cluster.assign(assignment);
            traffic = traffic.plus(assignment);
            assigned = data;
        }
    }

    /** All but the embedding's. The first is taken as it is: a sum that starts from 0 would make 0 of -0. */
    private void add(float[][] shard, boolean first) {
        for (int p = 1; p < sum.length; p++) {
            float[] to = sum[p];
            float[] from = shard[p];
            if (first) {
                System.arraycopy(from, 0, to, 0, to.length);
                continue;
            }
            for (int k = 0; k < to.length; k++) {
                to[k] += from[k];
            }
        }
    }

    @Override
    public float[][] sum() {
        return sum;
    }

    /** They go along with the next step. */
    @Override
    public void valuesChanged() {}

    @Override
    public void positionsChanged() {
        shaped = false;
    }

    @Override
    public void takePredicted(BitSet all) {
        all.or(predicted);
        predicted.clear();
    }

    @Override
    public boolean onND4J() {
        return onND4J;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
