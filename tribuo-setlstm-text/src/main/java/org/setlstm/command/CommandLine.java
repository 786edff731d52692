package org.setlstm.command;

import com.oracle.labs.mlrg.olcut.config.ArgumentException;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.Options;
import com.oracle.labs.mlrg.olcut.config.json.JsonConfigFactory;
import java.util.List;
import org.setlstm.text.NamedTokenizer;

/** OLCUT's parsing of options, with errors that say which option and what to do. */
final class CommandLine {
    static {
        // OLCUT knows XML alone until it is told.
        ConfigurationManager.addFileFormatFactory(new JsonConfigFactory());
    }

    private CommandLine() {}

    /** Fills {@code options}; anything that is left is an error. The tokenizers that have names are components too. */
    static ConfigurationManager parse(List<String> arguments, Options options, boolean configFiles) {
        ConfigurationManager cm;
        try {
            cm = new ConfigurationManager(arguments.toArray(String[]::new), options, configFiles);
        } catch (ArgumentException e) {
            throw Main.UsageError.of(e);
        }
        if (cm.getUnnamedArguments().length > 0) {
            throw new Main.UsageError("'" + cm.getUnnamedArguments()[0] + "' belongs to no option");
        }
        NamedTokenizer.addAll(cm);
        return cm;
    }

    static <T> T required(T value, String option) {
        if (value == null) {
            throw new Main.UsageError(option + " is needed");
        }
        return value;
    }

    static String usage(Options options) {
        return new ConfigurationManager(new String[0], options, false).usage();
    }
}
