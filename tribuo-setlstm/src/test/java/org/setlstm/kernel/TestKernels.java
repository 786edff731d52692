package org.setlstm.kernel;

import java.util.Objects;

/** Both kernels, for tests of other packages. */
public final class TestKernels {
    private TestKernels() {}

    public static Kernel scalar() {
        return Kernels.scalar();
    }

    public static Kernel vector() {
        return Objects.requireNonNull(Kernels.vector(), "tests must run with --add-modules jdk.incubator.vector");
    }
}
