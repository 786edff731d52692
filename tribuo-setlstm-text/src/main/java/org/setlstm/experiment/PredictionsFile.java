package org.setlstm.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.setlstm.file.ModelFiles;
import org.setlstm.report.Predictions;

/** What a run said of each test document, as a file of its directory: gzipped JSON, some three bytes a document. */
final class PredictionsFile {
    static final String FILE = "predictions.json.gz";

    private static final ObjectMapper JSON = new ObjectMapper();

    private PredictionsFile() {}

    static void write(Path directory, Predictions predictions) throws IOException {
        ModelFiles.write(directory.resolve(FILE), part -> {
            try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(part))) {
                JSON.writeValue(gzip, predictions);
            }
        });
    }

    /** Empty if an older version made the run, or the file is damaged: a model can say it again. */
    static Optional<Predictions> read(Path directory) throws IOException {
        try (InputStream gzip = new GZIPInputStream(Files.newInputStream(directory.resolve(FILE)))) {
            return Optional.of(JSON.readValue(gzip, Predictions.class));
        } catch (NoSuchFileException | JsonProcessingException | EOFException | ZipException e) {
            return Optional.empty();
        }
    }
}
