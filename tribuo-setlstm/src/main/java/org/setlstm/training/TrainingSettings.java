package org.setlstm.training;

import org.setlstm.optimise.OptimiserSettings;
import org.setlstm.sparse.TopologyEvolution;

/**
 * How a network learns. Values are trusted here; whoever takes them from a user checks them.
 *
 * @param epochs Passes over the documents.
 * @param batchSize Documents of a step.
 * @param shardSize Documents that are computed together. Part of the result, unlike the number of threads.
 * @param optimiser How steps are taken.
 * @param regularisation What is left out of them.
 * @param evolution What happens to the topology, and when.
 * @param frequencyExponent How the embedding's new entries share out among words: by the number of documents they stand
 *     in, to this power; 0 for all positions alike.
 * @param threads Threads to compute shards on.
 */
public record TrainingSettings(
        int epochs,
        int batchSize,
        int shardSize,
        OptimiserSettings optimiser,
        Regularisation regularisation,
        TopologyEvolution evolution,
        double frequencyExponent,
        int threads) {}
