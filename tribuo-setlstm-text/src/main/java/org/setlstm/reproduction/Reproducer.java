package org.setlstm.reproduction;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.logging.Logger;
import org.setlstm.RunProvenance;
import org.setlstm.SETLSTMModel;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.file.ModelFiles;
import org.setlstm.training.TrainingListener;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;

/**
 * Trains a model again from nothing but its provenance, and says whether the weights came out the same or what differs.
 *
 * <p>Rebuilt are configurable data sources, {@code TrainTestSplitter}, {@code TokenDataset}, {@code MutableDataset}, {@code
 * MinimumCardinalityDataset} and {@code DatasetView}, as the folds of a cross-validation and the samples of bagging are,
 * within one another; and the trainer at the invocation that it was. Never changes once it is made.
 */
public final class Reproducer {
    private static final Logger logger = Logger.getLogger(Reproducer.class.getName());

    private final SETLSTMModel model;
    private final RecordedFiles files;
    private final TrainingListener listener;

    /**
     * For a model.
     *
     * @param model The model. A member of an ensemble can be reproduced alone.
     */
    public Reproducer(SETLSTMModel model) {
        this(model, RecordedFiles.of(model.getProvenance()), null);
    }

    private Reproducer(SETLSTMModel model, RecordedFiles files, TrainingListener listener) {
        this.model = model;
        this.files = files;
        this.listener = listener;
    }

    /**
     * For a model from a file.
     *
     * @param path A file that Tribuo's {@code Model.serializeToFile} wrote.
     * @return The reproducer.
     * @throws IOException If the file can't be read.
     * @throws IllegalArgumentException If it holds no SETLSTMModel.
     */
    public static Reproducer load(Path path) throws IOException {
        return new Reproducer(ModelFiles.loadSETLSTM(path));
    }

    /**
     * With a file or directory that has moved.
     *
     * @param recorded Where it was, as the provenance says.
     * @param now Where it is. Its content must be the same.
     * @return A copy.
     * @throws IllegalArgumentException If the provenance names no such file.
     */
    public Reproducer withFile(Path recorded, Path now) {
        return new Reproducer(model, files.withMoved(recorded, now), listener);
    }

    /**
     * With somebody who is told how training goes, instead of the log.
     *
     * @param value Is called on the training thread.
     * @return A copy.
     */
    public Reproducer withListener(TrainingListener value) {
        return new Reproducer(model, files, value);
    }

    /**
     * The files that the training texts came from.
     *
     * @return As the provenance names them.
     */
    public SortedSet<Path> dataFiles() {
        return RecordedFiles.of(model.getProvenance().getDatasetProvenance()).recorded();
    }

    /**
     * The files that the trainer read.
     *
     * @return As the provenance names them.
     */
    public SortedSet<Path> trainerFiles() {
        return RecordedFiles.of(model.getProvenance().getTrainerProvenance()).recorded();
    }

    /**
     * Rebuilds the data set that the model was trained on.
     *
     * @return The data set.
     * @throws IllegalArgumentException If a file is missing or can't be read as it was, or a kind of data set can't be
     *     rebuilt; the message says what to do.
     */
    public Dataset<Label> dataset() {
        files.requireThere();
        return new RebuiltData(files::place).dataset(model.getProvenance().getDatasetProvenance());
    }

    /**
     * Rebuilds the trainer.
     *
     * @return The trainer, whose next invocation is the one that trained the model.
     * @throws IllegalArgumentException If a file is missing, or a class of its settings.
     */
    public SETLSTMTrainer trainer() {
        files.requireThere();
        TrainerProvenance provenance = model.getProvenance().getTrainerProvenance();
        SETLSTMTrainer trainer = Reconfigured.copy(provenance, SETLSTMTrainer.class, files::place);
        PrimitiveProvenance<?> invocation =
                provenance.getInstanceValues().get(TrainerProvenance.TRAIN_INVOCATION_COUNT);
        trainer.setInvocationCount((int) invocation.getValue());
        if (listener != null) {
            trainer.setListener(listener);
        }
        return trainer;
    }

    /**
     * Rebuilds data and trainer, and trains. A file whose content has changed is trained on all the same, for the change
     * may mean nothing; but not one that {@link #withFile} named.
     *
     * @return What came of it.
     * @throws IllegalArgumentException If something can't be rebuilt; the message says what to do.
     */
    public Reproduction reproduce() {
        return train(trainer(), dataset());
    }

    /**
     * Rebuilds the trainer, and trains on data that the provenance can't bring back.
     *
     * @param examples The data set that the model was trained on.
     * @return What came of it.
     * @throws IllegalArgumentException If the trainer can't be rebuilt, or can't be trained on the data.
     */
    public Reproduction reproduce(Dataset<Label> examples) {
        return train(trainer(), examples);
    }

    private Reproduction train(SETLSTMTrainer trainer, Dataset<Label> examples) {
        ModelProvenance original = model.getProvenance();
        requireSameFiles(original.getDatasetProvenance(), examples.getProvenance());
        requireSameFiles(original.getTrainerProvenance(), trainer.getProvenance());
        SETLSTMModel reproduced = trainer.train(examples, ownRun(original));
        return new Reproduction(
                reproduced,
                model.weightsDigest(),
                reproduced.weightsDigest(),
                ModelDifferences.between(model, reproduced));
    }

    private void requireSameFiles(ObjectProvenance original, ObjectProvenance rebuilt) {
        for (Difference file : ProvenanceDifferences.ofFiles(original, rebuilt)) {
            files.moved().forEach((from, to) -> {
                if (from.toString().equals(file.what())) {
                    throw new IllegalArgumentException(to + " is not what " + from + " was: its SHA-256 is "
                            + file.reproduced() + ", and should be " + file.original());
                }
            });
            logger.warning(() -> "Has changed since the model was trained: " + file.toFormattedString());
        }
    }

    /** What the user recorded of the run, which the trainer doesn't know. */
    private static Map<String, Provenance> ownRun(ModelProvenance provenance) {
        Map<String, Provenance> own = new LinkedHashMap<>();
        provenance.getInstanceProvenance().getMap().forEach((key, value) -> {
            if (!key.startsWith(RunProvenance.PREFIX)) {
                own.put(key, value);
            }
        });
        return own;
    }
}
