package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.network.Pooling;
import org.setlstm.optimise.OptimiserType;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** Models of full matrices in a JVM that has no ND4J. */
class WithoutND4JTest {
    private static final Logger TRAINING = Logger.getLogger(SETLSTMTrainer.class.getName());
    private static final List<Example<Label>> TEXTS = WordOrder.examples(20, 2);

    @TempDir
    Path directory;

    private static SETLSTMModel trained() {
        TRAINING.setLevel(Level.WARNING);
        return WordOrder.trainer()
                .embeddingDimension(40)
                .hiddenDimension(32)
                .density(1.0)
                .pooling(Pooling.MEAN)
                .optimiser(OptimiserType.SGD)
                .learningRate(0.1)
                .epochs(3)
                .build()
                .train(WordOrder.dataset(WordOrder.examples(64, 1)));
    }

    private static double[] scores(SETLSTMModel model) {
        return model.predict(TEXTS).stream()
                .map(Prediction::getOutputScores)
                .mapToDouble(scores -> scores.get("news").getScore())
                .toArray();
    }

    /** Loads a model and trains another, and prints what they predict, and why. */
    public static void main(String[] args) throws IOException {
        SETLSTMModel loaded = (SETLSTMModel) SETLSTMModel.deserializeFromFile(Path.of(args[0]));
        System.out.println(Arrays.toString(scores(loaded)));
        System.out.println(loaded.explain(TEXTS.get(0), "news").words());
        // Twice, for what is said must be said once.
        trained();
        System.out.println(Arrays.toString(scores(trained())));
    }

    private static double[] parse(String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split(", "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void theyLoadAndPredictTheSameAndTrainAlmostTheSame() throws Exception {
        SETLSTMModel model = trained();
        Path file = directory.resolve("dense.model");
        model.serializeToFile(file);
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("nd4j") && !entry.contains("bytedeco"))
                .collect(Collectors.joining(File.pathSeparator));
        Path errors = directory.resolve("errors");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        classPath,
                        WithoutND4JTest.class.getName(),
                        file.toString())
                .redirectError(errors.toFile())
                .start();
        List<String> lines = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertTrue(java.waitFor(60, TimeUnit.SECONDS));
        String said = Files.readString(errors);
        assertEquals(0, java.exitValue(), said);

        double[] expected = scores(model);
        assertEquals(Arrays.toString(expected), lines.get(0));
        assertEquals(model.explain(TEXTS.get(0), "news").words().toString(), lines.get(1), "to the last bit");
        double[] other = parse(lines.get(2));
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], other[i], 1e-4);
        }
        assertTrue(Arrays.stream(expected).max().orElseThrow()
                        - Arrays.stream(expected).min().orElseThrow()
                > 1e-2);
        assertEquals(
                1, said.lines().filter(l -> l.contains("org.nd4j:nd4j-native")).count(), said);
    }
}
