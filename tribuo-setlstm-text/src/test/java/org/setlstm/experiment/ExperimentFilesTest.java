package org.setlstm.experiment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.setlstm.SETLSTMTrainer;
import org.tribuo.data.text.TextFeatureExtractor;

/** The configurations of the guide's experiments, which take hours to run. */
class ExperimentFilesTest {
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src", "experiments"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void namesSettingsThatThereAre(Path file) {
        ConfigurationManager cm = new ConfigurationManager(file.toString());
        List<SETLSTMTrainer> trainers = cm.lookupAll(SETLSTMTrainer.class);
        assertFalse(trainers.isEmpty());
        assertNotNull(cm.lookup("trainer"));
        assertInstanceOf(TextFeatureExtractor.class, cm.lookup("extractor"));
    }
}
