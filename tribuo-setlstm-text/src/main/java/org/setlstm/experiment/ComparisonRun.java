package org.setlstm.experiment;

import com.oracle.labs.mlrg.olcut.config.json.JsonProvenanceSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.setlstm.SETLSTM;
import org.setlstm.SETLSTMModel;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.chart.Chart;
import org.setlstm.evaluation.CalibrationReport;
import org.setlstm.file.ModelFiles;
import org.setlstm.kernel.Kernels;
import org.setlstm.report.Predictions;
import org.setlstm.report.TopologyPicture;
import org.setlstm.training.TrainingListener;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;

/**
 * One training of one model on one data set, in a directory of its own.
 *
 * @param data The data set's name.
 * @param model The model.
 * @param seed Its seed.
 * @param key What the result depends on.
 * @param directory Where its files go.
 */
record ComparisonRun(String data, ModelName model, long seed, String key, Path directory) {
    static final String MODEL = "model.tribuo";
    static final String PROVENANCE = "provenance.json";
    static final String TOPOLOGY = "topology.png";

    private static final double NANOS = 1e9;

    /** Trains, evaluates and writes, the report last: a run with a report is whole. */
    RunReport run(Trainer<Label> trainer, Dataset<Label> train, DataSource<Label> test, TrainingListener display)
            throws IOException {
        RunListener listener = new RunListener(display);
        if (trainer instanceof SETLSTMTrainer ours) {
            ours.setListener(listener);
        }
        long start = System.nanoTime();
        Model<Label> trained = trainer.train(train);
        double seconds = (System.nanoTime() - start) / NANOS;
        Files.createDirectories(directory);
        Files.deleteIfExists(directory.resolve(RunReport.FILE));
        Path file = directory.resolve(MODEL);
        ModelFiles.write(file, trained::serializeToFile);
        LabelEvaluation evaluation =
                new LabelEvaluator().evaluate(trained, predict(trained, test), test.getProvenance());
        PredictionsFile.write(directory, Predictions.of(evaluation.getPredictions()));
        String provenance = new JsonProvenanceSerialization(true).marshalAndSerialize(trained.getProvenance());
        ModelFiles.write(directory.resolve(PROVENANCE), part -> Files.writeString(part, provenance));
        if (model.kind().isSparse()) {
            Chart.write(directory.resolve(TOPOLOGY), TopologyPicture.of(title(), listener.start(), listener.end()), 2);
        }
        RunReport report = report(trained, evaluation, listener, seconds, Files.size(file));
        report.write(directory);
        return report;
    }

    private static List<Prediction<Label>> predict(Model<Label> trained, DataSource<Label> test) {
        return trained instanceof SETLSTMModel ? trained.predict(test) : LinearBaseline.predict(trained, test);
    }

    /** Of a run that is done: those that it wrote, or those of its model, if that is there, where an older version did it. */
    Optional<Predictions> predictions(RunReport report, TestTexts test) throws IOException {
        Optional<Predictions> written = PredictionsFile.read(directory).filter(p -> isOf(p, report));
        if (written.isPresent() || !hasModel()) {
            return written;
        }
        Predictions predictions = Predictions.of(predict(load(), test.of(model.kind())));
        PredictionsFile.write(directory, predictions);
        return Optional.of(predictions);
    }

    /** Texts as a kind of model wants them. */
    interface TestTexts {
        DataSource<Label> of(ModelKind kind) throws IOException;
    }

    private static boolean isOf(Predictions predictions, RunReport report) {
        long right = IntStream.range(0, predictions.size())
                .filter(predictions::isRight)
                .count();
        return (double) right / predictions.size() == report.accuracy();
    }

    /** Whether the model of a run that is done is still there. */
    boolean hasModel() {
        return Files.exists(directory.resolve(MODEL));
    }

    /** The model of a run that is done. */
    Model<Label> load() throws IOException {
        return ModelFiles.load(directory.resolve(MODEL));
    }

    /** As in {@code mr/set-0.04-seed1}, its directory's. */
    String name() {
        return data + "/" + model.directory(seed);
    }

    /** As in {@code mr, set 4%, seed 1}. */
    String title() {
        return data + ", " + model.title() + ", seed " + seed;
    }

    private RunReport report(
            Model<Label> trained, LabelEvaluation evaluation, RunListener listener, double seconds, long bytes) {
        SETLSTMModel ours = trained instanceof SETLSTMModel m ? m : null;
        return new RunReport(
                key,
                SETLSTM.VERSION,
                data,
                model.title(),
                seed,
                evaluation.accuracy(),
                evaluation.macroAveragedF1(),
                CalibrationReport.ofProbabilities(evaluation.getPredictions()).orElse(null),
                listener.losses(),
                parameters(trained),
                listener.evolution(),
                ours == null ? null : RunReport.explored(listener.evolution(), ours.sparsity()),
                seconds,
                bytes,
                ours == null ? null : ours.weightsDigest(),
                ours == null ? null : Kernels.best().name());
    }

    private static Parameters parameters(Model<Label> trained) {
        if (trained instanceof SETLSTMModel ours) {
            return Parameters.of(ours.sparsity());
        }
        long parameters = LinearBaseline.parameters(trained);
        return new Parameters(parameters, parameters, 1.0, List.of());
    }

    /** A line for people. */
    String summary(RunReport report) {
        return String.format(
                Locale.ROOT,
                "%s: accuracy %.1f%%, macro-F1 %.1f%%, %,d parameters, %.1f s",
                title(),
                100.0 * report.accuracy(),
                100.0 * report.macroF1(),
                report.parameters().stored(),
                report.trainSeconds());
    }
}
