package org.setlstm.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.protobuf.ProtoTxtConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.SETLSTMModel;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.network.Pooling;
import org.setlstm.onnx.ONNXExporter;
import org.setlstm.onnx.Weights;
import org.setlstm.sparse.TopologyEvolution;
import org.setlstm.text.DelimitedTextSource;
import org.setlstm.text.TextClassifier;
import org.setlstm.text.Texts;
import org.setlstm.text.TokenSequencePipeline;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.explanations.lime.LIMEExplanation;
import org.tribuo.classification.explanations.lime.LIMEText;
import org.tribuo.data.columnar.FieldProcessor;
import org.tribuo.data.columnar.RowProcessor;
import org.tribuo.data.columnar.processors.field.TextFieldProcessor;
import org.tribuo.data.columnar.processors.response.FieldResponseProcessor;
import org.tribuo.data.csv.CSVDataSource;
import org.tribuo.data.csv.CSVLoader;
import org.tribuo.data.csv.CSVSaver;
import org.tribuo.data.text.TextFeatureExtractor;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;
import org.tribuo.dataset.MinimumCardinalityDataset;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.json.JsonDataSource;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.slm.LARSLassoTrainer;
import org.tribuo.util.tokens.impl.WhitespaceTokenizer;

/** What Tribuo's data module has around texts, and its configuration: it works, or says why not and what to do. */
class TextNeighbourhoodTest {
    private static final List<String> FILLERS = List.of("the", "a", "big,", "\"small\"", "old", "c#2", "and", "don't");

    /** Keeps commas and quotes, on which a careless file format breaks. */
    private static final TokenSequencePipeline PIPELINE = new TokenSequencePipeline(new WhitespaceTokenizer(), true, 0);

    private static final TextFeatureExtractor<Label> EXTRACTOR = new TextFeatureExtractorImpl<>(PIPELINE);

    private record Text(String label, String text) {}

    private static final List<Text> TEXTS = texts();

    @TempDir
    Path directory;

    private Path lines;

    @BeforeAll
    static void quiet() {
        for (Class<?> talkative : List.of(SETLSTMTrainer.class, BaggingTrainer.class, LARSLassoTrainer.class)) {
            Logger.getLogger(talkative.getName()).setLevel(Level.WARNING);
        }
        Logger.getLogger("org.tribuo").setLevel(Level.WARNING);
        ConfigurationManager.addFileFormatFactory(new ProtoTxtConfigFactory());
    }

    @BeforeEach
    void write() throws IOException {
        lines = Files.write(
                directory.resolve("texts.tsv"),
                TEXTS.stream().map(t -> t.label + "\t" + t.text).toList());
    }

    private static List<Text> texts() {
        SplittableRandom random = new SplittableRandom(1);
        List<Text> texts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            boolean usual = random.nextBoolean();
            String text = (usual ? "dog" : "man") + filler(random) + "bites" + filler(random) + (usual ? "man" : "dog");
            texts.add(new Text(usual ? "usual" : "news", text + filler(random) + "!"));
        }
        return texts;
    }

    private static String filler(SplittableRandom random) {
        return " " + FILLERS.get(random.nextInt(FILLERS.size())) + " ";
    }

    private static SETLSTMTrainer trainer() {
        return SETLSTMTrainer.builder()
                .embeddingDimension(12)
                .hiddenDimension(12)
                .shortcut(false)
                .epsilon(4.0)
                .epochs(10)
                .batchSize(16)
                .dropout(0.1)
                .wordDropout(0.0)
                .threads(1)
                .build();
    }

    private MutableDataset<Label> documents() throws IOException {
        return new MutableDataset<>(new DelimitedTextSource(lines, EXTRACTOR));
    }

    private static String digest(Dataset<Label> data) {
        return trainer().train(data).weightsDigest();
    }

    private Dataset<Label> savedAndLoaded(Dataset<Label> data) throws IOException {
        Path file = directory.resolve("data");
        data.serializeToFile(file);
        return Dataset.castDataset(Dataset.deserializeFromFile(file), Label.class);
    }

    @Test
    void dataSetsAsProtobufTrainTheSameModel() throws IOException {
        MutableDataset<Label> data = documents();
        Dataset<Label> loaded = savedAndLoaded(data);
        SETLSTMModel model = trainer().train(loaded);
        assertEquals(digest(data), model.weightsDigest());
        Dataset<Label> frequent = new MinimumCardinalityDataset<>(data, 50);
        assertEquals(digest(frequent), digest(savedAndLoaded(frequent)));
        assertEquals("usual", label(new TextClassifier(model), "Dog bites old man"), "the source is in the provenance");
    }

    private static String label(TextClassifier classifier, String text) {
        return classifier.predict(text).orElseThrow().getOutput().getLabel();
    }

    @Test
    void dataSetsAsCsvTrainTheSameModel() throws IOException {
        MutableDataset<Label> data = documents();
        Path csv = directory.resolve("data.csv");
        new CSVSaver().save(csv, data, "Response");
        MutableDataset<Label> loaded = new CSVLoader<>(new LabelFactory()).load(csv, "Response");
        assertEquals(data.size(), loaded.size());
        SETLSTMModel model = trainer().train(loaded);
        assertEquals(digest(data), model.weightsDigest());
        String message = assertThrows(IllegalArgumentException.class, () -> new TextClassifier(model))
                .getMessage();
        Texts.assertContains(message, "names no text extractor", "extract examples yourself");
    }

    private static RowProcessor<Label> rows(String... fields) {
        List<FieldProcessor> processors = new ArrayList<>();
        for (String field : fields) {
            processors.add(new TextFieldProcessor(field, PIPELINE));
        }
        return new RowProcessor.Builder<Label>()
                .setFieldProcessors(processors)
                .build(new FieldResponseProcessor<>(
                        List.of("label"), List.of("none"), new LabelFactory(), false, false));
    }

    private Path csv() throws IOException {
        List<String> rows = new ArrayList<>(List.of("label,title,text"));
        for (Text t : TEXTS) {
            rows.add(t.label + ",Bites,\"" + t.text.replace("\"", "\"\"") + "\"");
        }
        return Files.write(directory.resolve("texts.csv"), rows);
    }

    @Test
    void rowsOfCsvAndJsonCarryATextField() throws IOException {
        List<String> objects = new ArrayList<>();
        for (Text t : TEXTS) {
            objects.add("{\"label\": \"" + t.label + "\", \"text\": \"" + t.text.replace("\"", "\\\"") + "\"}");
        }
        Path json = Files.writeString(directory.resolve("texts.json"), "[" + String.join(",\n", objects) + "]");
        List<DataSource<Label>> sources =
                List.of(new CSVDataSource<>(csv(), rows("text"), true), new JsonDataSource<>(json, rows("text"), true));
        for (DataSource<Label> source : sources) {
            SETLSTMModel model = trainer().train(new MutableDataset<>(source));
            assertEquals(digest(documents()), model.weightsDigest(), "the field's name is all that differs");
            Example<Label> row = rows("text")
                    .generateExample(Map.of("text", "Man bites \"small\" dog !"), false)
                    .orElseThrow();
            assertEquals("news", model.predict(row).getOutput().getLabel());
            assertEquals(5, model.predict(row).getNumActiveFeatures());
        }
    }

    @Test
    void severalTextFieldsAreRefused() throws IOException {
        MutableDataset<Label> two = new MutableDataset<>(new CSVDataSource<>(csv(), rows("title", "text"), true));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> trainer().train(two))
                .getMessage();
        Texts.assertContains(message, "'title@bites#1'", "'text@", "join them into one before TokenSequencePipeline");
    }

    @Test
    void limeExplainsTexts() {
        TextFeatureExtractor<Label> extractor = Texts.EXTRACTOR;
        LabelFactory factory = new LabelFactory();
        List<Example<Label>> examples = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 300; i++) {
            boolean good = random.nextBoolean();
            String text = "film" + filler(random) + (good ? "great" : "dull") + filler(random) + "end";
            examples.add(extractor.extract(factory.generateOutput(good ? "good" : "bad"), text));
        }
        MutableDataset<Label> data = new MutableDataset<>(new SimpleDataSourceProvenance("films", factory), factory);
        data.addAll(examples);
        SETLSTMModel model = trainer().train(data);
        LIMEText lime = new LIMEText(
                new SplittableRandom(1), model, new LARSLassoTrainer(3), 200, extractor, new WhitespaceTokenizer());
        LIMEExplanation explanation = lime.explain("a film with a great story to the end");
        assertEquals("good", explanation.getPrediction().getOutput().getLabel());
        var top = explanation.getModel().getTopFeatures(1).get("good").get(0);
        assertEquals("great@idx4", top.getA());
        assertTrue(top.getB() > 0.1, "it speaks for good: " + top.getB());
    }

    private static final String XML = """
            <config>
              <component name="trainer" type="org.setlstm.SETLSTMTrainer">
                <property name="embeddingDimension" value="8"/>
                <property name="pooling" value="MEAN"/>
                <property name="epochs" value="2"/>
                <property name="evolution" value="evolution"/>
              </component>
              <component name="evolution" type="org.setlstm.sparse.TopologyEvolution">
                <property name="zeta" value="0.2"/>
              </component>
              <component name="train" type="org.setlstm.text.DelimitedTextSource">
                <property name="path" value="%s"/>
                <property name="extractor" value="extractor"/>
              </component>
              <component name="extractor" type="org.tribuo.data.text.impl.TextFeatureExtractorImpl">
                <property name="pipeline" value="pipeline"/>
              </component>
              <component name="pipeline" type="org.setlstm.text.TokenSequencePipeline">
                <property name="maxLength" value="5"/>
              </component>
            </config>
            """;

    private static final String JSON = """
            {"config": {"components": [
              {"name": "trainer", "type": "org.setlstm.SETLSTMTrainer", "properties": {
                "embeddingDimension": "8", "pooling": "MEAN", "epochs": "2", "evolution": "evolution"}},
              {"name": "evolution", "type": "org.setlstm.sparse.TopologyEvolution", "properties": {"zeta": "0.2"}},
              {"name": "train", "type": "org.setlstm.text.DelimitedTextSource", "properties": {
                "path": "%s", "extractor": "extractor"}},
              {"name": "extractor", "type": "org.tribuo.data.text.impl.TextFeatureExtractorImpl", "properties": {
                "pipeline": "pipeline"}},
              {"name": "pipeline", "type": "org.setlstm.text.TokenSequencePipeline", "properties": {"maxLength": "5"}}
            ]}}
            """;

    @SuppressWarnings("unchecked") // The source's extractor makes Labels.
    private static String digest(ConfigurationManager cm) {
        var source = (ConfigurableDataSource<Label>) cm.lookup("train");
        return ((SETLSTMTrainer) cm.lookup("trainer"))
                .train(new MutableDataset<>(source))
                .weightsDigest();
    }

    @Test
    void configurationsInXmlJsonAndProtobufTrainTheSameModel() throws IOException {
        String expected = SETLSTMTrainer.builder()
                .embeddingDimension(8)
                .pooling(Pooling.MEAN)
                .epochs(2)
                .evolution(TopologyEvolution.set().withZeta(0.2))
                .build()
                .train(new MutableDataset<>(
                        new DelimitedTextSource(lines, new TextFeatureExtractorImpl<>(new TokenSequencePipeline(5)))))
                .weightsDigest();
        Path xml = Files.writeString(directory.resolve("config.xml"), XML.formatted(lines));
        Path json = Files.writeString(directory.resolve("config.json"), JSON.formatted(lines));
        Path protobuf = directory.resolve("config.pbtxt");
        new ConfigurationManager(xml.toString()).save(protobuf.toFile(), true);
        assertEquals(expected, digest(new ConfigurationManager(xml.toString())));
        assertEquals(expected, digest(new ConfigurationManager(protobuf.toString())));
        // OLCUT reads JSON where somebody says so, as our command line does.
        assertEquals(
                expected,
                digest(CommandLine.parse(
                        List.of("--config-file", json.toString()),
                        new TrainCommand.TrainOptions(),
                        new ConfigOptions())));
    }

    @Test
    void anEnsembleClassifiesRawTextToo() throws IOException {
        Model<Label> bag = new BaggingTrainer<>(trainer(), new VotingCombiner(), 3).train(documents());
        Path file = directory.resolve("bag");
        bag.serializeToFile(file);
        TextClassifier classifier = TextClassifier.load(file);
        assertEquals("usual", label(classifier, "Dog bites old man !"));
        assertEquals("news", label(classifier, "Man bites the dog !"));
        String message = assertThrows(IllegalArgumentException.class, () -> classifier.explain("Man bites dog"))
                .getMessage();
        Texts.assertContains(message, "WeightedEnsembleModel", "getExcuse");
    }

    @Test
    void membersOfAnEnsembleAreShownAndExported() throws IOException {
        SETLSTMModel one = trainer().train(documents());
        SETLSTMModel other = trainer().train(documents(), Map.of(), 1);
        Path file = directory.resolve("ensemble");
        WeightedEnsembleModel.createEnsembleFromExistingModels(
                        "two", List.<Model<Label>>of(one, other), new FullyWeightedVotingCombiner())
                .serializeToFile(file);
        MainTest.Result all = MainTest.run("inspect", "--model-path", file.toString());
        assertEquals(0, all.status(), all.err());
        Texts.assertContains(
                all.out(),
                "of 2 models",
                "member 1",
                one.weightsDigest(),
                "member 2",
                other.weightsDigest(),
                "news, usual");
        MainTest.Result second = MainTest.run("inspect", "--model-path", file.toString(), "--member", "2");
        Texts.assertContains(second.out(), "embedding", "weightsSha256  " + other.weightsDigest());
        Path onnx = directory.resolve("ensemble.onnx");
        MainTest.Result refused =
                MainTest.run("export", "--model-path", file.toString(), "--onnx-path", onnx.toString());
        assertEquals(2, refused.status());
        Texts.assertContains(refused.err(), file.toString(), "an ensemble of 2 models", "--member");
        assertFalse(Files.exists(onnx));
        for (String wrong : List.of("3", "-1")) {
            Texts.assertContains(
                    MainTest.run("inspect", "--model-path", file.toString(), "--member", wrong)
                            .err(),
                    "no member " + wrong);
        }
        MainTest.Result exported = MainTest.run(
                "export", "--model-path", file.toString(), "--onnx-path", onnx.toString(), "--member", "2");
        assertEquals(0, exported.status(), exported.err());
        // As it was loaded: OLCUT lists a provenance in an order that may change with that.
        WeightedEnsembleModel<?> loaded = (WeightedEnsembleModel<?>) Model.deserializeFromFile(file);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        new ONNXExporter((SETLSTMModel) loaded.getModels().get(1), Weights.SPARSE).writeTo(expected);
        assertArrayEquals(expected.toByteArray(), Files.readAllBytes(onnx));
        Path texts = Files.writeString(directory.resolve("ensemble.txt"), "Dog bites man\n");
        Texts.assertContains(
                MainTest.run(
                                "predict",
                                "--model-path",
                                file.toString(),
                                "--input-path",
                                texts.toString(),
                                "--explain",
                                "2")
                        .err(),
                "--explain is for a SETLSTMModel");
    }
}
