package org.setlstm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertySheet;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.SETLSTMModel;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.sparse.TopologyEvolution;
import org.setlstm.training.TrainingListener;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.data.text.impl.CasingPreprocessor;
import org.tribuo.data.text.impl.CasingPreprocessor.CasingOperation;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;
import org.tribuo.dataset.MinimumCardinalityDataset;
import org.tribuo.evaluation.KFoldSplitter;
import org.tribuo.evaluation.TrainTestSplitter;
import org.tribuo.util.tokens.impl.SplitPatternTokenizer;

/** What a model's provenance says of all that made it. */
class ModelProvenanceTest {
    @TempDir
    Path directory;

    private DelimitedTextSource source;

    @BeforeEach
    void read() throws IOException {
        Path file = directory.resolve("train.tsv");
        Texts.writeTexts(file, 60, 1);
        source = new DelimitedTextSource(
                file,
                new TextFeatureExtractorImpl<>(new TokenSequencePipeline(new SplitPatternTokenizer(" +"), false, 50)),
                new CasingPreprocessor(CasingOperation.UPPERCASE));
    }

    private static SETLSTMModel train(Dataset<Label> data) {
        SETLSTMTrainer trainer = SETLSTMTrainer.builder()
                .embeddingDimension(4)
                .hiddenDimension(4)
                .epochs(1)
                .evolution(TopologyEvolution.set().withZeta(0.2))
                .build();
        trainer.setListener(TrainingListener.NONE);
        return trainer.train(data);
    }

    @Test
    void everySettingOfEveryComponentIsThere() throws ClassNotFoundException {
        List<ConfiguredObjectProvenance> components = ProvenanceUtil.orderProvenances(
                        train(new MutableDataset<>(source)).getProvenance())
                .traversalOrder;
        Set<String> names = Stream.of(
                        SETLSTMTrainer.class,
                        TopologyEvolution.class,
                        DelimitedTextSource.class,
                        CasingPreprocessor.class,
                        TextFeatureExtractorImpl.class,
                        TokenSequencePipeline.class,
                        SplitPatternTokenizer.class)
                .map(Class::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        // What is null, as the word vectors, is a component without a class.
        Set<String> found = components.stream()
                .map(ConfiguredObjectProvenance::getClassName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(names, found);
        for (ConfiguredObjectProvenance component : components) {
            for (Field field : PropertySheet.getAllFields(
                    Class.forName(component.getClassName()).asSubclass(Configurable.class))) {
                assertTrue(
                        !field.isAnnotationPresent(Config.class)
                                || component.getConfiguredParameters().containsKey(field.getName()),
                        () -> component.getClassName() + "." + field.getName());
            }
        }
        String all = components.toString();
        Texts.assertContains(all, "zeta=0.2", "seed=12345", "maxLength=50", "lowercase=false", "op=UPPERCASE");
    }

    @Test
    void itSurvivesWhatItIsWrittenAs() throws Exception {
        Dataset<Label> plain = new MutableDataset<>(source);
        Texts.assertProvenanceSurvivesTwice(train(plain).getProvenance());
        Dataset<Label> split = new MutableDataset<>(new TrainTestSplitter<>(source, 0.8, 1L).getTrain());
        Texts.assertProvenanceSurvivesTwice(train(split).getProvenance());
        Dataset<Label> frequent = new MinimumCardinalityDataset<>(plain, 3);
        Texts.assertProvenanceSurvivesTwice(train(frequent).getProvenance());
        Dataset<Label> fold =
                new KFoldSplitter<Label>(3, 1L).split(frequent, true).next().train;
        Texts.assertProvenanceSurvivesTwice(train(fold).getProvenance());
    }
}
