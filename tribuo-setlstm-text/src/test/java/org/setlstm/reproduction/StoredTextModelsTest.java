package org.setlstm.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.setlstm.text.TextClassifier;
import org.setlstm.training.TrainingListener;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** Models that were trained when the default tokenizer was the expression for words: they keep it, in each format. */
class StoredTextModelsTest {
    @BeforeAll
    static void quiet() {
        Logger.getLogger("org.setlstm").setLevel(Level.SEVERE);
    }

    private static Path file(String name) throws Exception {
        return Path.of(StoredTextModelsTest.class.getResource(name).toURI());
    }

    @ParameterizedTest
    @ValueSource(strings = {"words-format-0.tribuo", "words-format-1.tribuo"})
    void theyPredictWhatTheyPredictedThen(String name) throws Exception {
        TextClassifier classifier = TextClassifier.load(file(name));
        // Label, probability and text, with emoji and links that are words or nothing.
        for (String line : Files.readAllLines(file("words-predictions.tsv"))) {
            List<String> expected = List.of(line.split("\t"));
            Prediction<Label> p = classifier.predict(expected.get(2)).orElseThrow();
            assertEquals(expected.get(0), p.getOutput().getLabel(), line);
            assertEquals(expected.get(1), Float.toString((float) p.getOutput().getScore()), line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"words-format-0.tribuo", "words-format-1.tribuo"})
    void theyTrainAgainToTheSameBits(String name) throws Exception {
        Reproducer reproducer = Reproducer.load(file(name)).withListener(TrainingListener.NONE);
        Reproduction reproduction = reproducer
                .withFile(reproducer.dataFiles().first(), file("words-texts.tsv"))
                .reproduce();
        assertTrue(reproduction.isEqual(), reproduction::toFormattedString);
    }
}
