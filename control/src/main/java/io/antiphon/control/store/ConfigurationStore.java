package io.antiphon.control.store;

import io.antiphon.control.model.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration file and the one thread that writes it. While a write is under way further saves wait together, and
 * the next write takes the latest of them for all: a dragged fader costs no more writes than the disk can do.
 *
 * <p>Any thread may save. Keys of the file that are not of the configuration are kept, also when a person edits them
 * while the program runs.
 */
public final class ConfigurationStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationStore.class);
    private static final long CLOSE_TIMEOUT_MS = 900;

    private final Path file;
    private final RevisionsBehind revisions;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("antiphon-store").factory());

    private final Object pendingLock = new Object();
    private @Nullable Configuration pending;
    private List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private boolean pendingRevision;
    private volatile @Nullable Consumer<FileEdit> editor;
    private volatile @Nullable ConfigurationWatch watch;

    private final ConfigurationFile content; // Writer thread, and whoever loads before the first save.

    /** @param file the configuration file; need not exist */
    public ConfigurationStore(Path file) {
        this.file = file;
        this.content = new ConfigurationFile(file);
        this.revisions = new RevisionsBehind(file.resolveSibling("revisions"));
    }

    /**
     * Reads the file. To be called before the first save.
     *
     * @return empty when there is no file
     * @throws BadFileException when it is there and is not right; it is left as it is
     * @throws IOException when it cannot be read
     */
    public Optional<FileEdit.Taken> load() throws BadFileException, IOException {
        return content.load();
    }

    /**
     * Begins to watch the file for what a person edits in it. Once.
     *
     * @param told is told on the writer thread what was found
     * @throws IOException when the folder cannot be watched
     */
    public void watch(Consumer<FileEdit> told) throws IOException {
        editor = told;
        ConfigurationWatch started = new ConfigurationWatch(file, this::look);
        watch = started;
        started.start();
    }

    /** Keeps an edit, which was read but cannot be, beside the file; a save is to follow. Any thread. */
    public void putAside(FileEdit.Taken edit, String problem) {
        onWriter(() -> tell(content.keepEdit(edit, problem)));
    }

    /**
     * Writes a configuration.
     *
     * @param keep whether to keep a revision of it
     * @return done when it, or a later one, is on disk; its revision follows
     */
    public CompletableFuture<Void> save(Configuration configuration, boolean keep) {
        CompletableFuture<Void> saved = new CompletableFuture<>();
        boolean idle;
        synchronized (pendingLock) {
            idle = pending == null;
            pending = configuration;
            pendingRevision |= keep;
            waiting.add(saved);
        }
        if (idle) {
            writer.execute(this::writePending);
        }
        return saved;
    }

    /** Writes what waits and ends. */
    @Override
    public void close() {
        ConfigurationWatch started = watch;
        if (started != null) {
            started.close();
        }
        writer.shutdown();
        try {
            if (!writer.awaitTermination(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
                LOG.error("store: the disk did not take the last change in time: file={}", file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        revisions.close();
    }

    private void writePending() {
        Configuration configuration;
        List<CompletableFuture<Void>> served;
        boolean keep;
        synchronized (pendingLock) {
            configuration = Objects.requireNonNull(pending, "a write without anything to write");
            served = waiting;
            keep = pendingRevision;
            pending = null;
            waiting = new ArrayList<>();
            pendingRevision = false;
        }
        try {
            FileEdit edit = content.write(configuration);
            tell(edit);
            served.forEach(saved -> saved.complete(null));
            if (keep || edit instanceof FileEdit.Taken) {
                revisions.add(content.text());
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("store: the configuration could not be written: file={}", file, e);
            NotSavedException failure = new NotSavedException(file, e);
            served.forEach(saved -> saved.completeExceptionally(failure));
        }
    }

    private void look() {
        onWriter(() -> {
            FileEdit found = content.look();
            if (found instanceof FileEdit.Taken taken) {
                revisions.add(taken.text());
            }
            tell(found);
        });
    }

    private void tell(FileEdit found) {
        Consumer<FileEdit> told = editor;
        if (told != null && !(found instanceof FileEdit.None)) {
            told.accept(found);
        }
    }

    private void onWriter(FileWork work) {
        try {
            writer.execute(() -> guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("store: closed, the file is not looked at: file={}", file);
        }
    }

    private void guarded(FileWork work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn("store: the file could not be looked at: file={}", file, e);
        }
    }

    /** Something done with the file. */
    @FunctionalInterface
    private interface FileWork {
        void run() throws IOException;
    }
}
