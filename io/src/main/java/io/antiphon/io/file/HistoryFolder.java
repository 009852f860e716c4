package io.antiphon.io.file;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.endpoint.HistoryStore;
import io.antiphon.engine.endpoint.HistoryTap;
import io.antiphon.engine.graph.GraphFormat;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Histories in files of one folder, and the disk thread that carries them. Files are deleted when a history ends; what an
 * earlier process left behind is deleted at the start. A folder that cannot be used is said, and tried again while
 * streams play. Control thread, but for {@link #problem} and {@link #reachSeconds}.
 */
public final class HistoryFolder implements HistoryStore {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryFolder.class);
    private static final String SUFFIX = ".history";

    /** Between turns while something is read: what was fetched lasts for 340 ms, and who moves waits for a turn. */
    private static final long READING_NS = 20_000_000;

    /** While streams are kept only: what they wrote has room for 680 ms. */
    private static final long KEEPING_NS = 100_000_000;

    /** While no stream plays: so much of the first sound is not kept. */
    private static final long WAITING_NS = 50_000_000;

    /** While there is no stream. */
    private static final long IDLE_NS = 1_000_000_000;

    /** A window; at 48 kHz 1.9 s, and 0.7 MB of stereo. */
    private static final int WINDOW_FRAMES = 90_000;

    /** Streams that are carried without a rest: many at once would keep the threads that share the processor waiting. */
    private static final int AT_ONCE = 16;

    private static final int SECONDS_A_MINUTE = 60;

    private static final int SCRATCH_FRAMES = 1_024;

    private final HistorySettings settings;
    private final GraphFormat graph;
    private final DiskShare share;
    private final List<HistoryFile> files = new CopyOnWriteArrayList<>();
    private final float[][] scratch = new float[AudioBlock.MAX_CHANNELS][SCRATCH_FRAMES];
    private final AtomicInteger made = new AtomicInteger();
    private final Thread thread;
    private final Queue<HistoryFile> hurried = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    /**
     * Makes the folder and clears it.
     *
     * @param settings where, and how much
     * @param graph rate of what is kept
     */
    public HistoryFolder(HistorySettings settings, GraphFormat graph) {
        this.settings = settings;
        this.graph = graph;
        this.share = new DiskShare(settings.folder(), settings.bytes());
        this.thread = new Thread(this::run, "antiphon-disk");
        this.thread.setDaemon(true);
        try {
            Files.createDirectories(settings.folder());
            deleteLeftovers();
        } catch (IOException e) {
            share.failed(new IOException("the history folder " + settings.folder() + " cannot be used: " + e, e));
        }
    }

    /** Starts the disk thread. */
    public void start() {
        thread.start();
    }

    @Override
    public double reachSeconds() {
        return (double) settings.minutes() * SECONDS_A_MINUTE;
    }

    @Override
    public HistoryTap open(String name) {
        HistoryFile history = new HistoryFile(name, graph.sampleRateHz(), this::file, share, this::wake);
        files.add(history);
        wake(history);
        return history;
    }

    @Override
    public @Nullable String problem() {
        return share.problem();
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
        deleteAll();
    }

    private WindowedFile file(int channels) {
        Path path = settings.folder().resolve(ProcessHandle.current().pid() + "-" + made.getAndIncrement() + SUFFIX);
        long promisedFrames = (long) settings.minutes() * SECONDS_A_MINUTE * graph.sampleRateHz();
        int promised = (int) Math.ceilDiv(promisedFrames, WINDOW_FRAMES);
        return new WindowedFile(path, channels, WINDOW_FRAMES, promised, share);
    }

    private void run() {
        while (!stopping) {
            round(this::rest);
        }
        deleteAll();
    }

    /**
     * All streams once, spread over the time until they are due again. Disk thread; tests call it in its place.
     *
     * @param rest lets so many nanoseconds pass
     */
    void round(LongConsumer rest) {
        removeEnded();
        List<HistoryFile> all = List.copyOf(files);
        int parts = Math.max(1, Math.ceilDiv(all.size(), AT_ONCE));
        for (int part = 0; part < parts; part++) {
            all.subList(part * AT_ONCE, Math.min(all.size(), (part + 1) * AT_ONCE))
                    .forEach(this::turn);
            rest.accept(restNs() / parts);
        }
    }

    /** Somebody who waits for a stream ends the rest, and that stream has its turn at once. */
    private void rest(long ns) {
        LockSupport.parkNanos(ns);
        for (HistoryFile file = hurried.poll(); file != null; file = hurried.poll()) {
            if (!file.isClosed()) {
                turn(file);
            }
        }
    }

    private void wake(HistoryFile file) {
        hurried.add(file);
        LockSupport.unpark(thread);
    }

    private long restNs() {
        long restNs = IDLE_NS;
        for (HistoryFile file : files) {
            if (file.isRead()) {
                return READING_NS;
            }
            restNs = Math.min(restNs, file.isKeeping() ? KEEPING_NS : WAITING_NS);
        }
        return restNs;
    }

    private void deleteAll() {
        files.forEach(HistoryFile::delete);
        files.clear();
    }

    private void removeEnded() {
        List<HistoryFile> ended = files.stream().filter(HistoryFile::isClosed).toList();
        ended.forEach(HistoryFile::delete);
        files.removeAll(ended);
    }

    private void turn(HistoryFile file) {
        try {
            file.turn(scratch);
        } catch (RuntimeException e) {
            LOG.error("history: one failed and keeps no more", e);
            file.close();
        }
    }

    private void deleteLeftovers() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(settings.folder(), "*" + SUFFIX)) {
            for (Path path : left) {
                if (!isOfAnother(path.getFileName().toString())) {
                    LOG.info("history: deleted what an earlier process left: {}", path.getFileName());
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    /** Whether it belongs to another process that still runs. */
    private static boolean isOfAnother(String name) {
        String pid = name.replaceFirst("-.*", "");
        return pid.matches("\\d{1,18}")
                && Long.parseLong(pid) != ProcessHandle.current().pid()
                && ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }
}
