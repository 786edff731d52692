package org.setlstm;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Copies of settings with some changed by name, so that a setting that comes new touches no test of the others. */
public final class Records {
    private Records() {}

    /** Names and their values take turns. */
    @SuppressWarnings("unchecked")
    public static <R extends Record> R with(R original, Object... changes) {
        Map<Object, Object> changed = new HashMap<>();
        for (int i = 0; i < changes.length; i += 2) {
            changed.put(changes[i], changes[i + 1]);
        }
        RecordComponent[] components = original.getClass().getRecordComponents();
        try {
            Object[] values = new Object[components.length];
            for (int c = 0; c < values.length; c++) {
                Object before = components[c].getAccessor().invoke(original);
                values[c] =
                        changed.containsKey(components[c].getName()) ? changed.remove(components[c].getName()) : before;
            }
            if (!changed.isEmpty()) {
                throw new IllegalArgumentException(original.getClass() + " has no " + changed.keySet());
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return (R) original.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
