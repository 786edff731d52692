package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.util.List;
import java.util.Map;

/**
 * Copies of components with some properties changed, rebuilt from what their provenance says: so a component needs no
 * setters, and a new setting is carried along as soon as it exists.
 */
final class Reconfigured {
    private Reconfigured() {}

    /**
     * @param changes For each class the properties to change, in the component itself and in those that it is made of;
     *     a class that doesn't occur is ignored.
     */
    static <T> T copy(ConfiguredObjectProvenance original, Class<T> type, Map<Class<?>, Map<String, String>> changes) {
        List<ConfigurationData> components = ProvenanceUtil.extractConfiguration(original);
        String name = null;
        for (ConfigurationData component : components) {
            if (name == null && component.getClassName().equals(original.getClassName())) {
                name = component.getName();
            }
            changes.forEach((changed, properties) -> {
                if (component.getClassName().equals(changed.getName())) {
                    properties.forEach((key, value) -> component.add(key, new SimpleProperty(value)));
                }
            });
        }
        ConfigurationManager cm = new ConfigurationManager();
        cm.addConfiguration(components);
        return type.cast(cm.lookup(name));
    }
}
