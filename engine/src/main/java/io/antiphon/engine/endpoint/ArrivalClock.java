package io.antiphon.engine.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * Learns a sender's clock from the arrival of its packets. A packet can be late, never early, so the clock is the lower
 * envelope of the arrivals: the line along their {@link ArrivalHull}, drawn anew each second.
 *
 * <p>Where the line is drawn, and when the stream starts, pauses, loses frames or turns out to have been late at its
 * start, {@link #line} readers see a new line that is not continuous with the last. Owned by the writing thread;
 * {@link #line} may be read by any.
 *
 * <p>Offsets are arrival time minus the time that the frames so far last at the nominal rate; a sender that is
 * {@code x} faster than nominal has an offset that falls by {@code x} a second.
 */
final class ArrivalClock {
    /** A stream without packets for so long has gone; its return is a new start. */
    static final long GONE_NS = 250_000_000L;

    private static final double NS_PER_SECOND = 1e9;
    private static final long WINDOW_NS = 1_000_000_000L;

    /** Windows before the line is first drawn. */
    private static final int LOCK_WINDOWS = 3;

    /** Time that packets must be known for before a clock is believed. */
    private static final double LEAST_SPAN_NS = 1.5e9;

    /** Time that tells so much that no more is asked for; until then, as much as the slope was drawn from before. */
    private static final double KNOWN_SPAN_NS = 10e9;

    /** Longest gap that can be jitter alone; after a longer one the line follows first and asks later. */
    private static final long PAUSE_NS = 60_000_000L;

    /** No clock that is worth following is further off. */
    private static final double MAX_SLOPE = 1_050e-6;

    /** Smallest jump of the offsets that is taken for one. */
    private static final double MIN_JUMP_NS = 2e6;

    private final double frameNs;
    private final LatenessHistory lateness;
    private final ArrivalHull hull = new ArrivalHull();
    private volatile @Nullable ArrivalLine line;

    private long startNs;
    private long frames;
    private long lastNs;
    private double offset;
    private double offsetAtNs;
    private double slope;

    /** Time of the packets that the slope was drawn from. */
    private double drawnSpanNs;

    private int windows;
    private int highWindows;
    private long windowEndNs;
    private double windowError;
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
        hull.note(atNs, atNs - frames * frameNs, lowered);
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
        return offset + slope * (atNs - offsetAtNs);
    }

    private void restart(double atNs) {
        offset = atNs - frames * frameNs;
        offsetAtNs = atNs;
        windows = 0;
        hull.clear();
        openWindow(atNs);
        publish();
    }

    /** Lifts or lowers the whole line; its slope stays. */
    private void jump(double atNs, double error) {
        offset = offsetAt(atNs) + error;
        offsetAtNs = atNs;
        hull.clear();
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
        windowError = Math.min(windowError, error);
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
        } else if (windows >= LOCK_WINDOWS && hull.draw(Math.clamp(drawnSpanNs, LEAST_SPAN_NS, KNOWN_SPAN_NS))) {
            follow(atNs);
        }
    }

    /** Lays the line along the hull. */
    private void follow(double atNs) {
        if (Math.abs(hull.slope()) > MAX_SLOPE) { // frames were lost in between
            return;
        }
        drawnSpanNs = hull.spanNs();
        slope = hull.slope();
        offset = hull.offsetAt(atNs);
        offsetAtNs = atNs;
        publish();
    }

    private void publish() {
        double referenceFrames = (offsetAtNs - offset) / frameNs;
        line = new ArrivalLine(startNs + (long) offsetAtNs, referenceFrames, (1 - slope) / frameNs);
    }
}
