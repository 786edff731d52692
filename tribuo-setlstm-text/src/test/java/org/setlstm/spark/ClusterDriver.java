package org.setlstm.spark;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.setlstm.text.TextClassifier;

/** A driver with executors in JVMs of their own. It prints lines of a key and a value. */
public final class ClusterDriver {
    private static final String MASTER = "local-cluster[2,1,1024]";

    private ClusterDriver() {}

    /**
     * Starts it.
     *
     * @param args A directory, and how many documents to classify in how many partitions.
     */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        int documents = Integer.parseInt(args[1]);
        int partitions = Integer.parseInt(args[2]);
        SparkSession spark = SparkSession.builder()
                .master(MASTER)
                .config("spark.ui.enabled", "false")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.executor.extraJavaOptions", "--add-modules jdk.incubator.vector")
                .config("spark.executor.memory", "1g")
                .getOrCreate();
        score(spark, directory, documents, partitions);
        spark.stop();
    }

    private static String text(long id) {
        return SparkTexts.text((int) (id % 3), new SplittableRandom(id));
    }

    private static void score(SparkSession spark, Path directory, int documents, int partitions) throws Exception {
        Path file = directory.resolve("model.tribuo");
        SparkTexts.model(directory).serializeToFile(file);
        TextClassifier classifier = TextClassifier.load(file);
        TextClassifierTransformer transformer = TextClassifierTransformer.ofFile(file);
        Dataset<Row> texts = spark.range(0, documents, 1, partitions)
                .map((MapFunction<Long, String>) ClusterDriver::text, Encoders.STRING())
                .toDF("text");
        Dataset<String> digests = transformer
                .transform(texts)
                .mapPartitions((MapPartitionsFunction<Row, String>) ClusterDriver::digest, Encoders.STRING());
        for (int round = 1; round <= 3; round++) {
            long start = System.nanoTime();
            List<String> alone = alone(classifier, documents, partitions);
            rate("one JVM, two threads", documents, start);
            start = System.nanoTime();
            List<String> cluster = digests.collectAsList();
            rate("cluster", documents, start);
            print("equal", alone.equals(cluster));
        }
        Killing killing = new Killing(spark, partitions / 2);
        spark.sparkContext().addSparkListener(killing);
        print("equal after a kill", alone(classifier, documents, partitions).equals(digests.collectAsList()));
        print("executors lost", killing.lost.get());
        spark.sparkContext().removeSparkListener(killing);
    }

    /** The partitions' digests as one JVM has them. */
    private static List<String> alone(TextClassifier classifier, int documents, int partitions) throws Exception {
        ForkJoinPool threads = new ForkJoinPool(2);
        List<String> digests = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long end = (p + 1L) * documents / partitions;
            for (long from = (long) p * documents / partitions; from < end; from += 1024) {
                List<String> batch = new ArrayList<>();
                for (long id = from; id < Math.min(end, from + 1024); id++) {
                    batch.add(text(id));
                }
                for (var prediction :
                        threads.submit(() -> classifier.predict(batch)).get()) {
                    var scores = prediction.orElseThrow().getOutputScores();
                    for (String label : BatchClassifier.labels(classifier)) {
                        digest.update(bytes(scores.get(label).getScore()));
                    }
                }
            }
            digests.add(HexFormat.of().formatHex(digest.digest()));
        }
        threads.shutdown();
        return digests;
    }

    private static Iterator<String> digest(Iterator<Row> rows) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        while (rows.hasNext()) {
            for (double p : rows.next().<Vector>getAs("probability").toArray()) {
                digest.update(bytes(p));
            }
        }
        return List.of(HexFormat.of().formatHex(digest.digest())).iterator();
    }

    private static byte[] bytes(double value) {
        return ByteBuffer.allocate(Double.BYTES).putDouble(value).array();
    }

    private static void rate(String what, int documents, long start) {
        print(what + ", rows per second", Math.round(documents / ((System.nanoTime() - start) / 1e9)));
    }

    private static void print(String key, Object value) {
        System.out.println(key + "\t" + value);
    }

    /** Kills an executor when so many tasks have ended. */
    private static final class Killing extends SparkListener {
        final AtomicInteger lost = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final int tasks;
        private final long victim;

        Killing(SparkSession spark, int tasks) {
            this.tasks = tasks;
            victim = JavaSparkContext.fromSparkContext(spark.sparkContext())
                    .parallelize(List.of(1), 1)
                    .map(one -> ProcessHandle.current().pid())
                    .first();
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd task) {
            if (ended.incrementAndGet() == tasks) {
                ProcessHandle.of(victim).orElseThrow().destroyForcibly();
            }
        }

        @Override
        public void onExecutorRemoved(SparkListenerExecutorRemoved executor) {
            lost.incrementAndGet();
        }
    }
}
