package org.setlstm.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.setlstm.evaluation.CalibrationReport;
import org.setlstm.evaluation.SparsityReport;
import org.setlstm.file.ModelFiles;
import org.setlstm.training.EvolutionReport;

/**
 * What a run of a comparison writes when it is done; the names are the file's. Accuracy, macro F1 and calibration are those
 * of the test texts.
 *
 * @param key What the result depends on, as {@link RunKey} has it.
 * @param calibration Null for a model whose scores are no probabilities.
 * @param losses The mean training loss of each epoch, in nats.
 * @param explored The share of the positions of all sparse matrices that has ever been stored; null if none evolves.
 * @param modelBytes The model file's size.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunReport(
        String key,
        String version,
        String data,
        String model,
        long seed,
        double accuracy,
        double macroF1,
        CalibrationReport calibration,
        List<Double> losses,
        Parameters parameters,
        List<EvolutionReport> evolution,
        Double explored,
        double trainSeconds,
        long modelBytes,
        String weightsSha256,
        String kernel) {
    static final String FILE = "report.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The report of a finished run, if there is one. */
    static Optional<RunReport> read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            // One without calibration and predictions is an older version's.
            return Optional.of(JSON.readValue(file.toFile(), RunReport.class))
                    .filter(r -> r.calibration != null || Files.exists(directory.resolve(PredictionsFile.FILE)));
        } catch (JsonProcessingException e) {
            // Another version's, or somebody's own: the run is not done as this version does it.
            return Optional.empty();
        }
    }

    void write(Path directory) throws IOException {
        writeJson(directory.resolve(FILE), this);
    }

    static void writeJson(Path file, Object content) throws IOException {
        ModelFiles.write(file, part -> Files.write(part, JSON.writeValueAsBytes(content)));
    }

    /** Over all matrices, from what each has explored. */
    static Double explored(List<EvolutionReport> evolution, SparsityReport sparsity) {
        double explored = 0.0;
        double positions = 0.0;
        for (EvolutionReport e : evolution) {
            double size = sparsity.matrices().stream()
                    .filter(m -> m.name().equals(e.matrix()) || m.name().startsWith(e.matrix() + "."))
                    .mapToDouble(m -> (double) m.rows() * m.columns())
                    .sum();
            explored += e.explored() * size;
            positions += size;
        }
        return evolution.isEmpty() ? null : explored / positions;
    }
}
