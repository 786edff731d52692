package org.setlstm.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.SETLSTMModel;
import org.setlstm.text.DelimitedTextSource;
import org.setlstm.text.TextClassifier;
import org.setlstm.text.TokenSequencePipeline;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.data.text.DocumentPreprocessor;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;

@OnSpark
class TextClassifierTransformerTest {
    private static final StructType ROWS =
            new StructType().add("id", DataTypes.IntegerType).add("text", DataTypes.StringType);

    @TempDir
    static Path directory;

    private static SparkSession spark;
    private static SETLSTMModel model;
    private static TextClassifierTransformer transformer;

    @BeforeAll
    static void start() throws IOException {
        spark = LocalSpark.session();
        model = SparkTexts.model(directory);
        transformer = TextClassifierTransformer.of(model);
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static Dataset<Row> rows(List<String> texts, int partitions) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            rows.add(RowFactory.create(i, texts.get(i)));
        }
        return spark.createDataset(rows, Encoders.row(ROWS)).repartitionByRange(partitions, new Column("id"));
    }

    /** Each row as one machine has it. */
    private static void assertAsOneMachine(List<String> texts, List<Row> rows) {
        List<Optional<Prediction<Label>>> expected = new TextClassifier(model).predict(texts);
        assertEquals(texts.size(), rows.size());
        for (int i = 0; i < texts.size(); i++) {
            Row row = rows.get(i);
            assertEquals(texts.get(i), row.getAs("text"));
            assertNull(row.getAs("error"));
            Prediction<Label> prediction = expected.get(i).orElseThrow();
            double[] probabilities = Arrays.stream(transformer.labels())
                    .mapToDouble(l -> prediction.getOutputScores().get(l).getScore())
                    .toArray();
            assertArrayEquals(probabilities, row.<Vector>getAs("probability").toArray(), "to the last bit");
            assertEquals(prediction.getOutput().getLabel(), row.getAs("predictedLabel"));
            assertEquals(prediction.getOutput().getScore(), row.<Double>getAs("score"));
            assertEquals(
                    transformer.labels()[(int) row.<Double>getAs("prediction").doubleValue()],
                    row.getAs("predictedLabel"));
        }
    }

    @Test
    void givesWhatOneMachineGivesInTheOrderOfTheRows() {
        List<String> texts = SparkTexts.texts(501, 2);
        for (int batchSize : new int[] {1, 7, 1024}) {
            assertAsOneMachine(
                    texts,
                    transformer
                            .copy(ParamMap.empty())
                            .setBatchSize(batchSize)
                            .transform(rows(texts, 3))
                            .collectAsList());
        }
    }

    @Test
    void whatIsNoTextHasAReasonAndStopsNothing() {
        List<String> texts = new ArrayList<>(SparkTexts.texts(6, 3));
        texts.set(1, null);
        texts.set(4, " ...  ");
        List<Row> rows = transformer.transform(rows(texts, 1)).collectAsList();
        for (int i = 0; i < rows.size(); i++) {
            boolean none = i == 1 || i == 4;
            Row row = rows.get(i);
            assertEquals(i, row.<Integer>getAs("id"));
            for (String column : List.of("prediction", "predictedLabel", "probability", "score")) {
                assertEquals(none, row.getAs(column) == null, column + " " + i);
            }
            assertEquals(!none, row.getAs("error") == null);
        }
        assertEquals("the text is null", rows.get(1).getAs("error"));
        assertEquals("the text has no tokens", rows.get(4).getAs("error"));
    }

    /** Refuses what its users call obscene, as a pipeline may refuse anything. */
    public static final class Refusing implements DocumentPreprocessor {
        @Override
        public String processDoc(String text) {
            if (text.contains("obscene")) {
                throw new IllegalStateException("refused");
            }
            return text;
        }

        @Override
        public ConfiguredObjectProvenance getProvenance() {
            return new ConfiguredObjectProvenanceImpl(this, "DocumentPreprocessor");
        }
    }

    @Test
    void whatThePipelineRefusesHasItsReason() throws IOException {
        DelimitedTextSource source = new DelimitedTextSource(
                SparkTexts.trainingFile(directory, 30),
                new TextFeatureExtractorImpl<>(new TokenSequencePipeline()),
                new Refusing());
        TextClassifierTransformer refusing = TextClassifierTransformer.of(
                SparkTexts.trainer().epochs(1).build().train(new MutableDataset<>(source)));
        List<Row> rows = refusing.transform(rows(Arrays.asList("good1 w1", "an obscene text", null, "bad2"), 1))
                .collectAsList();
        assertNull(rows.get(0).getAs("error"));
        assertEquals("java.lang.IllegalStateException: refused", rows.get(1).getAs("error"));
        assertEquals("the text is null", rows.get(2).getAs("error"));
        assertNotNull(rows.get(3).getAs("predictedLabel"));
    }

    @Test
    void isSavedAndLoadedWithAPipeline() throws IOException {
        List<String> texts = SparkTexts.texts(40, 4);
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new SQLTransformer().setStatement("SELECT id, text, text AS document FROM __THIS__"),
            transformer
                    .copy(ParamMap.empty())
                    .setInputCol("document")
                    .setScoreCol("")
                    .setPredictedLabelCol("verdict")
        });
        Dataset<Row> rows = rows(texts, 2);
        PipelineModel fitted = pipeline.fit(rows);
        String saved = directory.resolve("pipeline").toUri().toString();
        fitted.write().save(saved);
        Dataset<Row> classified = PipelineModel.load(saved).transform(rows);
        assertArrayEquals(
                new String[] {"id", "text", "document", "prediction", "verdict", "probability", "error"},
                classified.columns());
        assertEquals(fitted.transform(rows).collectAsList(), classified.collectAsList());
    }

    @Test
    void whatHasLostItsModelIsNotLoaded() throws IOException {
        Path saved = directory.resolve("stage");
        transformer.save(saved.toString());
        assertArrayEquals(
                transformer.labels(),
                TextClassifierTransformer.load(saved.toString()).labels());
        Files.write(saved.resolve("model.tribuo"), new byte[] {1, 2, 3});
        Files.delete(saved.resolve(".model.tribuo.crc"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> TextClassifierTransformer.load(saved.toString()))
                .getMessage()
                .startsWith("This is no classifier that Tribuo saved"));
        Files.delete(saved.resolve("model.tribuo"));
        assertThrows(UncheckedIOException.class, () -> TextClassifierTransformer.load(saved.toString()));
    }

    @Test
    void classifiesAStreamAsItComes() throws Exception {
        List<String> texts = SparkTexts.texts(30, 5);
        Path input = Files.createDirectory(directory.resolve("stream"));
        Files.write(input.resolve("first.txt"), texts.subList(0, 10));
        Files.write(input.resolve("second.txt"), texts.subList(10, 30));
        Dataset<Row> stream = spark.readStream()
                .option("maxFilesPerTrigger", 1)
                .schema(new StructType().add("text", DataTypes.StringType))
                .text(input.toString());
        List<Row> classified = Collections.synchronizedList(new ArrayList<>());
        transformer
                .transform(stream)
                .writeStream()
                .option("checkpointLocation", directory.resolve("offsets").toString())
                .trigger(Trigger.AvailableNow())
                .foreachBatch((VoidFunction2<Dataset<Row>, Long>) (batch, id) -> {
                    classified.addAll(batch.collectAsList());
                })
                .start()
                .awaitTermination();
        Map<String, Row> byText = new HashMap<>();
        classified.forEach(row -> byText.put(row.getAs("text"), row));
        assertAsOneMachine(texts, texts.stream().map(byText::get).toList());
        assertEquals(texts.size(), classified.size());
    }

    /** The true labels get the numbers of the predicted ones by a StringIndexerModel, and Spark's evaluator does the rest. */
    @Test
    void sparksEvaluatorsTakeIt() {
        List<String> texts = SparkTexts.texts(90, 6);
        Dataset<Row> labelled = rows(texts, 2)
                .withColumn("name", functions.expr("element_at(array('bad', 'good', 'mixed'), id % 3 + 1)"));
        Dataset<Row> numbered = new StringIndexerModel(transformer.labels())
                .setInputCol("name")
                .setOutputCol("label")
                .transform(transformer.transform(labelled));
        double accuracy = new MulticlassClassificationEvaluator()
                .setMetricName("accuracy")
                .evaluate(numbered);
        long right = numbered.filter("name = predictedLabel").count();
        assertEquals((double) right / texts.size(), accuracy);
        assertTrue(right > 45, () -> right + " of 90");
    }

    @Test
    void readsNoMoreAheadThanABatchAndTheModelOnce() {
        int read = ClassifierCache.read();
        LongAccumulator passed = spark.sparkContext().longAccumulator();
        Dataset<Row> counted = rows(SparkTexts.texts(1000, 7), 1)
                .map(
                        (MapFunction<Row, Row>) row -> {
                            passed.add(1);
                            return row;
                        },
                        Encoders.row(ROWS));
        Dataset<Row> classified =
                transformer.copy(ParamMap.empty()).setBatchSize(10).transform(counted);
        Iterator<Row> rows = classified
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>)
                                all -> List.of(all.next()).iterator(),
                        classified.encoder())
                .collectAsList()
                .iterator();
        assertNull(rows.next().getAs("error"));
        assertFalse(rows.hasNext());
        assertEquals(10, passed.value());
        assertEquals(read, ClassifierCache.read());
    }

    @Test
    void saysWhichColumnsDoNotFit() {
        Dataset<Row> rows = rows(List.of("good1"), 1);
        assertMessage(
                "There is no column 'text' of texts, but id, document", rows.withColumnRenamed("text", "document"));
        assertMessage("Column 'text' must hold strings, and holds int", rows.selectExpr("id", "1 AS text"));
        assertMessage("There is a column 'score' already", rows.selectExpr("text", "1 AS score"));
        assertThrows(
                IllegalArgumentException.class,
                () -> transformer.copy(ParamMap.empty()).setBatchSize(0));
        assertThrows(IllegalStateException.class, () -> new TextClassifierTransformer("none").transform(rows));
    }

    private static void assertMessage(String start, Dataset<Row> rows) {
        String message = assertThrows(IllegalArgumentException.class, () -> transformer.transform(rows))
                .getMessage();
        assertTrue(message.startsWith(start), message);
    }
}
