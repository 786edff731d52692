package org.setlstm.experiment;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil.HashType;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.setlstm.SETLSTM;
import org.tribuo.provenance.DataSourceProvenance;

/** What a run's result depends on: settings, texts and this library's version, but not threads, paths and times. */
final class RunKey {
    private static final String THREADS = "threads";

    private RunKey() {}

    /**
     * @param components The trainer's provenance, and those of all that makes examples of texts.
     * @param texts The provenances of the sources.
     */
    static String of(List<? extends ConfiguredObjectProvenance> components, List<? extends Provenance> texts) {
        SortedMap<String, String> parts = new TreeMap<>();
        parts.put("version", SETLSTM.VERSION);
        for (int i = 0; i < components.size(); i++) {
            flatten("component." + i, components.get(i), parts);
        }
        for (int i = 0; i < texts.size(); i++) {
            parts.put("texts." + i, hash(texts.get(i)));
        }
        return ProvenanceUtil.hashArray(HashType.SHA256, parts.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(Provenance texts) {
        return ((ConfiguredObjectProvenance) texts)
                .getInstanceValues()
                .get(DataSourceProvenance.RESOURCE_HASH)
                .getValue()
                .toString();
    }

    private static void flatten(String name, Provenance value, SortedMap<String, String> parts) {
        if (value instanceof ConfiguredObjectProvenance component) {
            parts.put(name, component.getClassName());
            component.getConfiguredParameters().forEach((key, parameter) -> {
                if (!key.equals(THREADS)) {
                    flatten(name + "." + key, parameter, parts);
                }
            });
        } else if (value instanceof ListProvenance<?> list) {
            for (int i = 0; i < list.getList().size(); i++) {
                flatten(name + "." + i, list.getList().get(i), parts);
            }
        } else if (value instanceof MapProvenance<?> map) {
            for (Pair<String, ? extends Provenance> entry : map) {
                flatten(name + "." + entry.getA(), entry.getB(), parts);
            }
        } else if (value instanceof PrimitiveProvenance<?> primitive) {
            parts.put(name, String.valueOf(primitive.getValue()));
        } else {
            parts.put(name, value.toString());
        }
    }
}
