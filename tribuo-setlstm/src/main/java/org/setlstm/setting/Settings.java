package org.setlstm.setting;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a component's {@code @Config} fields say of it, so that a setting is declared there and nowhere else. OLCUT's own
 * {@code PropertySheet.getAllFields} gives fields in the order of hashes.
 */
public final class Settings {
    private Settings() {}

    /**
     * The settings of a class, and before them those of the classes that it extends.
     *
     * @param component The class.
     * @return Its fields, as they are declared.
     */
    public static List<Field> of(Class<?> component) {
        List<Field> fields = component.getSuperclass() == null ? new ArrayList<>() : of(component.getSuperclass());
        for (Field field : component.getDeclaredFields()) {
            if (field.isAnnotationPresent(Config.class)) {
                fields.add(field);
            }
        }
        return fields;
    }

    /**
     * Checks all {@link Range}s.
     *
     * @param component Whose settings to check.
     * @throws PropertyException If a value is out of its range; it says the setting, the value and the range.
     */
    public static void check(Configurable component) {
        for (Field field : of(component.getClass())) {
            Range range = field.getAnnotation(Range.class);
            if (range != null) {
                Number value = (Number) value(field, component);
                if (!isIn(range, value.doubleValue())) {
                    throw outOfRange(field.getName(), value, name(range, value instanceof Integer));
                }
            }
        }
    }

    /**
     * For what ranges of one setting can't say.
     *
     * @param setting Its name.
     * @param value Its value.
     * @param must What it must be, as in {@code at least 1}.
     * @return To be thrown.
     */
    public static PropertyException outOfRange(String setting, Object value, String must) {
        return new PropertyException("", setting, setting + " is " + value + ", and must be " + must);
    }

    private static boolean isIn(Range range, double value) {
        return value >= range.least() && value > range.above() && value <= range.most() && value < range.below();
    }

    private static String name(Range range, boolean whole) {
        String from =
                range.above() >= range.least() ? "above " + name(range.above()) : "at least " + name(range.least());
        if (range.most() < Double.POSITIVE_INFINITY) {
            return from + " and at most " + name(range.most());
        }
        if (range.below() < Double.POSITIVE_INFINITY) {
            return from + " and below " + name(range.below());
        }
        return whole ? from : from + " and finite";
    }

    /** As people write it, {@link Range#ONE_AS_FLOAT} as 1. */
    private static String name(double bound) {
        float rounded = (float) bound;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Float.toString(rounded);
    }

    /**
     * The component for people.
     *
     * @param component What to show.
     * @return Its class, and all its settings with their values.
     */
    public static String toString(Configurable component) {
        return of(component.getClass()).stream()
                .map(field -> field.getName() + "=" + value(field, component))
                .collect(Collectors.joining(",", component.getClass().getSimpleName() + "(", ")"));
    }

    private static Object value(Field field, Object component) {
        try {
            field.setAccessible(true);
            return field.get(component);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " can't be read", e);
        }
    }
}
