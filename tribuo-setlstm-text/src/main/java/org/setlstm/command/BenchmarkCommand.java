package org.setlstm.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.oracle.labs.mlrg.olcut.config.Option;
import com.oracle.labs.mlrg.olcut.config.Options;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.setlstm.kernel.Kernels;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Network;
import org.setlstm.network.Pooling;
import org.setlstm.network.Predictor;
import org.setlstm.optimise.OptimiserSettings;
import org.setlstm.optimise.OptimiserType;
import org.setlstm.parallel.Workers;
import org.setlstm.sparse.RowWeights;
import org.setlstm.sparse.Sparsity;
import org.setlstm.sparse.TopologyEvolution;
import org.setlstm.training.BatchTraining;
import org.setlstm.training.Regularisation;
import org.setlstm.training.TrainingData;
import org.setlstm.training.TrainingSettings;

/** {@code benchmark}: times a training step and a predicted batch of random documents of a given shape. */
final class BenchmarkCommand implements Main.Command {
    /** The options. */
    public static final class BenchmarkOptions implements Options {
        /** Known tokens. */
        @Option(longName = "vocabulary", usage = "Known tokens.")
        public int vocabulary = 20_000;

        /** Values of a token's embedding. */
        @Option(longName = "embedding-dimension", usage = "Values of a token's embedding.")
        public int embeddingDimension = 256;

        /** Hidden units. */
        @Option(longName = "hidden-dimension", usage = "Hidden units of each layer, in each direction.")
        public int hiddenDimension = 256;

        /** Layers. */
        @Option(longName = "layers", usage = "Layers above one another.")
        public int layers = 1;

        /** Whether to read from both ends. */
        @Option(longName = "bidirectional", usage = "Whether to read from both ends.")
        public boolean bidirectional = false;

        /** Classes. */
        @Option(longName = "classes", usage = "Classes.")
        public int classes = 2;

        /** Documents of a batch. */
        @Option(longName = "batch-size", usage = "Documents of a batch.")
        public int batchSize = 64;

        /** Tokens of each document. */
        @Option(longName = "max-length", usage = "Tokens of each document.")
        public int maxLength = 100;

        /** Share of positions stored. */
        @Option(longName = "density", usage = "Share of the positions that each matrix stores.")
        public double density = 0.08;

        /** The embedding's own share. */
        @Option(longName = "embedding-density", usage = "The embedding's own share; 0 for that of all matrices.")
        public double embeddingDensity = 0.0;

        /** Where the weights of the gates stand. */
        @Option(
                longName = "gate-topology",
                usage = "Where the weights of a cell's gates stand: own, each gate for itself, or shared.")
        public String gateTopology = "shared";

        /** Threads. */
        @Option(longName = "threads", usage = "Threads.")
        public int threads = Runtime.getRuntime().availableProcessors();

        /** Steps timed. */
        @Option(longName = "iterations", usage = "Steps timed, after as many unmeasured ones.")
        public int iterations = 30;

        @Override
        public String getOptionsDescription() {
            return "Times a training step and a predicted batch of random documents.";
        }
    }

    @Override
    public String usage() {
        return CommandLine.usage(new BenchmarkOptions());
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception {
        BenchmarkOptions o = new BenchmarkOptions();
        CommandLine.parse(arguments, o);
        if (Math.min(Math.min(o.batchSize, o.maxLength), Math.min(o.threads, o.iterations)) < 1) {
            throw new Main.UsageError("--batch-size, --max-length, --threads and --iterations must be at least 1");
        }
        SplittableRandom random = new SplittableRandom(1);
        Architecture a = new Architecture(
                o.vocabulary,
                o.embeddingDimension,
                o.hiddenDimension,
                o.layers,
                o.bidirectional,
                Pooling.MAX,
                o.classes,
                0,
                false,
                gateTopology(o));
        Sparsity cells = new Sparsity(0.0, o.density);
        Sparsity embedding = o.embeddingDensity > 0.0 ? new Sparsity(0.0, o.embeddingDensity) : cells;
        Network network = Network.create(a, embedding, cells, RowWeights.NONE, 0.1, random);
        TrainingData data = data(o, random);
        int[] batch = new int[o.batchSize];
        Arrays.setAll(batch, i -> i);
        Map<String, Object> results = new LinkedHashMap<>();
        try (BatchTraining training = new BatchTraining(network, settings(o))) {
            results.put("trainStepMs", median(o.iterations, () -> training.step(data, batch, 0.001, random)));
        }
        Predictor predictor = new Predictor(network);
        try (Workers workers = new Workers(o.threads)) {
            results.put(
                    "predictBatchMs",
                    median(o.iterations, () -> workers.call(() -> predictor.probabilities(data.documents()))));
        }
        results.put("kernel", Kernels.best().name());
        results.put("java", Runtime.version().toString());
        results.put("threads", o.threads);
        results.put("vocabulary", o.vocabulary);
        results.put("embeddingDimension", o.embeddingDimension);
        results.put("hiddenDimension", o.hiddenDimension);
        results.put("layers", o.layers);
        results.put("bidirectional", o.bidirectional);
        results.put("gateTopology", o.gateTopology);
        results.put("batchSize", o.batchSize);
        results.put("length", o.maxLength);
        results.put("storedParameters", network.storedParameters());
        results.put("denseParameters", a.denseParameters());
        out.println(
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(results));
        return 0;
    }

    private static GateTopology gateTopology(BenchmarkOptions o) {
        return switch (o.gateTopology) {
            case "own" -> GateTopology.OWN;
            case "shared" -> GateTopology.SHARED;
            default ->
                throw new Main.UsageError("--gate-topology is '" + o.gateTopology + "', and must be own or shared");
        };
    }

    private static TrainingData data(BenchmarkOptions o, SplittableRandom random) {
        int[][] documents = new int[o.batchSize][o.maxLength];
        int[] labels = new int[o.batchSize];
        float[] weights = new float[o.batchSize];
        for (int d = 0; d < documents.length; d++) {
            Arrays.setAll(documents[d], i -> random.nextInt(o.vocabulary + 1));
            labels[d] = random.nextInt(o.classes);
            weights[d] = 1.0f;
        }
        return new TrainingData(documents, labels, weights);
    }

    private static TrainingSettings settings(BenchmarkOptions o) {
        return new TrainingSettings(
                1,
                o.batchSize,
                32,
                OptimiserSettings.constant(OptimiserType.ADAM, 0.001),
                new Regularisation(0.5, 0.0, 0.0, 0.0),
                TopologyEvolution.none(),
                0.0,
                o.threads);
    }

    private static double median(int iterations, Runnable task) {
        double[] milliseconds = new double[iterations];
        for (int i = -iterations; i < iterations; i++) {
            long start = System.nanoTime();
            task.run();
            if (i >= 0) {
                milliseconds[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(milliseconds);
        return milliseconds[iterations / 2];
    }
}
