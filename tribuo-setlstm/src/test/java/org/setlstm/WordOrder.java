package org.setlstm;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.setlstm.sequence.TokenFeatures;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Documents whose label only the order of two words tells: the same words stand in both classes. */
public final class WordOrder {
    private static final List<String> FILLERS = List.of("the", "a", "big", "small", "old", "grey", "and", "then");

    private WordOrder() {}

    public static Example<Label> example(String label, String text) {
        Example<Label> example = new ArrayExample<>(new Label(label));
        TokenFeatures.encode("", List.of(text.split(" "))).forEach(example::add);
        return example;
    }

    public static List<Example<Label>> examples(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean first = random.nextBoolean();
            String text = fillers(random) + (first ? "dog" : "man") + fillers(random) + "bites" + fillers(random)
                    + (first ? "man" : "dog");
            examples.add(example(first ? "usual" : "news", text.strip()));
        }
        return examples;
    }

    private static String fillers(SplittableRandom random) {
        StringBuilder words = new StringBuilder(" ");
        for (int i = random.nextInt(3); i > 0; i--) {
            words.append(FILLERS.get(random.nextInt(FILLERS.size()))).append(' ');
        }
        return words.toString();
    }

    public static MutableDataset<Label> dataset(List<Example<Label>> examples) {
        LabelFactory factory = new LabelFactory();
        return new MutableDataset<>(
                new ListDataSource<>(examples, factory, new SimpleDataSourceProvenance("word order", factory)));
    }

    public static SETLSTMTrainerBuilder trainer() {
        return SETLSTMTrainer.builder()
                .embeddingDimension(12)
                .hiddenDimension(12)
                .shortcut(false)
                .epsilon(4.0)
                .epochs(10)
                .batchSize(16)
                .dropout(0.1)
                .wordDropout(0.0)
                .threads(1);
    }
}
