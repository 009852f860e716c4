package io.antiphon.engine.clock;

import io.antiphon.engine.audio.RealTime;

/**
 * Ties frame positions of the graph to the monotonic clock: position {@code p} is due at {@code origin + p / rate}.
 *
 * <p>The render thread owns it and moves the origin only when it had to skip time; any thread may read. Senders use it
 * to leave at the time of the audio, not at the time the render thread happened to wake.
 */
public final class GraphTime {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final int sampleRateHz;
    private volatile long originNs;

    /**
     * @param sampleRateHz frames a second of the graph
     * @param originNs monotonic time of position 0
     */
    public GraphTime(int sampleRateHz, long originNs) {
        this.sampleRateHz = sampleRateHz;
        this.originNs = originNs;
    }

    /** Frames a second. */
    @RealTime
    public int sampleRateHz() {
        return sampleRateHz;
    }

    /** Monotonic time at which frame {@code position} is due. */
    @RealTime
    public long nsOf(long position) {
        return originNs + durationNs(position);
    }

    /** The frame that sounds at {@code ns}: the last one that is due by then. */
    @RealTime
    public long positionAt(long ns) {
        long since = ns - originNs;
        long seconds = Math.floorDiv(since, NS_PER_SECOND);
        long rest = Math.floorMod(since, NS_PER_SECOND);
        // A frame's time is rounded down, so the frame that begins within this nanosecond counts.
        return seconds * sampleRateHz + ((rest + 1) * sampleRateHz - 1) / NS_PER_SECOND;
    }

    /** Nanoseconds that {@code frames} last; exact for any position, since whole seconds are split off first. */
    @RealTime
    public long durationNs(long frames) {
        return frames / sampleRateHz * NS_PER_SECOND + frames % sampleRateHz * NS_PER_SECOND / sampleRateHz;
    }

    /** Says that frame {@code position} is due at {@code ns} from now on. Render thread only. */
    @RealTime
    public void anchor(long position, long ns) {
        originNs = ns - durationNs(position);
    }
}
