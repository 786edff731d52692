package org.setlstm.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.SETLSTMModel;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.distributed.Traffic;

/** What the guide shows of Spark is run here, and stands there as it stands here. */
@OnSpark
class GuideOnSparkTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    @Test
    void isRun() throws IOException {
        Path modelFile = directory.resolve("sentiment.model");
        SparkTexts.model(directory).serializeToFile(modelFile);
        var train = SparkTexts.dataset(SparkTexts.trainingFile(directory, 60));
        String saved = directory.resolve("saved").toString();
        try (SparkSession spark = LocalSpark.session()) {
            Dataset<Row> reviews = spark.createDataset(SparkTexts.texts(20, 8), Encoders.STRING())
                    .toDF("review");

            var classifier = TextClassifierTransformer.ofFile(modelFile).setInputCol("review");
            Dataset<Row> classified = classifier.transform(reviews);
            PipelineModel pipeline =
                    new Pipeline().setStages(new PipelineStage[] {classifier}).fit(reviews);
            pipeline.write().save(saved);

            assertEquals(20, classified.filter("score > 0").count());
            assertEquals(
                    classified.collectAsList(),
                    PipelineModel.load(saved).transform(reviews).collectAsList());

            var engine = new SparkGradientEngine(spark);
            SETLSTMTrainer trainer =
                    SETLSTMTrainer.builder().batchSize(256).shardSize(16).build();
            trainer.setGradientEngine(engine);
            SETLSTMModel model = trainer.train(train);
            Traffic traffic = engine.traffic();
            assertTrue(traffic.gradients() > 0);

            trainer = SETLSTMTrainer.builder().batchSize(256).shardSize(16).build();
            assertEquals(trainer.train(train).weightsDigest(), model.weightsDigest());
        }
    }

    @Test
    void standsThereAsItStandsHere() throws IOException {
        String page = Files.readString(Path.of("..", "tutorials", "guide", "spark.md"));
        String here = spaceless(
                Files.readString(Path.of("src", "test", "java", "org", "setlstm", "spark", "GuideOnSparkTest.java")));
        List<String> blocks =
                JAVA.matcher(page).results().map(MatchResult::group).toList();
        assertEquals(2, blocks.size());
        for (String block : blocks) {
            String code = block.replace("```java", "").replace("```", "");
            assertTrue(here.contains(spaceless(code)), code);
        }
    }

    private static String spaceless(String code) {
        return code.replaceAll("\\s+", "");
    }
}
