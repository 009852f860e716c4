package io.antiphon.control.store;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls when a file may have changed: when its folder tells so and it has been still for a moment, since editors write in
 * several steps, and every few seconds anyway, for file systems that tell nothing. Has a thread of its own.
 */
final class ConfigurationWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);
    private static final long STILL_NS = 350_000_000;
    private static final long LOOK_NS = 2_000_000_000L;

    private final Path file;
    private final Runnable look;
    private final WatchService folder;

    /**
     * @param file what is watched; its folder must exist
     * @param look called on the thread of the watch
     */
    ConfigurationWatch(Path file, Runnable look) throws IOException {
        this.file = file.toAbsolutePath();
        this.look = look;
        this.folder = this.file.getFileSystem().newWatchService();
        try {
            this.file
                    .resolveSibling("")
                    .register(
                            folder,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    /** Begins to watch. Once. */
    void start() {
        Thread.ofPlatform().daemon().name("antiphon-config-watch").start(this::run);
    }

    @Override
    public void close() {
        try {
            folder.close();
        } catch (IOException e) {
            LOG.debug("config watch: closing failed: file={}", file, e);
        }
    }

    private void run() {
        try {
            long dueNs = System.nanoTime() + LOOK_NS;
            while (true) {
                WatchKey key = folder.poll(dueNs - System.nanoTime(), TimeUnit.NANOSECONDS);
                long nowNs = System.nanoTime();
                if (key != null && concerns(key)) {
                    dueNs = nowNs + STILL_NS;
                } else if (nowNs - dueNs >= 0) {
                    look.run();
                    dueNs = System.nanoTime() + LOOK_NS;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ClosedWatchServiceException e) {
            LOG.debug("config watch: closed: file={}", file);
        }
    }

    private boolean concerns(WatchKey key) {
        boolean concerned = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            concerned |= event.kind().equals(StandardWatchEventKinds.OVERFLOW)
                    || (event.context() instanceof Path name && name.equals(file.getFileName()));
        }
        key.reset();
        return concerned;
    }
}
