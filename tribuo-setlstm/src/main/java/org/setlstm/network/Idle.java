package org.setlstm.network;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Things with memory that threads use in turns. As many are kept as threads can run at once: what more threads than that
 * have needed is not worth its memory. For any number of threads, without a lock.
 */
final class Idle<T> {
    private static final int MOST = Runtime.getRuntime().availableProcessors();

    private final Supplier<T> maker;
    private final Queue<T> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();

    Idle(Supplier<T> maker) {
        this.maker = maker;
    }

    /** One that nobody uses, or a new one. */
    T take() {
        T thing = queue.poll();
        if (thing == null) {
            return maker.get();
        }
        kept.decrementAndGet();
        return thing;
    }

    void giveBack(T thing) {
        if (kept.incrementAndGet() <= MOST) {
            queue.add(thing);
        } else {
            kept.decrementAndGet();
        }
    }
}
