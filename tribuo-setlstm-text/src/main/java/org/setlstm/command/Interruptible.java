package org.setlstm.command;

import java.io.PrintStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Work that saves itself when its thread is interrupted, and so when the user or the system ends the process too. */
final class Interruptible {
    /** Systems give a process that they end about so long before they kill it. */
    private static final int SECONDS = 30;

    private Interruptible() {}

    static <T> T call(Supplier<T> work, PrintStream err) {
        Thread worker = Thread.currentThread();
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            ending.countDown();
            worker.interrupt();
            try {
                done.await(SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.get();
        } catch (CancellationException e) {
            if (ending.getCount() == 0) {
                // The process ends with the hook: nobody else would get to say it for sure, or should say it again.
                err.println(e.getMessage());
                done.countDown();
                while (true) {
                    LockSupport.park();
                }
            }
            throw e;
        } finally {
            done.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // It runs already, and ends now.
            }
        }
    }
}
