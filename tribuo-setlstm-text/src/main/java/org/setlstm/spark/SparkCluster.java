package org.setlstm.spark;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.setlstm.distributed.Assignment;
import org.setlstm.distributed.Cluster;
import org.setlstm.distributed.ShardGradient;
import org.setlstm.distributed.Step;
import org.setlstm.distributed.Topology;

/**
 * Messages as broadcasts, which executors fetch when they need them; a step is a job, and a shard a task of it.
 *
 * <p>All calls of Spark are made on a thread of their own, which nobody interrupts: a training that is interrupted ends
 * after a step, not in the middle.
 */
final class SparkCluster implements Cluster {
    private final JavaSparkContext context;
    private final String training = UUID.randomUUID().toString();
    private final ExecutorService caller = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "spark-gradients");
        thread.setDaemon(true);
        return thread;
    });
    private Broadcast<Assignment> assignment;
    private Broadcast<Topology> topology;
    private int topologies;

    SparkCluster(JavaSparkContext context) {
        this.context = context;
    }

    @Override
    public void assign(Assignment sent) {
        call(() -> {
            destroy(assignment);
            assignment = context.broadcast(sent);
            return null;
        });
    }

    @Override
    public void shape(Topology sent) {
        call(() -> {
            destroy(topology);
            topology = context.broadcast(sent);
            topologies++;
            return null;
        });
    }

    @Override
    public List<ShardGradient> compute(Step sent) {
        List<Integer> shards = IntStream.range(0, sent.shards()).boxed().toList();
        return call(() -> {
            Broadcast<Step> step = context.broadcast(sent);
            try {
                return context.parallelize(shards, shards.size())
                        .map(new ComputeShard(training, topologies, assignment, topology, step))
                        .collect();
            } finally {
                destroy(step);
            }
        });
    }

    private <T> T call(Callable<T> task) {
        Future<T> result = caller.submit(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Spark has failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void destroy(Broadcast<?> broadcast) {
        if (broadcast != null) {
            broadcast.destroy();
        }
    }

    @Override
    public void close() {
        if (!context.sc().isStopped()) {
            call(() -> {
                destroy(assignment);
                destroy(topology);
                return null;
            });
        }
        caller.shutdown();
    }
}
