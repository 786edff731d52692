package org.setlstm;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** This library. */
public final class SETLSTM {
    /** Its version, as in {@code 1.0.0}. */
    public static final String VERSION = version();

    private SETLSTM() {}

    /** From a resource rather than the jar's manifest: that gets lost where all of a program goes into one jar. */
    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = SETLSTM.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("version.properties is missing from the jar", e);
        }
        return properties.getProperty("version");
    }
}
