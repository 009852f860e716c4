package io.antiphon.control.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes revisions some time behind, on a thread of its own and a few a second: of many changes one after another none has to
 * wait for the revision of the one before, and what would be let go at once is not written at all. Any thread may add.
 */
final class RevisionsBehind implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RevisionsBehind.class);
    private static final long PACE_MS = 250;
    private static final long CLOSE_TIMEOUT_MS = 2_000;

    private final Revisions revisions;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean scheduled; // guarded by waiting, as is that itself
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("antiphon-revisions").factory());

    RevisionsBehind(Path folder) {
        this.revisions = new Revisions(folder);
    }

    /** Takes one that is to be written. */
    void add(String content) {
        synchronized (waiting) {
            waiting.add(new Waiting(content, Instant.now()));
            if (waiting.size() > Revisions.KEPT) {
                waiting.remove();
            }
            if (!scheduled) {
                scheduled = true;
                schedule();
            }
        }
    }

    /** Writes what waits and ends; what is being written is not interrupted, which would lose it. */
    @Override
    public void close() {
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("store: the disk does not take a revision");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Waiting next = take(); next != null; next = take()) {
            write(next);
        }
    }

    private void schedule() {
        try {
            var _ = thread.schedule(this::writeNext, PACE_MS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("revisions: closed, the rest is written by who closes");
        }
    }

    private void writeNext() {
        Waiting next = take();
        if (next != null) {
            write(next);
        }
        synchronized (waiting) {
            scheduled = !waiting.isEmpty();
            if (scheduled) {
                schedule();
            }
        }
    }

    private @Nullable Waiting take() {
        synchronized (waiting) {
            return waiting.poll();
        }
    }

    private void write(Waiting next) {
        try {
            synchronized (revisions) {
                revisions.add(next.content().getBytes(StandardCharsets.UTF_8), next.at());
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("store: no revision could be kept", e);
        }
    }

    /**
     * One that waits.
     *
     * @param content the whole text
     * @param at when it was written as the configuration
     */
    private record Waiting(String content, Instant at) {}
}
