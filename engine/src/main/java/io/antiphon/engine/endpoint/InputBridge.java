package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.dsp.Fades;
import io.antiphon.engine.dsp.VariableResampler;
import io.antiphon.engine.ring.AudioRing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Joins a stream that has a clock of its own to the graph: a jitter buffer, and a resampler that follows the sender's
 * clock.
 *
 * <pre>
 * net-in: write(frames, arrival) ─► ring ─► resampler ─► read(period, due): render thread
 *                 └► arrival clock ─► line ─► playout ─┘ ratio
 * </pre>
 *
 * <p>One thread writes, the render thread reads; {@link #state}, {@link #latencyMs}, {@link #driftPpm} and the counters
 * may be read by any. Time comes in by arguments only. When the stream runs dry, what is left fades out; audio comes
 * back with a fade when the target latency is there again.
 */
public final class InputBridge {
    /** Length of the fade when audio comes. */
    private static final int FADE_IN_FRAMES = 192;

    /** Longest fade when audio runs dry. */
    private static final int FADE_OUT_FRAMES = 128;

    /** Part of the margin for which no packet waits for a missing one. */
    private static final long PATIENCE_SPARE_NS = 500_000;

    /** Length of the fades around frames that were lost. */
    private static final int LOSS_FADE_FRAMES = 96;

    /** Frames that the resampler's lookahead still gives when the ring is empty; a quarter of it is left unused. */
    private static final int TAIL_FRAMES = 24;

    /** Seconds of audio that the ring holds: the greatest latency, the tolerance below and a burst. */
    private static final double RING_SECONDS = 0.6;

    /** Audio beyond the target latency that is taken for piled up and dropped at once, in seconds. */
    private static final double EXCESS_SECONDS = 0.08;

    /** Audio beyond the target latency that is dropped when it has stood for {@link #LONG_SECONDS}. */
    private static final double LONG_EXCESS_SECONDS = 0.03;

    private static final double LONG_SECONDS = 10;

    /** Audio beyond the target latency that is dropped in the {@link #YOUNG_SECONDS} after a start: its first packets were late. */
    private static final double YOUNG_EXCESS_SECONDS = 0.004;

    private static final double YOUNG_SECONDS = 1;

    private final AudioRing ring;
    private final ArrivalClock clock;
    private final LatenessHistory lateness;
    private final PlayoutTuning tuning;
    private final Playout playout;
    private final VariableResampler resampler;
    private final float[][] ahead;
    private final Counters<BridgeCounter> counters = new Counters<>(BridgeCounter.class);
    private final int channels;
    private final double nominalRateHz;

    private final float[][] tail;
    private final float[][] filling;

    private boolean afterLoss;
    private volatile int packetFrames;
    private volatile long lastArrivalNs;
    private volatile double latencyFrames;

    private boolean playing;
    private boolean silent = true;
    private int fadeInAt;
    private int playedPeriods;
    private int longPeriods;

    /**
     * @param sampleRateHz nominal rate of the sender
     * @param channels channels of the stream, 1…8
     * @param graphRateHz frames a second of the graph
     * @param periodFrames frames of the graph's period
     * @param playoutMs least safety margin against late packets, in milliseconds
     */
    public InputBridge(int sampleRateHz, int channels, int graphRateHz, int periodFrames, double playoutMs) {
        this(sampleRateHz, channels, graphRateHz, periodFrames, new PlayoutTuning(playoutMs));
    }

    /**
     * @param sampleRateHz nominal rate of the sender
     * @param channels channels of the stream, 1…8
     * @param graphRateHz frames a second of the graph
     * @param periodFrames frames of the graph's period
     * @param tuning least safety margin against late packets, which may change
     */
    public InputBridge(int sampleRateHz, int channels, int graphRateHz, int periodFrames, PlayoutTuning tuning) {
        this.tuning = tuning;
        this.channels = channels;
        this.nominalRateHz = sampleRateHz;
        this.ring = new AudioRing(channels, (int) (sampleRateHz * RING_SECONDS));
        this.lateness = new LatenessHistory(tuning);
        this.clock = new ArrivalClock(sampleRateHz, lateness);
        this.playout = new Playout(sampleRateHz, graphRateHz, periodFrames);
        this.resampler = new VariableResampler(channels, (double) sampleRateHz / graphRateHz, periodFrames);
        this.ahead = new float[channels][periodFrames];
        this.tail = new float[channels][LOSS_FADE_FRAMES];
        this.filling = new float[channels][LOSS_FADE_FRAMES];
    }

    /** Channels of the stream. */
    public int channels() {
        return channels;
    }

    /**
     * Adds one packet's frames. Writing thread.
     *
     * @param from planar samples from index 0 on, {@link #channels()} of them
     * @param frames frames in the packet
     * @param arrivalNs when the packet arrived
     */
    public void write(float[][] from, int frames, long arrivalNs) {
        int faded = afterLoss ? fadeAfterLoss(from, frames) : 0;
        int taken = faded + ring.write(from, channels, faded, frames - faded);
        keepTail(from, frames);
        counters.add(BridgeCounter.OVERFLOW_FRAMES, frames - taken);
        packetFrames = frames;
        double marginNs = lateness.marginNs();
        if (tuning.isLate(clock.observe(taken, arrivalNs), marginNs)) {
            counters.increment(BridgeCounter.LATE_PACKETS);
        }
        lastArrivalNs = arrivalNs;
    }

    /**
     * Says that frames of the stream are lost: what came before them fades out, mirrored in time so that it goes on
     * without a step, and what follows fades in. Writing thread.
     */
    public void conceal(int frames) {
        int fading = afterLoss ? 0 : Math.min(frames, LOSS_FADE_FRAMES);
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < fading; i++) {
                filling[c][i] = tail[c][LOSS_FADE_FRAMES - 1 - i] * Fades.gain(fading - 1 - i, fading);
            }
        }
        int taken = ring.write(filling, channels, 0, fading);
        taken += ring.writeSilence(frames - fading);
        clock.lose(taken);
        counters.add(BridgeCounter.OVERFLOW_FRAMES, frames - taken);
        counters.add(BridgeCounter.LOST_FRAMES, frames);
        afterLoss = true;
    }

    /** Counts what only the writing thread can see of its packets. */
    void count(BridgeCounter counter) {
        counters.increment(counter);
    }

    /** Takes note of a packet that came so late that it had been given up. Writing thread. */
    void noteLate(long arrivalNs, long latenessNs) {
        counters.increment(BridgeCounter.LATE_PACKETS);
        lateness.note(arrivalNs, latenessNs);
    }

    /**
     * For how long a missing packet may hold up those behind it: it was missed a packet after its time, and is given up
     * when a packet comes after this, and by then the margin must not have run out. Writing thread.
     */
    public long patienceNs(int frames) {
        return (long) lateness.marginNs() - 2 * durationNs(frames) - PATIENCE_SPARE_NS;
    }

    /** How long frames of the stream last. */
    long durationNs(int frames) {
        return (long) (frames * 1e9 / nominalRateHz);
    }

    private int fadeAfterLoss(float[][] from, int frames) {
        int fading = Math.min(frames, LOSS_FADE_FRAMES);
        for (int c = 0; c < channels; c++) {
            System.arraycopy(from[c], 0, filling[c], 0, fading);
        }
        Fades.in(filling, channels, fading, 0, fading);
        afterLoss = false;
        return ring.write(filling, channels, 0, fading);
    }

    private void keepTail(float[][] from, int frames) {
        int kept = Math.min(frames, LOSS_FADE_FRAMES);
        for (int c = 0; c < channels; c++) {
            System.arraycopy(tail[c], kept, tail[c], 0, LOSS_FADE_FRAMES - kept);
            System.arraycopy(from[c], frames - kept, tail[c], LOSS_FADE_FRAMES - kept, kept);
        }
    }

    /**
     * Fills one period. Render thread.
     *
     * @param into block of the graph's period
     * @param dueNs time of the period's first frame
     */
    @RealTime
    public void read(AudioBlock into, long dueNs) {
        ArrivalLine line = clock.line();
        if (line == null || (!playing && !start(line, dueNs))) {
            countWaiting(line, into.frames(), dueNs);
            into.silence(channels);
            return;
        }
        resampler.setRatio(playout.follow(line, dueNs, consumedFrames(), wantedFrames(), silent));
        latencyFrames = playout.latencyFrames();
        if (!fill(into.frames())) {
            runDry(into);
        } else if (silent) {
            resampler.pass(into.frames());
            into.silence(channels);
        } else {
            resampler.produce(into.samples(), 0, into.frames());
            into.written(channels);
        }
        if (playing && isPiledUp()) {
            jumpAhead(into);
        }
        fadeIn(into);
    }

    /** As {@link #read}, for the last period before another bridge takes over: fades out to zero. Render thread. */
    @RealTime
    public void readLast(AudioBlock into, long dueNs) {
        read(into, dueNs);
        if (!into.isSilent()) {
            Fades.out(into.samples(), channels, into.frames(), into.frames());
        }
    }

    /** Whether audio is coming in. */
    public SourceStatus.State state(long nowNs) {
        if (clock.line() == null) {
            return SourceStatus.State.WAITING;
        }
        return nowNs - lastArrivalNs > ArrivalClock.GONE_NS ? SourceStatus.State.GONE : SourceStatus.State.PLAYING;
    }

    /** Latency of a packet's last frame from arrival to the graph, in milliseconds; 0 before audio flowed. */
    public double latencyMs() {
        return latencyFrames * 1e3 / nominalRateHz;
    }

    /** How much faster than nominal the sender runs by our clock, in parts per million. */
    public double driftPpm() {
        ArrivalLine line = clock.line();
        return line == null ? 0 : (line.framesPerNs() * 1e9 / nominalRateHz - 1) * 1e6;
    }

    /** What was counted since it was made. */
    public Counters<BridgeCounter> counters() {
        return counters;
    }

    /**
     * Starts when the target latency is there, so that the first underrun is not the next packet's lateness. What came
     * after its time while nothing was heard is dropped, so that a stall costs sound once and no latency.
     */
    @RealTime
    private boolean start(ArrivalLine line, long dueNs) {
        double arrived = Math.min(line.framesAt(dueNs), ring.totalWritten() + (double) packetFrames);
        double excess = arrived - consumedFrames() - wantedFrames();
        int spare = ring.available() - resampler.needed(ahead[0].length);
        if (excess < 0 || spare < 0) {
            return false;
        }
        counters.add(BridgeCounter.DROPPED_FRAMES, ring.skip(Math.min((int) excess, spare)));
        playout.start(line, line.framesAt(dueNs) - consumedFrames());
        playing = true;
        silent = true;
        fadeInAt = 0;
        playedPeriods = 0;
        longPeriods = 0;
        return true;
    }

    /** True when there is so much more audio than wanted that to read a little faster would take too long. */
    @RealTime
    private boolean isPiledUp() {
        double excessSeconds = excessFrames() / nominalRateHz;
        double playedSeconds = playedPeriods * playout.periodSeconds();
        boolean young = playedSeconds < YOUNG_SECONDS;
        playedPeriods += young ? 1 : 0;
        longPeriods = excessSeconds > LONG_EXCESS_SECONDS ? longPeriods + 1 : 0;
        return excessSeconds > EXCESS_SECONDS
                || (young && excessSeconds > YOUNG_EXCESS_SECONDS)
                || longPeriods * playout.periodSeconds() > LONG_SECONDS;
    }

    /** Brings in what one period needs; false when there is not enough. */
    @RealTime
    private boolean fill(int frames) {
        if (!feed(frames)) {
            return false;
        }
        boolean wasSilent = silent;
        silent = resampler.holdsOnlySilence();
        if (wasSilent && !silent) {
            resampler.setRatio(playout.calm());
            return feed(frames);
        }
        return true;
    }

    @RealTime
    private boolean feed(int frames) {
        int needed = resampler.needed(frames);
        if (needed > ring.available()) {
            return false;
        }
        resampler.feed(ring, needed);
        return true;
    }

    /** Fades out what is left, so that it ends at zero inside the period, and waits for the stream. */
    @RealTime
    private void runDry(AudioBlock into) {
        resampler.feed(ring, Math.min(ring.available(), resampler.needed(into.frames())));
        int whole = resampler.producible(into.frames());
        int frames = Math.min(whole + TAIL_FRAMES, into.frames());
        resampler.feedSilence(resampler.needed(frames));
        if (resampler.holdsOnlySilence()) {
            into.silence(channels);
        } else {
            resampler.produce(into.samples(), 0, frames);
            Fades.out(into.samples(), channels, frames, Math.min(frames, FADE_OUT_FRAMES));
            for (int c = 0; c < channels; c++) {
                Arrays.fill(into.channel(c), frames, into.frames(), 0f);
            }
            into.written(channels);
            counters.increment(BridgeCounter.UNDERRUNS);
            counters.add(BridgeCounter.CONCEALED_FRAMES, into.frames() - whole);
        }
        resampler.reset();
        playing = false;
    }

    /** Audio beyond the target latency; what was lost on the way is on the line, but not here. */
    @RealTime
    private double excessFrames() {
        double here = ring.totalWritten() + packetFrames + playout.periodFrames() - consumedFrames();
        return Math.min(playout.latencyFrames(), here) - wantedFrames();
    }

    /** Crosses over from the old position to one that has the target latency. */
    @RealTime
    private void jumpAhead(AudioBlock into) {
        int frames = into.frames();
        int excess = (int) excessFrames();
        if (ring.available() < excess + resampler.lookaheadFrames() * 2 + frames * 2) {
            return; // what is beyond is still on its way
        }
        int skipped = ring.skip(excess);
        resampler.reset();
        resampler.feed(ring, resampler.needed(frames));
        resampler.produce(ahead, 0, frames);
        if (into.isSilent()) {
            into.written(channels);
        }
        Fades.across(into.samples(), ahead, channels, frames);
        playout.rebase(consumedFrames());
        longPeriods = 0;
        silent = false;
        counters.increment(BridgeCounter.RESYNCS);
        counters.add(BridgeCounter.DROPPED_FRAMES, skipped);
    }

    @RealTime
    private void fadeIn(AudioBlock into) {
        if (playing && fadeInAt < FADE_IN_FRAMES && !into.isSilent()) {
            Fades.in(into.samples(), channels, into.frames(), fadeInAt, FADE_IN_FRAMES);
            fadeInAt += into.frames();
        }
    }

    @RealTime
    private void countWaiting(@Nullable ArrivalLine line, int frames, long dueNs) {
        if (line != null
                && dueNs - lastArrivalNs <= ArrivalClock.GONE_NS
                && counters.get(BridgeCounter.UNDERRUNS) > 0) {
            counters.add(BridgeCounter.CONCEALED_FRAMES, frames);
        }
    }

    /** Frames of the stream up to the end of the resampler's next window. */
    @RealTime
    private double consumedFrames() {
        return ring.totalRead() - resampler.surplusFrames();
    }

    /** Target latency: a packet comes whole, a period is read whole, and packets are late. */
    @RealTime
    private double wantedFrames() {
        return packetFrames + playout.periodFrames() + lateness.marginNs() * nominalRateHz * 1e-9;
    }
}
