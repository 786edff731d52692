package org.setlstm.training;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.setlstm.network.Network;
import org.setlstm.network.Parameter;
import org.setlstm.network.TransposedWeights;
import org.setlstm.optimise.Slices;
import org.setlstm.parallel.ParallelLoop;

/** The gradients of batches on the threads of this JVM. */
final class LocalGradients implements BatchGradients {
    private final Network network;
    private final TrainingSettings settings;
    private final TransposedWeights transposed;
    private final List<float[]> parameters;
    private final List<Shard> shards = new ArrayList<>();

    LocalGradients(Network network, TrainingSettings settings) {
        this.network = network;
        this.settings = settings;
        transposed = new TransposedWeights(network);
        parameters = network.parameters().stream().map(Parameter::values).toList();
    }

    @Override
    public double compute(TrainingData data, int[] batch, SplittableRandom[] randoms) {
        int count = randoms.length;
        for (int s = 0; s < count; s++) {
            if (s == shards.size()) {
                shards.add(new Shard(
                        network, transposed, parameters, Math.min(settings.shardSize(), settings.batchSize())));
            }
            shards.get(s).deal(data, batch, s, count);
        }
        ParallelLoop.forEach(count, s -> shards.get(s).compute(settings.regularisation(), randoms[s]));
        double loss = 0.0;
        for (int s = 0; s < count; s++) {
            loss += shards.get(s).loss();
        }
        for (int s = 1; s < count; s++) {
            add(sum(), shards.get(s).gradients());
        }
        return loss;
    }

    private static void add(float[][] to, float[][] from) {
        for (int p = 0; p < to.length; p++) {
            float[] t = to[p];
            float[] f = from[p];
            Slices.forEach(t.length, (first, end) -> add(t, f, first, end));
        }
    }

    private static void add(float[] to, float[] from, int first, int end) {
        for (int k = first; k < end; k++) {
            to[k] += from[k];
        }
    }

    @Override
    public float[][] sum() {
        return shards.get(0).gradients();
    }

    @Override
    public void valuesChanged() {
        transposed.refresh();
    }

    @Override
    public void positionsChanged() {
        transposed.rebuild();
    }

    @Override
    public void takePredicted(BitSet all) {
        shards.forEach(s -> s.takePredicted(all));
    }

    @Override
    public boolean onND4J() {
        return transposed.onND4J();
    }

    @Override
    public void close() {
        transposed.close();
    }
}
