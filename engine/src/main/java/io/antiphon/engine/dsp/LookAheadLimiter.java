package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import java.util.Arrays;

/**
 * Keeps the true peaks of a signal below a ceiling by turning all channels down together just before a peak and slowly
 * up again behind it. Below the ceiling it gives out what came in, bit for bit, {@link #latencyFrames} later. Owned by the
 * render thread; the ceiling may be set by any.
 *
 * <pre>
 * in ──► delay ─────────────────────────────────────────────► × ──► out
 *   └──► true peak ──► gain that fits ──► hold ──► release ──► smooth ┘
 * </pre>
 */
public final class LookAheadLimiter {
    /** Look-ahead and with it the latency. */
    private static final double LATENCY_SECONDS = 0.002;

    /** Positions a frame at which peaks are looked for; between two of them a signal rises by at most 0.17 dB. */
    private static final int POSITIONS = 8;

    private static final int MOST_TAPS = 64;
    private static final double BETA = 2.5;

    /** What may stand between two positions, and what a changing gain may add. */
    private static final double MARGIN_DB = 0.3;

    /** Frames to either side of a peak that get its gain too, since the samples around make the peak. */
    private static final int GUARD_FRAMES = 4;

    private final int frames;
    private final int latencyFrames;
    private final int past;
    private final PeakInterpolator interpolator;
    private final LimiterGain gain;
    private final float[][] lines;
    private final float[] peaks;
    private int silentFrames;
    private volatile float threshold;

    /**
     * @param sampleRateHz rate of the signal
     * @param frames frames of a period
     * @param ceilingDb true peak that is never exceeded, in dBTP
     * @param releaseSeconds time in which the gain comes back to 1/e of what it lost
     */
    public LookAheadLimiter(int sampleRateHz, int frames, double ceilingDb, double releaseSeconds) {
        this.frames = frames;
        this.latencyFrames = (int) (LATENCY_SECONDS * sampleRateHz);
        int taps = Math.min(MOST_TAPS, latencyFrames * 3 / 32 * 8);
        this.interpolator = new PeakInterpolator(POSITIONS, taps, BETA, frames);
        this.gain = new LimiterGain(latencyFrames - interpolator.delay(), GUARD_FRAMES, sampleRateHz);
        this.past = Math.max(interpolator.history(), latencyFrames);
        this.lines = new float[AudioBlock.MAX_CHANNELS][past + frames];
        this.peaks = new float[frames];
        this.silentFrames = past;
        set(ceilingDb, releaseSeconds);
    }

    /** Takes another ceiling and release. Any thread. */
    public void set(double ceilingDb, double releaseSeconds) {
        threshold = (float) StrictMath.pow(10, (ceilingDb - MARGIN_DB) / 20);
        gain.setRelease(releaseSeconds);
    }

    /** True when silence would change nothing: the delay is empty and the gain 1. */
    @RealTime
    public boolean isResting() {
        return silentFrames == past && gain.isAtRest();
    }

    /** How many frames later the signal comes out. */
    public int latencyFrames() {
        return latencyFrames;
    }

    /**
     * Renders a period.
     *
     * @return lowest gain of the period; 1 when nothing was turned down
     */
    @RealTime
    public float process(AudioBlock from, AudioBlock into) {
        if (from.isSilent() && silentFrames == past) {
            into.silence(from.channels());
            return rest();
        }
        silentFrames = from.isSilent() ? Math.min(past, silentFrames + frames) : 0;
        float largest = take(from);
        float limit = threshold;
        boolean quiet = largest * interpolator.largestGain() <= limit;
        float lowest = 1;
        if (!quiet || !gain.isAtRest()) {
            Arrays.fill(peaks, 0f);
            for (int c = 0; c < from.channels() && !quiet; c++) {
                interpolator.raise(lines[c], past, peaks);
            }
            lowest = gain.follow(peaks, limit, frames);
        }
        give(into, from.channels(), lowest);
        return lowest;
    }

    /** Fills the end of the lines; the largest sample in what the peaks are made of. */
    @RealTime
    private float take(AudioBlock from) {
        float largest = 0;
        for (int c = 0; c < lines.length; c++) {
            float[] line = lines[c];
            if (c >= from.channels()) {
                Arrays.fill(line, 0f);
                continue;
            }
            System.arraycopy(from.channel(c), 0, line, past, frames);
            float inLine =
                    PeakInterpolator.largest(line, past - interpolator.history(), interpolator.history() + frames);
            if (!(inLine <= Float.MAX_VALUE)) {
                dropWhatIsNoNumber(line);
                inLine = PeakInterpolator.largest(line, 0, line.length);
            }
            largest = Math.max(largest, inLine);
        }
        return largest;
    }

    @RealTime
    private void give(AudioBlock into, int channels, float lowest) {
        int at = past - latencyFrames;
        for (int c = 0; c < channels; c++) {
            if (lowest == 1) {
                System.arraycopy(lines[c], at, into.channel(c), 0, frames);
            } else {
                gain.apply(lines[c], at, into.channel(c), frames);
            }
            System.arraycopy(lines[c], frames, lines[c], 0, past);
        }
        into.written(channels);
    }

    @RealTime
    private float rest() {
        gain.rest();
        for (float[] line : lines) {
            Arrays.fill(line, 0f);
        }
        return 1;
    }

    @RealTime
    private void dropWhatIsNoNumber(float[] line) {
        for (int i = 0; i < line.length; i++) {
            line[i] = Math.abs(line[i]) <= Float.MAX_VALUE ? line[i] : 0f;
        }
    }
}
