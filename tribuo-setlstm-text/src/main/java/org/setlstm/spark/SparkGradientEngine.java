package org.setlstm.spark;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.distributed.DistributedGradients;
import org.setlstm.distributed.Traffic;
import org.setlstm.network.Network;
import org.setlstm.training.BatchGradients;
import org.setlstm.training.GradientEngine;
import org.setlstm.training.TrainingSettings;

/**
 * Computes the gradients of a {@link SETLSTMTrainer} on Spark's executors, in step: the driver owns weights, topology and
 * chance, executors hold the documents and compute the shards of each batch. The model is that of a training on one
 * machine, bit for bit; a training may stop on one and go on, from its checkpoint, on the other. An executor that dies is
 * replaced by Spark, and nothing is lost.
 *
 * <p>A batch keeps as many cores busy as it has shards: {@code batchSize / shardSize}. These two are part of the result.
 *
 * <p>Executors compute on the Vector API with {@code spark.executor.extraJavaOptions=--add-modules jdk.incubator.vector},
 * and several times slower without it. Full matrices train on ND4J where executors have it, with the bits of their
 * processors.
 */
public final class SparkGradientEngine implements GradientEngine {
    private final JavaSparkContext context;
    private volatile Traffic traffic = Traffic.NONE;

    /**
     * On the executors of a session.
     *
     * @param spark The session.
     */
    public SparkGradientEngine(SparkSession spark) {
        context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    @Override
    public BatchGradients open(Network network, TrainingSettings settings) {
        return new DistributedGradients(network, settings, new SparkCluster(context), t -> traffic = t);
    }

    /**
     * What the last training has sent so far.
     *
     * @return Bytes by kind.
     */
    public Traffic traffic() {
        return traffic;
    }
}
