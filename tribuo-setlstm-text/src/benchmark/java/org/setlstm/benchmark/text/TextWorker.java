package org.setlstm.benchmark.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.setlstm.experiment.LinearText;
import org.setlstm.parallel.Workers;
import org.setlstm.text.TextClassifier;

/**
 * The main class of processes in Java that the command line has no command for: trains the linear model, or has a model
 * of either kind answer.
 */
final class TextWorker {
    static final String TRAIN_LINEAR = "train-linear";
    static final String ANSWER = "answer";

    private TextWorker() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals(TRAIN_LINEAR)) {
            LinearText.train(Path.of(arguments[1])).serializeToFile(Path.of(arguments[2]));
        } else {
            Answering answering = answer(
                    TextClassifier.load(Path.of(arguments[1])),
                    TextData.read(Path.of(arguments[2])),
                    Integer.parseInt(arguments[3]));
            new ObjectMapper().writeValue(Path.of(arguments[4]).toFile(), answering);
        }
        System.exit(0);
    }

    private static Answering answer(TextClassifier classifier, List<TextData.Labelled> test, int threads) {
        List<String> texts = test.stream().map(TextData.Labelled::text).toList();
        List<String> labels = test.stream().map(TextData.Labelled::label).toList();
        try (Workers workers = new Workers(threads)) {
            return workers.call(() -> {
                try {
                    return Answering.of(texts, labels, some -> LinearText.labels(classifier, some));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
