package io.antiphon.control.running;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control thread: all changes are made on it, one after another. Any thread may submit. */
public final class ControlLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);
    private static final long STOP_TIMEOUT_MS = 500;

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("antiphon-control").factory());

    /** Runs the work on the control thread. After {@link #close} the answer is a failure. */
    public <T> CompletableFuture<T> submit(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            thread.execute(() -> complete(result, work));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    /** Runs the work on the control thread; after {@link #close} it is left out. */
    public void execute(Runnable work) {
        try {
            thread.execute(() -> guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("control loop: closed, work is left out");
        }
    }

    /** Runs the work on the control thread again and again until {@link #close}. */
    public void every(long periodMs, Runnable work) {
        var _ = thread.scheduleWithFixedDelay(() -> guarded(work), periodMs, periodMs, TimeUnit.MILLISECONDS);
    }

    /** Runs the work on the control thread once, later. */
    public void after(long delayMs, Runnable work) {
        try {
            var _ = thread.schedule(() -> guarded(work), delayMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("control loop: closed, work for later is left out");
        }
    }

    /** Finishes what is being done and takes no more. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("control loop: still busy after {} ms", STOP_TIMEOUT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("CatchingUnchecked") // Whatever the work throws is the caller's, the loop goes on.
    private static <T> void complete(CompletableFuture<T> result, Callable<T> work) {
        try {
            result.complete(work.call());
        } catch (Exception e) {
            result.completeExceptionally(e);
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("control loop: work failed", e);
        }
    }
}
