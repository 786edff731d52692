package org.setlstm.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.setlstm.SETLSTMModel;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.SETLSTMTrainerBuilder;
import org.setlstm.text.DelimitedTextSource;
import org.setlstm.text.TokenSequencePipeline;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.data.text.TextFeatureExtractor;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;

/** Texts of three labels, and a model that knows them somewhat. */
final class SparkTexts {
    private static final String[] LABELS = {"bad", "good", "mixed"};
    private static final int WORDS = 400;

    private SparkTexts() {}

    /** One text of 1 to 40 words, of which some tell the label. */
    static String text(int label, SplittableRandom random) {
        int length = random.nextInt(1, 41);
        List<String> words = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            words.add(random.nextInt(4) == 0 ? LABELS[label] + random.nextInt(20) : "w" + random.nextInt(WORDS));
        }
        return String.join(" ", words);
    }

    static List<String> texts(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text(i % LABELS.length, random));
        }
        return texts;
    }

    static Path trainingFile(Path directory, int count) throws IOException {
        List<String> lines = new ArrayList<>(count);
        List<String> texts = texts(count, 1);
        for (int i = 0; i < count; i++) {
            lines.add(LABELS[i % LABELS.length] + "\t" + texts.get(i));
        }
        return Files.write(directory.resolve("train.tsv"), lines);
    }

    static MutableDataset<Label> dataset(Path trainingFile) throws IOException {
        TextFeatureExtractor<Label> extractor = new TextFeatureExtractorImpl<>(new TokenSequencePipeline());
        return new MutableDataset<>(new DelimitedTextSource(trainingFile, extractor));
    }

    static SETLSTMTrainerBuilder trainer() {
        return SETLSTMTrainer.builder()
                .embeddingDimension(24)
                .hiddenDimension(16)
                .epsilon(4)
                .minTokenCount(1)
                .epochs(2)
                .batchSize(32)
                .shardSize(8)
                .threads(1);
    }

    static SETLSTMModel model(Path directory) throws IOException {
        return trainer().build().train(dataset(trainingFile(directory, 300)));
    }
}
