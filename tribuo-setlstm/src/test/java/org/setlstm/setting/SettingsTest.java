package org.setlstm.setting;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Ranges and texts of a component of each kind of setting. */
class SettingsTest {
    private abstract static class Above implements Configurable {
        @Config
        @Range
        int count = 3;
    }

    private static final class Component extends Above {
        @Config
        @Range(least = 1, most = 16)
        int order = 1;

        @Config
        @Range(above = 0)
        double rate = 0.5;

        @Config
        @Range(below = 1)
        double share = 0.0;

        @Config
        @Range(below = Range.ONE_AS_FLOAT)
        double decay = 0.9;

        @Config
        String name = "x";

        @Range
        int noSetting = -1;
    }

    private static Component with(Consumer<Component> change) {
        Component component = new Component();
        change.accept(component);
        return component;
    }

    private static void assertRefused(String message, Consumer<Component> change) {
        PropertyException e = assertThrows(PropertyException.class, () -> Settings.check(with(change)));
        assertEquals(message, e.getMsg());
    }

    @Test
    void boundsAreKeptAndSaid() {
        Settings.check(new Component());
        assertRefused("count is -1, and must be at least 0", c -> c.count = -1);
        assertRefused("order is 0, and must be at least 1 and at most 16", c -> c.order = 0);
        assertRefused("order is 17, and must be at least 1 and at most 16", c -> c.order = 17);
        assertRefused("rate is 0.0, and must be above 0 and finite", c -> c.rate = 0.0);
        assertRefused("rate is Infinity, and must be above 0 and finite", c -> c.rate = Double.POSITIVE_INFINITY);
        assertRefused("rate is NaN, and must be above 0 and finite", c -> c.rate = Double.NaN);
        assertRefused("share is 1.0, and must be at least 0 and below 1", c -> c.share = 1.0);
        assertRefused("share is -0.1, and must be at least 0 and below 1", c -> c.share = -0.1);
    }

    @Test
    void whatIsOneAsAFloatIsNotBelowOne() {
        double bound = Range.ONE_AS_FLOAT;
        assertEquals(1.0f, (float) bound);
        assertEquals(Math.nextDown(1.0f), (float) Math.nextDown(bound));
        assertRefused("decay is " + bound + ", and must be at least 0 and below 1", c -> c.decay = bound);
        assertDoesNotThrow(() -> Settings.check(with(c -> c.decay = Math.nextDown(bound))));
    }

    @Test
    void boundsThemselvesAreInRange() {
        assertDoesNotThrow(() -> Settings.check(with(c -> {
            c.count = 0;
            c.order = 16;
            c.rate = Double.MIN_VALUE;
            c.share = Math.nextDown(1.0);
        })));
    }

    @Test
    void settingsAreThoseOfTheClassesAboveToo() {
        assertEquals(
                List.of("count", "order", "rate", "share", "decay", "name"),
                Settings.of(Component.class).stream().map(Field::getName).toList());
        assertEquals(
                "Component(count=3,order=1,rate=0.5,share=0.0,decay=0.9,name=x)", Settings.toString(new Component()));
    }
}
