package org.setlstm.reproduction;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.setlstm.RunProvenance;
import org.setlstm.reproduction.Difference.Kind;
import org.tribuo.provenance.DataSourceProvenance;
import org.tribuo.provenance.ModelProvenance;

/** What two provenances of the same structure say differently, times left out. */
final class ProvenanceDifferences {
    private static final String DATA_SET = "dataset";
    private static final String TRAINER = "trainer";
    private static final String RUN = "instance-values";
    private static final String TRIBUO_VERSION = "tribuo-version";

    /** What changes from run to run, and leaves no trace in the weights. */
    private static final Set<String> IGNORED = Set.of(
            "trained-at",
            DataSourceProvenance.DATASOURCE_CREATION_TIME,
            DataSourceProvenance.FILE_MODIFIED_TIME,
            TRAINER + ".threads",
            // It has a place of its own in the answer.
            RUN + "." + RunProvenance.WEIGHTS_SHA256);

    private static final Set<String> VERSIONS = Set.of(
            TRIBUO_VERSION,
            "java-version",
            "os-name",
            "os-arch",
            RUN + "." + RunProvenance.VERSION,
            RUN + "." + RunProvenance.KERNEL,
            RUN + "." + RunProvenance.ND4J_VERSION);

    private final Set<String> files;
    private final List<Difference> differences = new ArrayList<>();

    private ProvenanceDifferences(RecordedFiles files) {
        this.files = files.recorded().stream().map(Path::toString).collect(Collectors.toSet());
    }

    static List<Difference> between(ModelProvenance original, ModelProvenance reproduced) {
        return between("", original, reproduced);
    }

    /** Only files of other content, in data sets or trainers. */
    static List<Difference> ofFiles(ObjectProvenance original, ObjectProvenance reproduced) {
        return between("", original, reproduced).stream()
                .filter(d -> d.kind() == Kind.DATA)
                .toList();
    }

    private static List<Difference> between(String key, ObjectProvenance original, ObjectProvenance reproduced) {
        ProvenanceDifferences all = new ProvenanceDifferences(RecordedFiles.of(original));
        all.compare(key, ProvenanceUtil.convertToMap(original), ProvenanceUtil.convertToMap(reproduced));
        return all.differences.stream()
                .sorted(Comparator.comparing(Difference::kind))
                .toList();
    }

    private void compare(String key, Object a, Object b) {
        if (a instanceof Map<?, ?> mapA && b instanceof Map<?, ?> mapB) {
            compareEntries(key, mapA, mapB);
        } else if (a instanceof List<?> listA && b instanceof List<?> listB && listA.size() == listB.size()) {
            for (int i = 0; i < listA.size(); i++) {
                compare(key + "." + i, listA.get(i), listB.get(i));
            }
        } else if (!Objects.equals(a, b)) {
            add(kind(key, a), key, a, b);
        }
    }

    private void compareEntries(String parent, Map<?, ?> a, Map<?, ?> b) {
        SortedSet<String> names = new TreeSet<>();
        a.keySet().forEach(k -> names.add(k.toString()));
        b.keySet().forEach(k -> names.add(k.toString()));
        for (String name : names) {
            String key = parent.isEmpty() ? name : parent + "." + name;
            // Every data set and trainer repeats it.
            boolean repeated = name.equals(TRIBUO_VERSION) && !parent.isEmpty();
            if (IGNORED.contains(name) || IGNORED.contains(key) || repeated) {
                continue;
            }
            boolean hashes =
                    name.equals(DataSourceProvenance.RESOURCE_HASH) && a.containsKey(name) && b.containsKey(name);
            if (hashes && !a.get(name).equals(b.get(name))) {
                add(Kind.DATA, file(a, key), a.get(name), b.get(name));
            } else {
                compare(key, a.get(name), b.get(name));
            }
        }
    }

    /** The one that the hash is of. */
    private String file(Map<?, ?> component, String otherwise) {
        return component.values().stream()
                .map(String::valueOf)
                .filter(files::contains)
                .min(Comparator.naturalOrder())
                .orElse(otherwise);
    }

    private Kind kind(String key, Object original) {
        if (original instanceof String value && files.contains(value)) {
            return Kind.PLACE;
        }
        if (VERSIONS.contains(key)) {
            return Kind.VERSION;
        }
        if (key.startsWith(DATA_SET + ".")) {
            return Kind.DATA_SET;
        }
        return key.startsWith(TRAINER + ".") ? Kind.SETTING : Kind.RESULT;
    }

    /** Entries of the run are known by their own names. */
    private void add(Kind kind, String key, Object original, Object reproduced) {
        String what = key.startsWith(RUN + ".") ? key.substring(RUN.length() + 1) : key;
        differences.add(new Difference(kind, what, text(original), text(reproduced)));
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
