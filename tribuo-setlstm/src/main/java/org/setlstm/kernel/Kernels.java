package org.setlstm.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.logging.Logger;

/** Chooses the {@link Kernel} of this JVM, once. */
public final class Kernels {
    /** System property that forces a kernel: {@code scalar} or {@code vector}. The bits are the same. */
    public static final String PROPERTY = "setlstm.kernel";

    private static final Logger logger = Logger.getLogger(Kernels.class.getName());
    private static final String MODULE = "jdk.incubator.vector";

    private Kernels() {}

    /**
     * The fastest kernel that this JVM can run.
     *
     * @return The same one at each call.
     */
    public static Kernel best() {
        return Holder.BEST;
    }

    static Kernel scalar() {
        return new ScalarKernel();
    }

    /** The Vector API's kernel, or null where the module has not been added. */
    static Kernel vector() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return null;
        }
        Kernels.class.getModule().addReads(ModuleLayer.boot().findModule(MODULE).get());
        try {
            // By name: javac must not see the incubating module from here.
            return (Kernel) Class.forName("org.setlstm.kernel.VectorKernel")
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The vector kernel failed to start", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The vector kernel is missing from the class path", e);
        }
    }

    private static Kernel choose() {
        String forced = System.getProperty(PROPERTY, "");
        switch (forced) {
            case "scalar":
                return scalar();
            case "vector":
            case "":
                Kernel vector = vector();
                if (vector != null) {
                    return vector;
                }
                logger.warning("Running on the scalar kernel: start Java with --add-modules " + MODULE
                        + " for several times the speed and the same results");
                return scalar();
            default:
                throw new IllegalArgumentException(
                        "System property " + PROPERTY + " is '" + forced + "': set it to scalar or vector");
        }
    }

    private static final class Holder {
        static final Kernel BEST = choose();
    }
}
