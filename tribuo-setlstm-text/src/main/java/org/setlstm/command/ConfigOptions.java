package org.setlstm.command;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.setlstm.setting.Settings;
import org.setlstm.text.NamedTokenizer;
import org.tribuo.util.tokens.Tokenizer;

/**
 * Every simple {@code @Config} setting of a component as an option of its own: {@code hiddenDimension} of the component
 * {@code trainer} is {@code --hidden-dimension}, short for OLCUT's {@code --@trainer.hiddenDimension}. Ours, because OLCUT has
 * that form alone, and its help doesn't list it. So the command
 * line has each setting as soon as the component has it, with its description and default, and works on components from
 * a configuration file too.
 */
final class ConfigOptions {
    /** @param type What its value is read as: the field's own, but for a tokenizer one of the names. */
    private record Setting(String component, Class<?> owner, Field field, Class<?> type, String value) {}

    private final Map<String, Setting> settings = new LinkedHashMap<>();

    /** Adds the settings of a component; their defaults are those that the instance's provenance shows. */
    ConfigOptions add(String component, Provenancable<? extends ConfiguredObjectProvenance> defaults) {
        Map<String, Provenance> values = defaults.getProvenance().getConfiguredParameters();
        for (Field field : Settings.of(defaults.getClass())) {
            Provenance value = values.get(field.getName());
            if (field.getType().isPrimitive() || field.getType().isEnum()) {
                settings.put(
                        option(field.getName()),
                        new Setting(component, defaults.getClass(), field, field.getType(), String.valueOf(value)));
            } else if (field.getType() == Tokenizer.class) {
                settings.put(
                        option(field.getName()),
                        new Setting(component, defaults.getClass(), field, NamedTokenizer.class, nameOf(value)));
            }
        }
        return this;
    }

    private static String nameOf(Provenance tokenizer) {
        return Stream.of(NamedTokenizer.values())
                .filter(named -> named.create().getProvenance().equals(tokenizer))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private static String option(String camelCase) {
        return "--" + camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    Set<String> names() {
        return settings.keySet();
    }

    /** Replaces each of these options by OLCUT's override. */
    void expand(List<String> arguments) {
        for (ListIterator<String> i = arguments.listIterator(); i.hasNext(); ) {
            String option = i.next();
            Setting setting = settings.get(option);
            if (setting == null) {
                continue;
            }
            i.set("--@" + setting.component + "." + setting.field.getName());
            i.set(value(option, setting, i));
        }
    }

    /** Takes these options out: for each component's class its properties with their values, whatever it is called. */
    Map<Class<?>, Map<String, String>> take(List<String> arguments) {
        Map<Class<?>, Map<String, String>> taken = new LinkedHashMap<>();
        for (ListIterator<String> i = arguments.listIterator(); i.hasNext(); ) {
            String option = i.next();
            Setting setting = settings.get(option);
            if (setting == null) {
                continue;
            }
            i.remove();
            taken.computeIfAbsent(setting.owner, c -> new LinkedHashMap<>())
                    .put(setting.field.getName(), value(option, setting, i));
            i.remove();
        }
        return taken;
    }

    private static String value(String option, Setting setting, ListIterator<String> arguments) {
        if (!arguments.hasNext()) {
            throw new Main.UsageError(option + " needs a value");
        }
        return checked(option, setting, arguments.next());
    }

    private static String checked(String option, Setting setting, String value) {
        Class<?> type = setting.type;
        try {
            if (type == int.class) {
                Integer.parseInt(value);
            } else if (type == long.class) {
                Long.parseLong(value);
            } else if (type == double.class) {
                Double.parseDouble(value);
            } else if (type == boolean.class && !value.equals("true") && !value.equals("false")) {
                throw new IllegalArgumentException();
            } else if (type.isEnum()) {
                String name = value.toUpperCase(Locale.ROOT).replace('-', '_');
                if (List.of(type.getEnumConstants()).stream()
                        .noneMatch(c -> c.toString().equals(name))) {
                    throw new IllegalArgumentException();
                }
                return type == NamedTokenizer.class
                        ? NamedTokenizer.valueOf(name).component()
                        : name;
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw new Main.UsageError(option + " is '" + value + "', and must be " + kind(type));
        }
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + String.join(", ", names(type));
        }
        return type == boolean.class ? "true or false" : type == double.class ? "a number" : "a whole number";
    }

    private static List<String> names(Class<?> type) {
        return List.of(type.getEnumConstants()).stream()
                .map(c -> c.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    String usage() {
        StringBuilder usage = new StringBuilder();
        settings.forEach((option, s) -> usage.append(String.format(
                Locale.ROOT,
                "  %-24s %-14s %s%n",
                option,
                s.value,
                s.field.getAnnotation(Config.class).description())));
        return usage.toString();
    }
}
