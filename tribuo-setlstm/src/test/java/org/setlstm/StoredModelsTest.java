package org.setlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Pooling;
import org.tribuo.CategoricalIDInfo;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.RealIDInfo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;

/** Files that the versions of the format wrote, each with what the model predicted then: they load, and predict the same. */
class StoredModelsTest {
    /** The second text has no word that the models know. */
    private static List<Example<Label>> texts() {
        List<Example<Label>> texts = WordOrder.examples(20, 2);
        texts.add(1, WordOrder.example("news", "colourless green ideas"));
        return texts;
    }

    /** Has features of both kinds: one stands at so many positions that Tribuo keeps only their mean and variance. */
    private static MutableDataset<Label> data() {
        List<Example<Label>> examples = WordOrder.examples(150, 1);
        for (int position = 1; position <= 60; position++) {
            examples.add(new ArrayExample<>(
                    new Label("news"),
                    new String[] {"man#1", "\u00fcber#1", "\ud83d\ude00#1"},
                    new double[] {position, position + 1, 100}));
        }
        return WordOrder.dataset(examples);
    }

    private static BufferedReader expected(String name) {
        return new BufferedReader(new InputStreamReader(
                StoredModelsTest.class.getResourceAsStream(name + ".tsv"), StandardCharsets.UTF_8));
    }

    /** The digest of the weights, then each text's probabilities in the order of the labels' names. */
    private static List<String> lines(SETLSTMModel model) {
        List<String> lines = new ArrayList<>(List.of(model.weightsDigest()));
        for (Prediction<Label> p : model.predict(texts())) {
            lines.add(p.getOutput().getLabel() + "\t" + score(p, "news") + "\t" + score(p, "usual"));
        }
        return lines;
    }

    private static float score(Prediction<Label> prediction, String label) {
        return (float) prediction.getOutputScores().get(label).getScore();
    }

    @BeforeAll
    static void quiet() {
        Logger.getLogger(SETLSTMTrainer.class.getName()).setLevel(Level.WARNING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"format-0", "format-1", "format-2", "format-3"})
    void theyPredictWhatTheyPredictedThen(String name) throws Exception {
        Path file = Path.of(StoredModelsTest.class.getResource(name + ".tribuo").toURI());
        SETLSTMModel model = (SETLSTMModel) Model.deserializeFromFile(file);
        // As old as its name says, and written again as what it holds: the first two hold the same.
        int format = Integer.parseInt(name.substring(name.length() - 1));
        try (InputStream in = Files.newInputStream(file)) {
            assertEquals(format, ModelProto.parseFrom(in).getVersion());
        }
        assertEquals(Math.max(1, format), model.serialize().getVersion());
        try (BufferedReader expected = expected(name)) {
            assertEquals(expected.lines().toList(), lines(model));
        }
        assertSameDomain(data().getFeatureIDMap(), model.getFeatureIDMap());
    }

    private static void assertSameDomain(ImmutableFeatureMap expected, ImmutableFeatureMap actual) {
        assertEquals(expected, actual);
        for (VariableInfo feature : expected) {
            // Which Tribuo's equality leaves out.
            assertEquals(feature.getCount(), actual.get(feature.getName()).getCount());
        }
        assertTrue(expected.get("man#1") instanceof RealIDInfo && expected.get("dog#1") instanceof CategoricalIDInfo);
    }

    /** Writes the files of the present format to a directory, under a name. Once for each format. */
    public static void main(String[] arguments) throws IOException {
        SETLSTMModel model = WordOrder.trainer()
                .embeddingDimension(8)
                .hiddenDimension(6)
                .pooling(Pooling.MEAN_MAX)
                .segmentLength(4)
                .shortcut(true)
                .layers(2)
                .epochs(3)
                .gateTopology(GateTopology.SHARED)
                .ngramWeights(40)
                .unknownPrefix(2)
                .build()
                .train(data());
        Path directory = Path.of(arguments[0]);
        model.serializeToFile(directory.resolve(arguments[1] + ".tribuo"));
        Files.write(directory.resolve(arguments[1] + ".tsv"), lines(model));
    }
}
