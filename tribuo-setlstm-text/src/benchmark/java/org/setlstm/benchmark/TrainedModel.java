package org.setlstm.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.text.DelimitedTextSource;
import org.setlstm.text.TextClassifier;
import org.setlstm.text.TokenSequencePipeline;
import org.setlstm.training.TrainingListener;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;

/** A model from a file, trained for a moment on texts that hold each word of its vocabulary. */
final class TrainedModel {
    private static final int WORDS_PER_TEXT = 100;
    private static final int LETTERS = 26;

    private TrainedModel() {}

    static TextClassifier of(Shape shape) {
        try {
            Path texts = Files.createTempFile("benchmark", ".tsv");
            Path model = Files.createTempFile("benchmark", ".model");
            try {
                Files.write(texts, lines(shape.vocabulary()));
                train(shape, texts, model);
                return TextClassifier.load(model);
            } finally {
                Files.delete(texts);
                Files.delete(model);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(int vocabulary) {
        List<String> lines = new ArrayList<>();
        for (int from = 1; from <= vocabulary; from += WORDS_PER_TEXT) {
            int[] rows = IntStream.range(from, Math.min(vocabulary + 1, from + WORDS_PER_TEXT))
                    .toArray();
            lines.add((lines.size() % 2 == 0 ? "even" : "odd") + "\t" + text(rows));
        }
        return lines;
    }

    private static void train(Shape shape, Path texts, Path model) throws IOException {
        var extractor = new TextFeatureExtractorImpl<Label>(new TokenSequencePipeline());
        var dataset = new MutableDataset<>(new DelimitedTextSource(texts, extractor));
        SETLSTMTrainer trainer = SETLSTMTrainer.builder()
                .minTokenCount(1)
                .maxVocabulary(shape.vocabulary())
                .embeddingDimension(shape.embedding())
                .hiddenDimension(shape.hidden())
                .bidirectional(shape.bidirectional())
                .shortcut(false)
                .density(shape.gateDensity())
                .embeddingDensity(shape.embeddingDensity())
                .epochs(1)
                .build();
        trainer.setListener(TrainingListener.NONE);
        trainer.train(dataset).serializeToFile(model);
    }

    /** Words of letters alone, which a tokenizer leaves whole. */
    static String text(int[] rows) {
        return Arrays.stream(rows).mapToObj(TrainedModel::word).collect(Collectors.joining(" "));
    }

    private static String word(int row) {
        StringBuilder letters = new StringBuilder();
        for (int rest = row; rest > 0; rest /= LETTERS) {
            letters.append((char) ('a' + rest % LETTERS));
        }
        return letters.append('q').toString();
    }
}
