package org.setlstm.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdleTest {
    private static final int MOST = Runtime.getRuntime().availableProcessors();

    private final AtomicInteger made = new AtomicInteger();
    private final Idle<Object> idle = new Idle<>(() -> {
        made.incrementAndGet();
        return new Object();
    });

    private List<Object> take(int count) {
        return Stream.generate(idle::take).limit(count).toList();
    }

    @Test
    void whatIsGivenBackIsTakenAgain() {
        Object first = idle.take();
        idle.giveBack(first);
        assertSame(first, idle.take());
        assertEquals(1, made.get());
    }

    /** However many were taken at once, and however often. */
    @Test
    void noMoreAreKeptThanThreadsCanRun() {
        for (int round = 0; round < 3; round++) {
            take(3 * MOST + 1).forEach(idle::giveBack);
            made.set(0);
            List<Object> again = take(3 * MOST + 1);
            assertEquals(2 * MOST + 1, made.get());
            again.forEach(idle::giveBack);
        }
    }

    @Test
    void noTwoThreadsHaveTheSame() throws Exception {
        Set<Object> taken = ConcurrentHashMap.newKeySet();
        int threads = 4 * MOST;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                work.add(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        Object thing = idle.take();
                        assertTrue(taken.add(thing));
                        taken.remove(thing);
                        idle.giveBack(thing);
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
        made.set(0);
        take(MOST + 1);
        assertTrue(made.get() >= 1);
    }
}
