package org.setlstm.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.oracle.labs.mlrg.olcut.config.json.JsonProvenanceSerialization;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.io.ProvenanceSerializationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.setlstm.report.HTML;

/** A run's results, settings and provenance, folded. */
final class RunDetails {
    private static final List<String> HEAD = List.of("what", "value");

    private RunDetails() {}

    /** @param directory The run's. */
    static String of(String title, Path directory, RunReport report) throws IOException {
        List<List<String>> results = new ArrayList<>();
        results.add(List.of("directory", report.data() + "/" + directory.getFileName()));
        results.add(List.of("accuracy", number(report.accuracy())));
        results.add(List.of("macro-F1", number(report.macroF1())));
        if (report.calibration() != null) {
            results.add(List.of("calibration", report.calibration().toFormattedString()));
        }
        results.add(List.of("parameters", Long.toString(report.parameters().stored())));
        results.add(List.of("training", String.format(Locale.ROOT, "%.1f s", report.trainSeconds())));
        results.add(List.of("version", report.version()));
        if (report.weightsSha256() != null) {
            results.add(List.of("kernel", report.kernel()));
            results.add(List.of("weightsSha256", report.weightsSha256()));
        }
        return HTML.details(title, HTML.table(HEAD, results) + provenance(directory));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String provenance(Path directory) throws IOException {
        Path file = directory.resolve(ComparisonRun.PROVENANCE);
        if (!Files.exists(file)) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        try {
            add(
                    "",
                    ProvenanceUtil.convertToMap(
                            new JsonProvenanceSerialization(false).deserializeAndUnmarshal(Files.readString(file))),
                    rows);
        } catch (ProvenanceException | ProvenanceSerializationException | JsonProcessingException e) {
            return HTML.element("p", HTML.escaped(file.getFileName() + " can't be read: " + e.getMessage()));
        }
        return HTML.table(HEAD, rows);
    }

    private static void add(String name, Object value, List<List<String>> rows) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, child) -> sorted.put(name.isEmpty() ? key.toString() : name + "." + key, child));
            sorted.forEach((key, child) -> add(key, child, rows));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                add(name + "." + i, list.get(i), rows);
            }
        } else {
            rows.add(List.of(name, String.valueOf(value)));
        }
    }
}
