package org.setlstm.benchmark;

import java.util.function.Function;

/** What a process can measure. */
enum Task {
    SPEED("step and batch", true, SpeedTask::run),
    LATENCY("a document", true, LatencyTask::run),
    TRAINING_MEMORY("memory of training", false, MemoryTask::train),
    PREDICTION_MEMORY("memory of prediction", false, MemoryTask::predict),
    SCALING("scaling", true, ScalingTask::run),
    VECTOR_KERNEL("vector kernel", true, KernelTask::vector),
    SCALAR_KERNEL("scalar kernel", true, KernelTask::scalar),
    DENSE_PRODUCT("dense product", true, KernelTask::dense);

    private final String label;
    private final boolean timed;
    private final Function<Job, Object> work;

    Task(String label, boolean timed, Function<Job, Object> work) {
        this.label = label;
        this.timed = timed;
        this.work = work;
    }

    String label() {
        return label;
    }

    boolean isTimed() {
        return timed;
    }

    Object run(Job job) {
        return work.apply(job);
    }
}
