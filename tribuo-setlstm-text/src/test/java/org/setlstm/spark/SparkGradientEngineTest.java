package org.setlstm.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.SETLSTMModel;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.distributed.Traffic;
import org.setlstm.text.CheckpointFile;
import org.setlstm.training.Progress;
import org.setlstm.training.TrainingListener;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Within one JVM, where executors share what isn't sent. */
@OnSpark
class SparkGradientEngineTest {
    @TempDir
    static Path directory;

    private static SparkSession spark;
    private static MutableDataset<Label> data;
    private static SETLSTMModel expected;

    @BeforeAll
    static void start() throws IOException {
        spark = LocalSpark.session();
        data = SparkTexts.dataset(SparkTexts.trainingFile(directory, 200));
        expected = trainer().train(data);
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static SETLSTMTrainer trainer() {
        SETLSTMTrainer trainer = SparkTexts.trainer().build();
        trainer.setListener(TrainingListener.NONE);
        return trainer;
    }

    @Test
    void trainsTheModelThatOneMachineTrains() {
        SETLSTMTrainer trainer = trainer();
        SparkGradientEngine engine = new SparkGradientEngine(spark);
        trainer.setGradientEngine(engine);
        assertEquals(expected.weightsDigest(), trainer.train(data).weightsDigest());
        Traffic traffic = engine.traffic();
        assertEquals(2 * 7, traffic.steps());
        assertEquals(2, traffic.topologies());
    }

    /** An interrupted step is computed to its end, or there would be no place to go on from. */
    @Test
    void whatIsInterruptedHereGoesOnOnOneMachine() throws Exception {
        CheckpointFile checkpoint = new CheckpointFile(directory.resolve("checkpoint"));
        SETLSTMTrainer first = trainer();
        first.setGradientEngine(new SparkGradientEngine(spark));
        first.setCheckpoints(checkpoint, Duration.ZERO);
        Thread training = Thread.currentThread();
        first.setListener(new TrainingListener() {
            @Override
            public void batch(Progress p) {
                if (p.batch() == 3) {
                    training.interrupt();
                }
            }
        });
        assertThrows(CancellationException.class, () -> first.train(data));
        assertTrue(Thread.interrupted());
        assertFalse(Thread.currentThread().isInterrupted());
        SETLSTMTrainer second = trainer();
        second.setCheckpoints(checkpoint, Duration.ZERO);
        assertEquals(expected.weightsDigest(), second.train(data).weightsDigest());
    }
}
