package io.antiphon.io.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much of the disk all histories may take together: no more than is set, and never the last of what is free. Owned by
 * the disk thread, but for {@link #problem}, which any thread may ask.
 */
final class DiskShare {
    private static final Logger LOG = LoggerFactory.getLogger(DiskShare.class);

    /** What is left to others. */
    private static final long LEFT_FREE_BYTES = 512L << 20;

    private static final double MEGA = 1 << 20;

    private final Path folder;
    private final long mostBytes;
    private long takenBytes;
    private volatile @Nullable String problem;

    DiskShare(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /**
     * Takes so many bytes more.
     *
     * @throws IOException when they are not to be had; says why
     */
    void take(long bytes) throws IOException {
        if (takenBytes + bytes > mostBytes) {
            throw new IOException(String.format(
                    Locale.ROOT, "histories take %.0f MB, as much as history-megabytes allows", takenBytes / MEGA));
        }
        Files.createDirectories(folder); // it may have been away for a while
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free - bytes < LEFT_FREE_BYTES) {
            throw new IOException(
                    String.format(Locale.ROOT, "the disk of %s has only %.0f MB left", folder, free / MEGA));
        }
        takenBytes += bytes;
    }

    /** Gives back what was taken. */
    void giveBack(long bytes) {
        takenBytes -= bytes;
    }

    /** Something could not be kept for long, or at all. Said once until it goes well again. */
    void failed(IOException e) {
        if (problem == null) {
            LOG.warn("history: less is kept than should be: {}", e.toString());
        }
        problem = String.valueOf(e.getMessage());
    }

    /** The disk takes it again. */
    void went() {
        if (problem != null) {
            LOG.info("history: the disk takes it again");
            problem = null;
        }
    }

    /** Why less is kept than should be; null when all is well. */
    @Nullable
    String problem() {
        return problem;
    }
}
