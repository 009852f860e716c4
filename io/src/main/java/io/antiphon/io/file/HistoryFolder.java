package io.antiphon.io.file;

import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.HistoryStore;
import io.antiphon.engine.endpoint.HistoryTap;
import io.antiphon.engine.graph.GraphFormat;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Histories in files of one folder, and the disk thread that carries them. Files are deleted when a history ends; what an
 * earlier process left behind is deleted at the start. Control thread.
 */
public final class HistoryFolder implements HistoryStore {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryFolder.class);
    private static final String SUFFIX = ".history";
    private static final long TURN_NS = 20_000_000;

    /** Windows a minute; one has 1.9 s, 0.73 MB of stereo at 48 kHz. */
    private static final int WINDOWS_A_MINUTE = 32;

    private final HistorySettings settings;
    private final GraphFormat graph;
    private final List<HistoryFile> files = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private int opened;
    private volatile boolean stopping;

    /**
     * Makes the folder and clears it.
     *
     * @param settings where, and how much
     * @param graph rate of what is kept
     * @throws EndpointException when the folder cannot be had
     */
    public HistoryFolder(HistorySettings settings, GraphFormat graph) throws EndpointException {
        this.settings = settings;
        this.graph = graph;
        this.thread = new Thread(this::run, "antiphon-disk");
        this.thread.setDaemon(true);
        try {
            Files.createDirectories(settings.folder());
            deleteLeftovers();
        } catch (IOException e) {
            throw new EndpointException("history folder " + settings.folder() + " cannot be used: " + e, e);
        }
    }

    /** Starts the disk thread. */
    public void start() {
        thread.start();
    }

    @Override
    public HistoryTap open(String name, int channels) throws EndpointException {
        Path path = settings.folder().resolve(ProcessHandle.current().pid() + "-" + opened + SUFFIX);
        opened++;
        int windowFrames = graph.sampleRateHz() * 60 / WINDOWS_A_MINUTE;
        try {
            // A window more than is promised, since the one that is being overwritten counts as gone.
            WindowedFile file =
                    new WindowedFile(path, channels, windowFrames, settings.minutes() * WINDOWS_A_MINUTE + 1);
            HistoryFile history = new HistoryFile(name, channels, file);
            files.add(history);
            return history;
        } catch (IOException e) {
            throw new EndpointException("history of " + name + " cannot be kept in " + settings.folder() + ": " + e, e);
        }
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        files.forEach(HistoryFile::delete);
        files.clear();
    }

    private void run() {
        while (!stopping) {
            turn();
            LockSupport.parkNanos(TURN_NS);
        }
        // A window belongs to the thread that mapped it.
        files.forEach(HistoryFile::delete);
        files.clear();
    }

    /** One turn of the disk thread; tests call it in its place. */
    void turn() {
        List<HistoryFile> ended = files.stream().filter(HistoryFile::isClosed).toList();
        ended.forEach(HistoryFile::delete);
        files.removeAll(ended);
        files.forEach(HistoryFolder::turn);
    }

    private static void turn(HistoryFile file) {
        try {
            file.turn();
        } catch (RuntimeException e) {
            LOG.error("history: one failed and keeps no more", e);
            file.close();
        }
    }

    private void deleteLeftovers() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(settings.folder(), "*" + SUFFIX)) {
            for (Path path : left) {
                LOG.info("history: deleted what an earlier process left: {}", path.getFileName());
                Files.deleteIfExists(path);
            }
        }
    }
}
