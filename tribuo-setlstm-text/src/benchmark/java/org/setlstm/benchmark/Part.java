package org.setlstm.benchmark;

import java.io.IOException;
import java.util.Locale;

/** The parts of the benchmark, each of which can be run alone. */
enum Part {
    SPEED(SpeedPart::run),
    LATENCY(LatencyPart::run),
    MEMORY(MemoryPart::run),
    TEXT(TextPart::run),
    KERNELS(KernelPart::run),
    SCALING(ScalingPart::run);

    /** Measures and tells. */
    interface Work {
        Section run(Setup setup) throws IOException;
    }

    private final Work work;

    Part(Work work) {
        this.work = work;
    }

    static Part named(String name) {
        return valueOf(name.trim().toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    Section run(Setup setup) throws IOException {
        return work.run(setup);
    }
}
