package org.setlstm.reproduction;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil.ProvenanceOrdering;
import com.oracle.labs.mlrg.olcut.provenance.primitives.FileProvenance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.setlstm.SETLSTMTrainer;
import org.setlstm.file.ModelFiles;
import org.setlstm.network.GateTopology;
import org.setlstm.text.NamedTokenizer;

/**
 * Copies of components with some properties changed, rebuilt from what their provenance says: so a component needs no
 * setters, and a new setting is carried along as soon as it exists.
 */
public final class Reconfigured {
    private Reconfigured() {}

    /**
     * Copies a component.
     *
     * @param original Its provenance.
     * @param type Its class, or one above.
     * @param changes For each class the properties to change, in the component itself and in those that it is made of;
     *     a class that doesn't occur is ignored.
     * @param <T> Its class, or one above.
     * @return The copy.
     */
    public static <T> T copy(
            ConfiguredObjectProvenance original, Class<T> type, Map<Class<?>, Map<String, String>> changes) {
        return copy(
                original,
                type,
                (provenance, component) -> changes.forEach((changed, properties) -> {
                    if (component.getClassName().equals(changed.getName())) {
                        properties.forEach((key, value) -> component.add(key, new SimpleProperty(value)));
                    }
                }));
    }

    /**
     * @param places Where each file is now.
     * @throws IllegalArgumentException If a class is not there, or a component can't be made as it was.
     */
    static <T> T copy(ConfiguredObjectProvenance original, Class<T> type, UnaryOperator<Path> places) {
        try {
            return copy(original, type, (provenance, component) -> {
                requireClass(provenance.getClassName());
                place(provenance, component, places);
            });
        } catch (PropertyException e) {
            throw new IllegalArgumentException(
                    "Can't make the " + original.getClassName() + " as it was: " + ModelFiles.reason(e), e);
        }
    }

    private static void place(
            ConfiguredObjectProvenance provenance, ConfigurationData component, UnaryOperator<Path> places) {
        provenance.getConfiguredParameters().forEach((key, value) -> {
            if (value instanceof FileProvenance file) {
                Path place = places.apply(file.getValue().toPath());
                component.add(key, new SimpleProperty(place.toString()));
            }
        });
    }

    /** Settings that are newer than a provenance have the value there that was the only one then. */
    private static void asThen(ConfigurationData component) {
        if (component.getClassName().equals(SETLSTMTrainer.class.getName())
                && !component.getProperties().containsKey("gateTopology")) {
            component.add("gateTopology", new SimpleProperty(GateTopology.OWN.name()));
        }
    }

    private static void requireClass(String name) {
        String lack;
        try {
            Class.forName(name).getDeclaredConstructor();
            return;
        } catch (ClassNotFoundException e) {
            lack = "is not on the class path: add its jar";
        } catch (NoSuchMethodException e) {
            lack = "has no constructor without arguments, by which OLCUT could make one";
        }
        throw new IllegalArgumentException("The provenance names the class " + name + ", which " + lack);
    }

    private static <T> T copy(
            ConfiguredObjectProvenance original,
            Class<T> type,
            BiConsumer<ConfiguredObjectProvenance, ConfigurationData> change) {
        ProvenanceOrdering ordering = ProvenanceUtil.orderProvenances(original);
        List<ConfigurationData> components = ProvenanceUtil.extractConfigurationFromOrdering(ordering);
        for (int i = 0; i < components.size(); i++) {
            asThen(components.get(i));
            change.accept(ordering.traversalOrder.get(i), components.get(i));
        }
        ConfigurationManager cm = new ConfigurationManager();
        cm.addConfiguration(components);
        NamedTokenizer.addAll(cm);
        return type.cast(cm.lookup(components.get(0).getName()));
    }
}
