package org.setlstm.text;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.util.Locale;
import java.util.Map;
import org.tribuo.util.tokens.Tokenizer;
import org.tribuo.util.tokens.impl.SplitPatternTokenizer;

/** The tokenizers that {@code --tokenizer} knows by name. */
public enum NamedTokenizer {
    /** Words, marks, emoji, emoticons, links, mentions, hashtags: {@link WebTextTokenizer}. */
    WEB_TEXT(WebTextTokenizer.class, Map.of()),

    /**
     * Runs of letters and digits as words, with the apostrophes inside them ("don't"), and each {@code '!'} and
     * {@code '?'}; all else separates. One regular expression, that other languages than Java understand too.
     */
    WORDS(SplitPatternTokenizer.class, Map.of("splitPatternRegex", WordSeparator.REGEX));

    private final Class<? extends Tokenizer> type;
    private final Map<String, String> properties;

    NamedTokenizer(Class<? extends Tokenizer> type, Map<String, String> properties) {
        this.type = type;
        this.properties = properties;
    }

    /**
     * Makes one.
     *
     * @return A new tokenizer.
     */
    public Tokenizer create() {
        ConfigurationManager cm = new ConfigurationManager();
        addAll(cm);
        return (Tokenizer) cm.lookup(component());
    }

    /**
     * What {@link #addAll} calls it.
     *
     * @return The name of a component.
     */
    public String component() {
        return "tokenizer-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Makes all of them known to a configuration that hasn't components of their names.
     *
     * @param cm Gets them as components.
     */
    public static void addAll(ConfigurationManager cm) {
        for (NamedTokenizer tokenizer : values()) {
            if (cm.getConfigurationData(tokenizer.component()).isEmpty()) {
                ConfigurationData component = new ConfigurationData(tokenizer.component(), tokenizer.type.getName());
                tokenizer.properties.forEach((key, value) -> component.add(key, new SimpleProperty(value)));
                cm.addConfiguration(component);
            }
        }
    }
}
