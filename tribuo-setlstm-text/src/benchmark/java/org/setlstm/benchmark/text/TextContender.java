package org.setlstm.benchmark.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.setlstm.benchmark.text.WatchedProcess.Usage;
import org.setlstm.command.Main;

/** Who is measured from a file of texts to a model file, and from that to labels. */
public enum TextContender {
    /** Ours, as the command {@code train} has it by default. */
    SETLSTM("ours"),
    /** Tribuo's linear SGD on words and pairs, as {@code compare} has it. It trains on one thread. */
    LINEAR("Tribuo's linear SGD"),
    /** fastText on words and pairs. It predicts on one thread. */
    FASTTEXT("fastText");

    /**
     * What came out. Peak and size in 10^6 bytes.
     *
     * @param seconds Of training: the whole process, which reads texts and writes a model.
     * @param cpuSeconds The same in seconds of processors.
     * @param peak The most memory that training held at once.
     * @param size The model file's.
     * @param accuracy On the test texts.
     * @param textsPerSecond Predicted, when the program is warm.
     */
    public record Result(
            double seconds, double cpuSeconds, double peak, double size, double accuracy, double textsPerSecond) {}

    /**
     * Where a contender works.
     *
     * @param data Texts.
     * @param directory For models, and texts in forms of their own. What it holds may be replaced.
     * @param classPath Of processes in Java.
     */
    public record Place(TextData data, Path directory, String classPath) {
        private Path path(String name) {
            return directory.resolve(name);
        }
    }

    /** Texts whose labels are asked for at once. */
    public static final int TEXTS_AT_A_TIME = Answering.CALL;

    private final String label;

    TextContender(String label) {
        this.label = label;
    }

    /**
     * Its name.
     *
     * @return For tables.
     */
    public String label() {
        return label;
    }

    /**
     * Whether processes can be watched.
     *
     * @return Only on Linux.
     */
    public static boolean isPossible() {
        return WatchedProcess.isPossible();
    }

    /**
     * Whether it can be run here.
     *
     * @return False for fastText where no such program is on the PATH.
     */
    public boolean isInstalled() {
        return this != FASTTEXT || FastText.program().isPresent();
    }

    /**
     * Trains in a process of its own, then predicts in another.
     *
     * @param place Where.
     * @param threads Threads that it may take.
     * @return What was measured.
     * @throws IOException If a file can't be read or written, or no process started.
     * @throws IllegalStateException If a process fails.
     */
    public Result run(Place place, int threads) throws IOException {
        Files.createDirectories(place.directory);
        return this == FASTTEXT ? fastText(place, threads) : java(place, threads);
    }

    private Result java(Place place, int threads) throws IOException {
        Path model = place.path("java.model");
        Path answers = place.path("answers.json");
        String train = place.data.train().toString();
        Usage training = WatchedProcess.run(java(
                place,
                threads,
                this == SETLSTM
                        ? List.of(
                                Main.class.getName(),
                                "train",
                                "--train-path",
                                train,
                                "--model-path",
                                model.toString(),
                                "--threads",
                                String.valueOf(threads))
                        : List.of(TextWorker.class.getName(), TextWorker.TRAIN_LINEAR, train, model.toString())));
        WatchedProcess.run(java(
                place,
                threads,
                List.of(
                        TextWorker.class.getName(),
                        TextWorker.ANSWER,
                        model.toString(),
                        place.data.test().toString(),
                        String.valueOf(threads),
                        answers.toString())));
        Answering answering = new ObjectMapper().readValue(answers.toFile(), Answering.class);
        Files.delete(answers);
        return result(training, answering, model);
    }

    /** Java's own threads are told how many processors there are as well. */
    private static List<String> java(Place place, int threads, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:ActiveProcessorCount=" + threads);
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp", place.classPath));
        command.addAll(arguments);
        return command;
    }

    private static Result fastText(Place place, int threads) throws IOException {
        Path program = FastText.program().orElseThrow();
        List<TextData.Labelled> test = TextData.read(place.data.test());
        List<String> labels = TextData.read(place.data.train()).stream()
                .map(TextData.Labelled::label)
                .distinct()
                .sorted()
                .toList();
        Path texts = FastText.prepare(place.data.train(), labels, place.path("fasttext.txt"));
        Path model = place.path("fasttext.bin");
        Usage training = WatchedProcess.run(FastText.training(program, texts, place.path("fasttext"), threads));
        Result result = result(training, FastText.answer(program, model, test, labels), model);
        Files.delete(texts);
        Files.deleteIfExists(place.path("fasttext.vec"));
        return result;
    }

    private static Result result(Usage training, Answering answering, Path model) throws IOException {
        double size = Files.size(model) / 1e6;
        Files.delete(model);
        return new Result(
                training.seconds(),
                training.cpuSeconds(),
                training.peak(),
                size,
                answering.accuracy(),
                answering.textsPerSecond());
    }
}
