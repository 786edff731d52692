package org.setlstm.onnx;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tribuo.provenance.ModelProvenance;

/** How texts became tokens, as a model's provenance has it: classes and settings, for people and other languages. */
final class TextDescription {
    private static final String EXTRACTOR = "extractor";

    private TextDescription() {}

    /** Of the first source with an extractor: its extractor and preprocessors, as nested maps. */
    static Optional<Map<String, Object>> of(ModelProvenance provenance) {
        return source(provenance.getDatasetProvenance()).map(source -> {
            Map<String, Object> description = new LinkedHashMap<>();
            for (String part : List.of("preprocessors", EXTRACTOR)) {
                Provenance p = source.getConfiguredParameters().get(part);
                if (p != null) {
                    description.put(part, describe(p));
                }
            }
            return description;
        });
    }

    private static Optional<ConfiguredObjectProvenance> source(Provenance provenance) {
        if (provenance instanceof ConfiguredObjectProvenance configured
                && configured.getConfiguredParameters().get(EXTRACTOR) instanceof ObjectProvenance) {
            return Optional.of(configured);
        }
        List<Provenance> parts = new ArrayList<>();
        if (provenance instanceof ObjectProvenance object) {
            for (Pair<String, Provenance> part : object) {
                parts.add(part.getB());
            }
        } else if (provenance instanceof ListProvenance<?> list) {
            parts.addAll(list.getList());
        }
        return parts.stream().flatMap(p -> source(p).stream()).findFirst();
    }

    private static Object describe(Provenance provenance) {
        if (provenance instanceof ConfiguredObjectProvenance object) {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("class", object.getClassName());
            new TreeMap<>(object.getConfiguredParameters())
                    .forEach((name, value) -> settings.put(name, describe(value)));
            return settings;
        }
        if (provenance instanceof ListProvenance<?> list) {
            return list.getList().stream().map(TextDescription::describe).toList();
        }
        if (provenance instanceof MapProvenance<?> map) {
            Map<String, Object> values = new TreeMap<>();
            map.getMap().forEach((name, value) -> values.put(name, describe(value)));
            return values;
        }
        return provenance instanceof PrimitiveProvenance<?> value ? value.getValue() : provenance.toString();
    }
}
