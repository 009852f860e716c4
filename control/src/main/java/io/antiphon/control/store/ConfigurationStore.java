package io.antiphon.control.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.schema.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
    private final Revisions revisions;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("antiphon-store").factory());

    private final Object pendingLock = new Object();
    private @Nullable Configuration pending;
    private List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private boolean pendingRevision;

    // Writer thread, and whoever loads before the first save.
    private ObjectNode document = Json.object();
    private @Nullable FileState known;

    /** @param file the configuration file; need not exist */
    public ConfigurationStore(Path file) {
        this.file = file;
        this.revisions = new Revisions(file.resolveSibling("revisions"));
    }

    /**
     * Reads the file. To be called before the first save.
     *
     * @return empty when there is no file
     * @throws BadFileException when it is there and is not right; it is left as it is
     * @throws IOException when it cannot be read
     */
    public Optional<Configuration> load() throws BadFileException, IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        known = FileState.of(file);
        document = YamlDocument.read(file);
        return Optional.of(ConfigurationDocument.read(file, document));
    }

    /**
     * Writes a configuration.
     *
     * @param keep whether to keep a revision of it
     * @return done when it, or a later one, is on disk, and its revision too
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
        writer.shutdown();
        try {
            if (!writer.awaitTermination(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
                LOG.error("store: the disk did not take the last change in time: file={}", file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
            byte[] content = write(configuration);
            if (keep) {
                keepRevision(content);
            }
            served.forEach(saved -> saved.complete(null));
        } catch (IOException | RuntimeException e) {
            LOG.error("store: the configuration could not be written: file={}", file, e);
            NotSavedException failure = new NotSavedException(file, e);
            served.forEach(saved -> saved.completeExceptionally(failure));
        }
    }

    private byte[] write(Configuration configuration) throws IOException {
        if (known != null && !known.equals(FileState.of(file))) {
            takeForeignEdit();
        }
        ConfigurationDocument.put(document, configuration);
        byte[] content = YamlDocument.write(document);
        AtomicFile.write(file, content);
        known = FileState.of(file);
        return content;
    }

    /** Somebody else wrote the file: other keys are taken from it, and the whole is kept aside. */
    private void takeForeignEdit() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        String stamp = Instant.now().toString().replace(":", "");
        Path aside = file.resolveSibling(file.getFileName() + ".edited-" + stamp);
        Files.copy(file, aside);
        LOG.warn("store: the file was edited while the program ran; the edit is kept aside: aside={}", aside);
        try {
            document = YamlDocument.read(file);
        } catch (BadFileException e) {
            LOG.warn("store: the edited file does not parse: {}", e.getMessage());
        }
    }

    private void keepRevision(byte[] content) {
        try {
            revisions.add(content, Instant.now());
        } catch (IOException e) {
            LOG.warn("store: no revision could be kept: file={}", file, e);
        }
    }

    /**
     * What tells one state of a file from another.
     *
     * @param modified time of the last change
     * @param size bytes
     * @param key identity in the file system
     */
    private record FileState(
            Object modified, long size, @Nullable Object key) {
        static @Nullable FileState of(Path file) throws IOException {
            if (!Files.exists(file)) {
                return null;
            }
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileState(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }
}
