package org.setlstm.command;

import com.oracle.labs.mlrg.olcut.config.ArgumentException;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.Option;
import com.oracle.labs.mlrg.olcut.config.Options;
import com.oracle.labs.mlrg.olcut.config.UsageException;
import com.oracle.labs.mlrg.olcut.config.json.JsonConfigFactory;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.setlstm.text.NamedTokenizer;

/** OLCUT's parsing of options, with errors that say which option and what to do. */
final class CommandLine {
    private static final Set<String> CONFIG_FILES = Set.of("--config-file", "-c");
    private static final Set<String> OF_CONFIGURATIONS = Set.of("--config-file", "-c", "--config-file-formats");
    private static final String LAUNCHER = "setlstm.launcher";
    private static final Set<String> HELP = Set.of("--help", "--usage");

    static {
        // OLCUT knows XML alone until it is told.
        ConfigurationManager.addFileFormatFactory(new JsonConfigFactory());
    }

    private CommandLine() {}

    /** Of a command that has no settings and takes no configuration. */
    static ConfigurationManager parse(List<String> arguments, Options options) {
        return parse(arguments, options, false, List.of());
    }

    /** Of a command that takes configurations. */
    static ConfigurationManager parse(List<String> arguments, Options options, ConfigOptions settings) {
        return parse(arguments, options, true, settings.names());
    }

    /** Fills {@code options}; anything that is left is an error. The tokenizers that have names are components too. */
    private static ConfigurationManager parse(
            List<String> arguments, Options options, boolean configurations, Collection<String> settings) {
        List<String> plain = new ArrayList<>(arguments);
        prepare(plain, fields(options), configurations, settings);
        ConfigurationManager cm;
        try {
            cm = new ConfigurationManager(plain.toArray(String[]::new), options, configurations);
        } catch (ArgumentException e) {
            throw Main.UsageError.of(e);
        }
        if (cm.getUnnamedArguments().length > 0) {
            throw new Main.UsageError("'" + cm.getUnnamedArguments()[0] + "' belongs to no option");
        }
        NamedTokenizer.addAll(cm);
        return cm;
    }

    private static Map<String, Field> fields(Options options) {
        Map<String, Field> fields = new TreeMap<>();
        for (Field field : Options.getOptionFields(options.getClass())) {
            fields.put("--" + field.getAnnotation(Option.class).longName(), field);
        }
        return fields;
    }

    /** Finds what OLCUT would tell badly, and writes values as it wants them. */
    private static void prepare(
            List<String> arguments, Map<String, Field> fields, boolean configurations, Collection<String> settings) {
        for (ListIterator<String> i = arguments.listIterator(); i.hasNext(); ) {
            String option = i.next();
            Field field = fields.get(option);
            boolean configuration = configurations && OF_CONFIGURATIONS.contains(option);
            if (HELP.contains(option)) {
                throw new UsageException("");
            }
            if (field != null && field.getType() == boolean.class) {
                flag(i);
            } else if (field != null || configuration || option.startsWith("--@")) {
                if (!i.hasNext()) {
                    throw new Main.UsageError(option + " needs a value");
                }
                String value = i.next();
                boolean single = field == null
                        ? CONFIG_FILES.contains(option) && isFile(value)
                        : !List.class.isAssignableFrom(field.getType());
                if (single) {
                    i.set(escaped(value));
                }
            } else if (option.startsWith("-")) {
                Set<String> all = new TreeSet<>(fields.keySet());
                all.addAll(settings);
                if (configurations) {
                    all.addAll(OF_CONFIGURATIONS);
                }
                throw new Main.UsageError("there is no option " + option + Names.hint(option, all));
            }
        }
    }

    /** OLCUT wants a value of every option. */
    private static void flag(ListIterator<String> i) {
        if (i.hasNext()) {
            String next = i.next();
            i.previous();
            if (next.equals("true") || next.equals("false")) {
                i.next();
                return;
            }
        }
        i.add("true");
    }

    /** Several configurations may be given at once, separated by commas; but a file's name may hold one too. */
    private static boolean isFile(String value) {
        try {
            return Files.exists(Path.of(value));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** A value that OLCUT takes as it is: commas would separate several, and backslashes would go. */
    static String escaped(String value) {
        String escape = String.valueOf(ConfigurationManager.CUR_ESCAPE_CHAR);
        return value.replace(escape, escape + escape).replace(",", escape + ",");
    }

    static <T> T required(T value, String option) {
        if (value == null) {
            throw new Main.UsageError(option + " is needed");
        }
        return value;
    }

    /** What is written must replace nothing that is read, or written besides; a path that isn't given is null. */
    static void requireDistinct(Map<String, Path> written, Map<String, Path> read) {
        Map<Path, String> known = new HashMap<>();
        read.forEach((option, path) -> {
            if (path != null) {
                known.put(path.toAbsolutePath().normalize(), option);
            }
        });
        written.forEach((option, path) -> {
            if (path != null) {
                String other = known.putIfAbsent(path.toAbsolutePath().normalize(), option);
                if (other != null) {
                    throw new Main.UsageError(option + " is the file of " + other + ", which it would replace");
                }
            }
        });
    }

    /** How this program is started from here: by {@code bin/setlstm}, which tells its name, or by its jar. */
    static String program() throws URISyntaxException {
        String launcher = System.getProperty(LAUNCHER);
        if (launcher != null) {
            return launcher;
        }
        Path jar = Path.of(CommandLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path here = Path.of("").toAbsolutePath();
        return "java --add-modules jdk.incubator.vector -jar " + (jar.startsWith(here) ? here.relativize(jar) : jar);
    }

    static String usage(Options options) {
        return new ConfigurationManager(new String[0], options, false).usage();
    }
}
