package org.setlstm.training;

import java.util.List;
import org.setlstm.optimise.Adam;
import org.setlstm.optimise.LearningRateSchedule;
import org.setlstm.optimise.Optimiser;
import org.setlstm.optimise.OptimiserType;
import org.setlstm.optimise.SGD;
import org.setlstm.sparse.TopologyEvolution;

/**
 * How a network learns. Values are trusted here; whoever takes them from a user checks them.
 *
 * @param epochs Passes over the documents.
 * @param batchSize Documents of a step.
 * @param shardSize Documents that are computed together. Part of the result, unlike the number of threads.
 * @param optimiser The optimiser.
 * @param learningRate Its full rate.
 * @param momentum SGD's.
 * @param beta1 Adam's.
 * @param beta2 Adam's.
 * @param schedule How the rate falls.
 * @param warmup The share of all steps in which the rate first rises.
 * @param gradientClip Bound of the gradients' joint norm; 0 for none.
 * @param averageDecay Decay of the weights' average, which the network ends with; 0 for none.
 * @param dropout Share of the pooled features left out.
 * @param wordDropout Share of the tokens read as unknown.
 * @param evolution What happens to the topology, and when.
 * @param threads Threads to compute shards on.
 */
public record TrainingSettings(
        int epochs,
        int batchSize,
        int shardSize,
        OptimiserType optimiser,
        double learningRate,
        double momentum,
        double beta1,
        double beta2,
        LearningRateSchedule schedule,
        double warmup,
        double gradientClip,
        double averageDecay,
        double dropout,
        double wordDropout,
        TopologyEvolution evolution,
        int threads) {
    Optimiser newOptimiser(List<float[]> parameters) {
        return switch (optimiser) {
            case ADAM -> new Adam(parameters, beta1, beta2);
            case SGD -> new SGD(parameters, momentum);
        };
    }
}
