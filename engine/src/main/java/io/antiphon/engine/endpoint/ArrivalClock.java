package io.antiphon.engine.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * Learns a sender's clock from the arrival of its packets. A packet can be late, never early, so the clock is the lower
 * envelope of the arrivals: the earliest packet, relative to the line, of each window of a second steers the line
 * through a slow proportional-integral loop.
 *
 * <p>The line bends only at window ends and is continuous there. It jumps, which {@link #line} readers see as a new line
 * that is not continuous with the last, when the stream starts, pauses, loses frames or turns out to have been late at
 * its start. Owned by the writing thread; {@link #line} may be read by any.
 *
 * <p>Offsets are arrival time minus the time that the frames so far last at the nominal rate; a sender that is
 * {@code x} faster than nominal has an offset that falls by {@code x} a second.
 */
final class ArrivalClock {
    /** A stream without packets for so long has gone; its return is a new start. */
    static final long GONE_NS = 250_000_000L;

    private static final double NS_PER_SECOND = 1e9;
    private static final long WINDOW_NS = 1_000_000_000L;

    /** Windows before the slope is first set, from the first and the last of them. */
    private static final int LOCK_WINDOWS = 3;

    /** Longest gap that can be jitter alone; after a longer one the line follows first and asks later. */
    private static final long PAUSE_NS = 60_000_000L;

    /** Loop frequencies in radians a second: 0.05 Hz at first, narrowed to 0.01 Hz as the estimate settles. */
    private static final double FAST_LOOP = 2 * Math.PI * 0.05;

    private static final double SLOW_LOOP = 2 * Math.PI * 0.01;

    /** Age in windows at which the loop begins to narrow. */
    private static final double NARROWING_AGE = 4;

    /** No clock that is worth following is further off. */
    private static final double MAX_SLOPE = 1_050e-6;

    /** Smallest jump of the offsets that is taken for one. */
    private static final double MIN_JUMP_NS = 2e6;

    private final double frameNs;
    private final LatenessHistory lateness;
    private volatile @Nullable ArrivalLine line;

    private long startNs;
    private long frames;
    private long lastNs;
    private double offset;
    private double offsetAtNs;
    private double slope;
    private double bentSlope;

    private int windows;
    private int highWindows;
    private long windowEndNs;
    private double windowError;
    private double windowErrorAtNs;
    private double firstMinimum;
    private double firstMinimumAtNs;
    private double raisedNs;
    private double recoveredNs;

    /**
     * @param sampleRateHz nominal rate of the sender
     * @param lateness where the lateness of each packet is noted
     */
    ArrivalClock(int sampleRateHz, LatenessHistory lateness) {
        this.frameNs = NS_PER_SECOND / sampleRateHz;
        this.lateness = lateness;
    }

    /** The line now; null before the first packet. */
    @Nullable
    ArrivalLine line() {
        return line;
    }

    /** How much faster than nominal the sender's clock runs, in parts per million. Writing thread. */
    double driftPpm() {
        return -slope * 1e6;
    }

    /**
     * Takes note of a packet.
     *
     * @param packetFrames its frames
     * @param arrivalNs when it arrived; never before the last one
     * @return how late it was against the line, in nanoseconds; 0 when it began a new line
     */
    long observe(int packetFrames, long arrivalNs) {
        boolean first = line == null;
        long gapNs = first ? 0 : arrivalNs - lastNs;
        lastNs = arrivalNs;
        if (first) {
            startNs = arrivalNs;
        }
        frames += packetFrames;
        double atNs = arrivalNs - startNs;
        double packetNs = packetFrames * frameNs;
        if (first || gapNs > GONE_NS) {
            restart(atNs);
            return 0;
        }
        double error = atNs - frames * frameNs - offsetAt(atNs);
        double jumpNs = Math.max(MIN_JUMP_NS, packetNs / 2);
        if (gapNs > PAUSE_NS + packetNs && error > PAUSE_NS / 2.0) {
            raisedNs = error;
            recoveredNs = 0;
            jump(atNs, error);
            return 0;
        }
        if (error < -jumpNs) {
            long latenessNs = noteRecovery(arrivalNs, -error);
            jump(atNs, error);
            return latenessNs;
        }
        double lowered = windows < LOCK_WINDOWS ? lower(atNs, error) : error;
        lateness.note(arrivalNs, (long) lowered);
        collect(atNs, lowered, jumpNs);
        return (long) lowered;
    }

    /** Before the line is steered it goes through the earliest packet; returns the error that is left. */
    private double lower(double atNs, double error) {
        if (error >= 0) {
            return error;
        }
        offset = offsetAt(atNs) + error;
        offsetAtNs = atNs;
        windowError -= error;
        publish();
        return 0;
    }

    /** Counts frames that will not arrive. */
    void lose(int lostFrames) {
        frames += lostFrames;
    }

    private double offsetAt(double atNs) {
        return offset + bentSlope * (atNs - offsetAtNs);
    }

    private void restart(double atNs) {
        offset = atNs - frames * frameNs;
        offsetAtNs = atNs;
        bentSlope = slope;
        windows = 0;
        openWindow(atNs);
        publish();
    }

    /** Lifts or lowers the whole line; its slope stays. */
    private void jump(double atNs, double error) {
        offset = offsetAt(atNs) + error;
        offsetAtNs = atNs;
        openWindow(atNs);
        publish();
    }

    /** Packets that catch up after a gap show that it was lateness, not a pause; returns how late they were. */
    private long noteRecovery(long arrivalNs, double earlierNs) {
        long latenessNs = 0;
        if (raisedNs > 0) {
            recoveredNs += earlierNs;
            latenessNs = (long) Math.min(recoveredNs, raisedNs);
        } else if (windows > 0) {
            latenessNs = (long) Math.min(earlierNs, GONE_NS);
        }
        if (latenessNs > 0) {
            lateness.note(arrivalNs, latenessNs);
        }
        return latenessNs;
    }

    private void collect(double atNs, double error, double jumpNs) {
        if (error < windowError) {
            windowError = error;
            windowErrorAtNs = atNs;
        }
        if (atNs >= windowEndNs) {
            closeWindow(atNs, jumpNs);
            openWindow(atNs);
        }
    }

    private void openWindow(double atNs) {
        windowEndNs = (long) atNs + WINDOW_NS;
        windowError = Double.MAX_VALUE;
    }

    private void closeWindow(double atNs, double jumpNs) {
        raisedNs = 0;
        windows++;
        highWindows = windowError > jumpNs ? highWindows + 1 : 0;
        if (highWindows >= 2) {
            highWindows = 0;
            jump(atNs, windowError); // frames were lost: all that follow come later than they should
        } else if (windows <= LOCK_WINDOWS) {
            lock(atNs);
        } else if (highWindows == 0) {
            steer(atNs);
        }
    }

    /** Draws the first line through the earliest packets of the first and the last window. */
    private void lock(double atNs) {
        double minimum = offsetAt(windowErrorAtNs) + windowError;
        if (windows == 1) {
            firstMinimum = minimum;
            firstMinimumAtNs = windowErrorAtNs;
        } else if (windows == LOCK_WINDOWS) {
            double drawn = (minimum - firstMinimum) / (windowErrorAtNs - firstMinimumAtNs);
            slope = Math.abs(drawn) <= MAX_SLOPE ? drawn : slope; // steeper: frames were lost in between
            offset = minimum + slope * (atNs - windowErrorAtNs);
            offsetAtNs = atNs;
            bentSlope = slope;
            publish();
        }
    }

    private void steer(double atNs) {
        double loop = Math.clamp(FAST_LOOP * NARROWING_AGE / windows, SLOW_LOOP, FAST_LOOP);
        double errorSeconds = windowError / NS_PER_SECOND;
        offset = offsetAt(atNs);
        offsetAtNs = atNs;
        slope = Math.clamp(slope + loop * loop * (WINDOW_NS / NS_PER_SECOND) * errorSeconds, -MAX_SLOPE, MAX_SLOPE);
        bentSlope = slope + 2 * loop * errorSeconds;
        publish();
    }

    private void publish() {
        double referenceFrames = (offsetAtNs - offset) / frameNs;
        line = new ArrivalLine(startNs + (long) offsetAtNs, referenceFrames, (1 - bentSlope) / frameNs);
    }
}
