package io.antiphon.io.device.alsa;

/**
 * When a device is to be read next. A sound card has a clock and gives no more than it has; ALSA's {@code null} and {@code
 * file} have none and give as much as one asks for: a device that is far ahead of time soon after its start is one of
 * these, and is read at the pace of time. Owned by the capturing thread.
 */
final class DevicePace {
    /** A card gives what it had kept at most; after that time drift could be as much. */
    private static final long AHEAD_NS = 120_000_000L;

    private static final long JUDGED_NS = 1_000_000_000L;

    /** After a thread was held up for longer it does not catch up. */
    private static final long LATE_NS = 100_000_000L;

    private final int rateHz;
    private final long judgedAtNs;
    private long startNs;
    private long frames;
    private boolean clockless;

    DevicePace(int rateHz, long nowNs) {
        this.rateHz = rateHz;
        this.startNs = nowNs;
        this.judgedAtNs = nowNs + JUDGED_NS;
    }

    /** Takes note of frames that were read; gives the time to read on, which has come for what has a clock. */
    long onRead(int count, long nowNs) {
        if (!clockless && nowNs >= judgedAtNs) {
            return nowNs;
        }
        frames += count;
        long dueNs = startNs + frames * 1_000_000_000L / rateHz;
        clockless |= dueNs - nowNs > AHEAD_NS;
        if (nowNs - dueNs > LATE_NS) {
            startNs += nowNs - dueNs;
            dueNs = nowNs;
        }
        return clockless ? dueNs : nowNs;
    }
}
