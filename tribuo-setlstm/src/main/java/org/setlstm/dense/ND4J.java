package org.setlstm.dense;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Whether ND4J is there, with natives for this platform. */
public final class ND4J {
    /** System property: {@code false} keeps full matrices off ND4J, for bits that are the same on every machine. */
    public static final String PROPERTY = "setlstm.nd4j";

    private static final Logger logger = Logger.getLogger(ND4J.class.getName());

    private ND4J() {}

    /**
     * Whether full matrices can be and shall be trained on ND4J. Starts it at the first call, which takes up to some
     * seconds; a log line says what to add where it is missing.
     *
     * @return True if so.
     */
    public static boolean isAvailable() {
        return !"false".equals(System.getProperty(PROPERTY)) && Holder.STARTED;
    }

    /**
     * The version of ND4J, which its jar tells.
     *
     * @return As in {@code 1.0.0-M2.1}, or {@code unknown} where the jar is part of another one.
     */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream in = ND4J.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            logger.log(Level.FINE, "ND4J doesn't tell its version", e);
        }
        return properties.getProperty("version", "unknown");
    }

    private static boolean start() {
        try {
            OffHeap probe = new OffHeap(1);
            Blas.start();
            return probe.length() == 1;
        } catch (LinkageError | RuntimeException e) {
            logger.warning("Full matrices train without ND4J's BLAS, several times slower: add to the class path"
                    + " org.nd4j:nd4j-native, once plainly and once with this platform's classifier, and"
                    + " org.bytedeco:openblas with the classifier; or set -D" + PROPERTY + "=false");
            logger.log(Level.FINE, "Why ND4J did not start", e);
            return false;
        }
    }

    private static final class Holder {
        static final boolean STARTED = start();
    }
}
