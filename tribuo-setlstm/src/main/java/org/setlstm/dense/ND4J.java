package org.setlstm.dense;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.setlstm.optional.Feature;

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
        return !"false".equals(System.getProperty(PROPERTY)) && Warned.STARTED;
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

    /**
     * Stops who needs ND4J where it is missing, or has no natives for this platform.
     *
     * @param feature What needs it.
     * @throws IllegalStateException If so; the message names the artifacts to add.
     */
    public static void require(Feature feature) {
        feature.require();
        if (Holder.FAILURE != null) {
            throw new IllegalStateException(
                    feature.needs() + " (ND4J is there and doesn't start: " + Holder.FAILURE + ")", Holder.FAILURE);
        }
    }

    /** Null if it has started. */
    private static Throwable start() {
        try {
            OffHeap probe = new OffHeap(1);
            Blas.start();
            return probe.length() == 1 ? null : new IllegalStateException("ND4J makes no arrays");
        } catch (LinkageError | RuntimeException e) {
            return e;
        }
    }

    private static final class Holder {
        static final Throwable FAILURE = start();
    }

    /** Says once what is missing. */
    private static final class Warned {
        static final boolean STARTED = warn();

        private static boolean warn() {
            if (Holder.FAILURE == null) {
                return true;
            }
            logger.warning(Feature.BLAS.needs() + "; or set -D" + PROPERTY
                    + "=false. Full matrices now train without, several times slower");
            logger.log(Level.FINE, "Why ND4J did not start", Holder.FAILURE);
            return false;
        }
    }
}
