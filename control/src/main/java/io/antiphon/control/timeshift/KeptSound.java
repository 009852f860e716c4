package io.antiphon.control.timeshift;

import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.HistoryExcerpt;

/**
 * A stretch of a stream as interleaved little-endian PCM at the graph's rate, read from disk as it is asked for. One
 * thread.
 */
public final class KeptSound implements AutoCloseable {
    private final HistoryExcerpt excerpt;
    private final PcmFormat format;
    private final double newestAgeSeconds;
    private final PcmReader reader;

    /**
     * @param excerpt what was kept; closed with this
     * @param format how it is given out
     * @param newestAgeSeconds how long ago the last frame arrived
     */
    KeptSound(HistoryExcerpt excerpt, PcmFormat format, double newestAgeSeconds) {
        this.excerpt = excerpt;
        this.format = format;
        this.newestAgeSeconds = newestAgeSeconds;
        this.reader = new PcmReader(excerpt, format);
    }

    /** How its bytes are to be read. */
    public PcmFormat format() {
        return format;
    }

    /** Its length in bytes. */
    public long bytes() {
        return (excerpt.to() - excerpt.from()) * format.frameBytes();
    }

    /** Its length. */
    public double seconds() {
        return (double) (excerpt.to() - excerpt.from()) / format.sampleRateHz();
    }

    /** How long ago its first frame arrived. */
    public double oldestAgeSeconds() {
        return newestAgeSeconds + seconds();
    }

    /** How long ago its last frame arrived. */
    public double newestAgeSeconds() {
        return newestAgeSeconds;
    }

    /**
     * The next bytes, whole frames.
     *
     * @return how many are in {@link #buffer}; 0 at the end
     * @throws EndpointException when what would come next is gone
     */
    public int next() throws EndpointException {
        return reader.next();
    }

    /** Holds what {@link #next} read; used again by the next call. */
    public byte[] buffer() {
        return reader.buffer();
    }

    @Override
    public void close() {
        excerpt.close();
    }
}
