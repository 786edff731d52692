package org.setlstm.reproduction;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.primitives.FileProvenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files and directories that a provenance names, and where they are now.
 *
 * @param recorded As they are in the provenance, absolute and normal.
 * @param moved The new places of those that have moved.
 */
record RecordedFiles(SortedSet<Path> recorded, Map<Path, Path> moved) {
    static RecordedFiles of(ObjectProvenance provenance) {
        SortedSet<Path> files = new TreeSet<>();
        for (ConfiguredObjectProvenance component : ProvenanceUtil.orderProvenances(provenance).traversalOrder) {
            component.getConfiguredParameters().values().forEach(value -> {
                if (value instanceof FileProvenance file) {
                    files.add(file.getValue().toPath());
                }
            });
        }
        return new RecordedFiles(files, Map.of());
    }

    RecordedFiles withMoved(Path from, Path to) {
        Path name = from.toAbsolutePath().normalize();
        if (!recorded.contains(name)) {
            throw new IllegalArgumentException(
                    "The model was not made from " + name + (recorded.isEmpty() ? "" : ", but from " + this));
        }
        Map<Path, Path> all = new TreeMap<>(moved);
        all.put(name, to.toAbsolutePath().normalize());
        return new RecordedFiles(recorded, all);
    }

    Path place(Path file) {
        return moved.getOrDefault(file, file);
    }

    void requireThere() {
        for (Path file : recorded) {
            if (!Files.exists(place(file))) {
                throw new IllegalArgumentException(
                        moved.containsKey(file)
                                ? "There is no file " + place(file)
                                : "The model was made from " + file + ", which is not there. If it has moved, say where"
                                        + " it is now: with --data-path or --word-vectors-path, or with"
                                        + " Reproducer.withFile");
            }
        }
    }

    @Override
    public String toString() {
        return String.join(", ", recorded.stream().map(Path::toString).toList());
    }
}
