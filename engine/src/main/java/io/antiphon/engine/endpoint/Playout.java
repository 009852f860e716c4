package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.RealTime;

/**
 * Decides how fast a stream is read: at the sender's own speed, a constant latency behind the line of its arrivals. The
 * latency moves towards the wanted one so slowly that it is not heard as a change of pitch, and freely in silence.
 *
 * <p>Owned by the render thread. Latency is measured in frames of the stream between what would have arrived by now and
 * what was read.
 */
final class Playout {
    /** Time constant with which speed changes: what is left of its steps is far below hearing. */
    private static final double SPEED_SECONDS = 1;

    /** Time constant with which the position is corrected; long beside the one above, so that nothing overshoots. */
    private static final double POSITION_SECONDS = 8;

    /** Time constant with which latency comes to rest at the wanted one. */
    private static final double LATENCY_SECONDS = 3;

    /** The same in silence. */
    private static final double SILENT_LATENCY_SECONDS = 0.2;

    /** A clock that is 1050 ppm off, and latency that goes to where it is wanted. */
    private static final double MAX_SPEED = 2_100e-6;

    /** Limit of what latency may add to the ratio: 1.7 cents. */
    private static final double MAX_GROWTH = 1_000e-6;

    /** Limit of everything while the audio is silent, or not yet heard. */
    private static final double SILENT_LIMIT = 0.01;

    /** How fast growth may change a second where so much latency is missing that sound would break up: −79 dB, as below. */
    private static final double MAX_HASTE = 50e-6;

    private static final double HASTE_SECONDS = 0.001;

    /** How fast speed may change a second in all: in 100 ms it bends a 1 kHz sine by −92 dB of itself. */
    private static final double MAX_BEND = 10e-6;

    /** Time after a start in which the sender's clock is found; speed may change freely then. */
    private static final double LOCK_SECONDS = 4.5;

    /** A speed that is further off is no adjustment: the clock was not what it seemed. */
    private static final double MAX_SLEWED = 300e-6;

    /** A position further off than this is not drift: time was skipped. */
    private static final double MAX_ERROR_SECONDS = 0.005;

    private final double nominalRateHz;
    private final double nominalRatio;
    private final double periodSeconds;
    private ArrivalLine followed = new ArrivalLine(0, 0, 0);
    private double latencyFrames;
    private double arrivedFrames;
    private double clockSpeed;
    private double growth;

    /** What the sender's clock took of the bend of the last period. */
    private double lastSlew;

    private double playedSeconds;

    Playout(int sampleRateHz, int graphRateHz, int periodFrames) {
        this.nominalRateHz = sampleRateHz;
        this.nominalRatio = (double) sampleRateHz / graphRateHz;
        this.periodSeconds = (double) periodFrames / graphRateHz;
    }

    /** Begins at that latency. */
    @RealTime
    void start(ArrivalLine line, double latencyFrames) {
        this.followed = line;
        this.latencyFrames = latencyFrames;
        this.clockSpeed = senderSpeed(line);
        this.growth = 0;
        this.playedSeconds = 0;
    }

    /** How long one period lasts. */
    @RealTime
    double periodSeconds() {
        return periodSeconds;
    }

    /** Frames of the stream that one period takes. */
    @RealTime
    double periodFrames() {
        return periodSeconds * nominalRateHz;
    }

    /** Latency now, in frames of the stream. */
    @RealTime
    double latencyFrames() {
        return latencyFrames;
    }

    /**
     * Moves on by one period.
     *
     * @param line arrivals
     * @param dueNs time of the period
     * @param consumedFrames frames of the stream that were read before this period
     * @param wantedFrames latency to go to
     * @param silent true when the last period was silent and nobody hears the speed
     * @return input frames an output frame
     */
    @RealTime
    double follow(ArrivalLine line, long dueNs, double consumedFrames, double wantedFrames, boolean silent) {
        arrivedFrames = line.framesAt(dueNs);
        latencyFrames += arrivedFrames - followed.framesAt(dueNs); // where the line jumped, we do not
        followed = line;
        grow(wantedFrames, silent);
        latencyFrames += growth * periodSeconds * nominalRateHz;
        double errorSeconds = (arrivedFrames - latencyFrames - consumedFrames) / nominalRateHz;
        if (Math.abs(errorSeconds) > MAX_ERROR_SECONDS) {
            latencyFrames += errorSeconds * nominalRateHz;
            errorSeconds = 0;
        }
        double target = senderSpeed(line) + errorSeconds / POSITION_SECONDS;
        clockSpeed = silent ? target : slewed(target);
        playedSeconds += periodSeconds;
        double limit = silent ? SILENT_LIMIT : MAX_SPEED;
        return nominalRatio * (1 + Math.clamp(clockSpeed - growth, -limit, limit));
    }

    /** Sound comes after silence: gives up all haste. */
    @RealTime
    double calm() {
        clockSpeed = senderSpeed(followed);
        growth = 0;
        return nominalRatio * (1 + clockSpeed);
    }

    /** The reader has jumped: latency is what it is after one period read from there. */
    @RealTime
    void rebase(double consumedFrames) {
        latencyFrames = arrivedFrames - consumedFrames + periodFrames();
    }

    /**
     * Chooses the seconds of latency to add a second: as much as can still be braked within the bend, less near the goal;
     * moving there slowly unless nobody hears it.
     */
    @RealTime
    private void grow(double wantedFrames, boolean silent) {
        double missing = (wantedFrames - latencyFrames) / nominalRateHz;
        if (silent) {
            growth = Math.clamp(missing / SILENT_LATENCY_SECONDS, -SILENT_LIMIT, SILENT_LIMIT);
            return;
        }
        boolean haste = missing > HASTE_SECONDS;
        double distance = Math.abs(missing);
        double near = haste ? HASTE_SECONDS : distance;
        double brakeable = Math.sqrt(MAX_BEND * near + MAX_HASTE * (distance - near));
        double least = Math.min(Math.min(distance / LATENCY_SECONDS, brakeable), MAX_GROWTH);
        double target = missing < 0 ? -least : least;
        boolean braking = Math.abs(target) < Math.abs(growth);
        double bend = haste ? MAX_HASTE : MAX_BEND;
        double left = Math.max(braking ? bend / 2 : 0, bend - lastSlew / periodSeconds);
        double most = (haste ? bend : left) * periodSeconds;
        growth += Math.clamp(target - growth, -most, most);
    }

    /** The sender's speed as we follow it, without a step that one could hear. */
    @RealTime
    private double slewed(double target) {
        double missing = target - clockSpeed;
        double step = missing / SPEED_SECONDS;
        boolean locked = playedSeconds > LOCK_SECONDS && Math.abs(missing) < MAX_SLEWED;
        double slew = (locked ? Math.clamp(step, -MAX_BEND, MAX_BEND) : step) * periodSeconds;
        lastSlew = Math.abs(slew);
        return clockSpeed + slew;
    }

    @RealTime
    private double senderSpeed(ArrivalLine line) {
        return line.framesPerNs() * 1e9 / nominalRateHz - 1;
    }
}
