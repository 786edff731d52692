package org.setlstm.spark;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.setlstm.SETLSTMModel;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.SETLSTMTrainerBuilder;
import org.setlstm.distributed.Traffic;
import org.setlstm.text.TextClassifier;
import org.setlstm.training.Progress;
import org.setlstm.training.TrainingListener;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** A driver with executors in JVMs of their own. It prints lines of a key and a value. */
public final class ClusterDriver {
    private static final String MASTER = "local-cluster[2,1,1024]";

    private ClusterDriver() {}

    /**
     * Starts it.
     *
     * @param args A directory; how many documents to classify, 0 for none, and in how many partitions; texts to train on, the batch
     *     size and the epochs, or nothing for small texts.
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
        if (documents > 0) {
            score(spark, directory, documents, partitions);
        }
        if (args.length > 3) {
            train(spark, Path.of(args[3]), () -> SETLSTMTrainer.builder()
                    .batchSize(Integer.parseInt(args[4]))
                    .epochs(Integer.parseInt(args[5]))
                    .threads(2));
        } else {
            train(spark, SparkTexts.trainingFile(directory, 400), SparkTexts::trainer);
        }
        spark.stop();
    }

    private static void train(SparkSession spark, Path texts, Supplier<SETLSTMTrainerBuilder> settings)
            throws Exception {
        MutableDataset<Label> data = SparkTexts.dataset(texts);
        StepTimes alone = new StepTimes();
        SETLSTMModel expected = train(settings.get().build(), data, alone);
        print("one machine's digest", expected.weightsDigest());
        Killing killing = new Killing(spark, 60);
        Travelled travelled = new Travelled();
        spark.sparkContext().addSparkListener(killing);
        spark.sparkContext().addSparkListener(travelled);
        SETLSTMTrainer trainer = settings.get().build();
        SparkGradientEngine engine = new SparkGradientEngine(spark);
        trainer.setGradientEngine(engine);
        StepTimes cluster = new StepTimes();
        print("cluster's digest", train(trainer, data, cluster).weightsDigest());
        print("executors lost in training", killing.lost.get());
        Traffic traffic = engine.traffic();
        print("traffic", traffic);
        print("weights, bytes per step", traffic.weights() / traffic.steps());
        print("gradient, bytes per shard", traffic.gradients() / traffic.shards());
        print("dense, bytes", Float.BYTES * expected.sparsity().dense());
        print("stored, bytes", Float.BYTES * expected.sparsity().stored());
        print("executors have fetched, bytes", travelled.fetched.get());
        print("results of tasks, bytes", travelled.results.get());
        print("one machine, ms per step", alone.median());
        print("cluster, ms per step", cluster.median());
    }

    private static SETLSTMModel train(SETLSTMTrainer trainer, MutableDataset<Label> data, TrainingListener listener) {
        trainer.setListener(listener);
        return trainer.train(data);
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
        for (int round = 1; round <= (documents < 100_000 ? 1 : 5); round++) {
            Stopwatch watch = new Stopwatch();
            List<String> alone = alone(classifier, documents, partitions);
            watch.print("one JVM, two threads", documents);
            watch = new Stopwatch();
            List<String> cluster = digests.collectAsList();
            watch.print("cluster", documents);
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

    private static void print(String key, Object value) {
        System.out.println(key + "\t" + value);
    }

    /** Wall clock, and the processors' time of driver and executors: others may use the machine at the same time. */
    private static final class Stopwatch {
        private final long start = System.nanoTime();
        private final Duration processors = processors();

        private static Duration processors() {
            ProcessHandle driver = ProcessHandle.current();
            return Stream.concat(Stream.of(driver), driver.descendants())
                    .flatMap(process -> process.info().totalCpuDuration().stream())
                    .reduce(Duration.ZERO, Duration::plus);
        }

        void print(String what, int documents) {
            double seconds = (System.nanoTime() - start) / 1e9;
            double busy = processors().minus(processors).toNanos() / 1e9;
            ClusterDriver.print(what + ", rows per second", Math.round(documents / seconds));
            ClusterDriver.print(what + ", rows per second of a processor", Math.round(documents / busy));
        }
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

    /** The time of each step. */
    private static final class StepTimes implements TrainingListener {
        private final List<Long> nanos = new ArrayList<>();
        private long before = System.nanoTime();

        @Override
        public void batch(Progress p) {
            nanos.add(System.nanoTime() - before);
            before = System.nanoTime();
        }

        String median() {
            return String.format(
                    Locale.ROOT, "%.1f", nanos.stream().sorted().toList().get(nanos.size() / 2) / 1e6);
        }
    }

    /** What Spark itself counts. */
    private static final class Travelled extends SparkListener {
        final AtomicLong fetched = new AtomicLong();
        final AtomicLong results = new AtomicLong();

        @Override
        public void onTaskEnd(SparkListenerTaskEnd task) {
            if (task.taskMetrics() != null) {
                results.addAndGet(task.taskMetrics().resultSize());
            }
        }

        @Override
        public void onBlockUpdated(SparkListenerBlockUpdated block) {
            BlockUpdatedInfo info = block.blockUpdatedInfo();
            // A block that is removed is told with its size, too.
            if (info.blockId().name().contains("_piece")
                    && info.storageLevel().isValid()
                    && !info.blockManagerId().isDriver()) {
                fetched.addAndGet(info.memSize() + info.diskSize());
            }
        }
    }
}
