package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.GraphTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stream at its own clock and in its own format, brought to the graph's. One thread writes its frames, the render
 * thread reads, any thread asks for the status.
 */
public final class StreamInput {
    private final int periodFrames;
    private final GraphTime time;
    private final Clock clock;
    private final PlayoutTuning tuning;
    private final InputSwitch input = new InputSwitch();
    private volatile @Nullable PcmFormat format;

    /**
     * @param time the graph's rate, and when a frame of it is due
     * @param periodFrames frames of the graph that are read at a time
     * @param clock tells whether the stream still flows
     * @param tuning how its latency is chosen
     */
    public StreamInput(GraphTime time, int periodFrames, Clock clock, PlayoutTuning tuning) {
        this.time = time;
        this.periodFrames = periodFrames;
        this.clock = clock;
        this.tuning = tuning;
    }

    /** Where frames of that format go; another rate or number of channels begins anew. The writing thread. */
    public InputBridge bridge(PcmFormat next) {
        PcmFormat last = format;
        InputBridge bridge = input.bridge();
        if (bridge != null && next.equals(last)) {
            return bridge;
        }
        if (bridge == null || last == null || !soundsAlike(last, next)) {
            bridge = new InputBridge(next.sampleRateHz(), next.channels(), time.sampleRateHz(), periodFrames, tuning);
        }
        format = next;
        input.set(bridge);
        return bridge;
    }

    private static boolean soundsAlike(PcmFormat last, PcmFormat next) {
        return last.sampleRateHz() == next.sampleRateHz() && last.channels() == next.channels();
    }

    /** Where frames went last; null before the first. */
    public @Nullable InputBridge bridge() {
        return input.bridge();
    }

    /** Format of the last frames; null before the first. */
    public @Nullable PcmFormat format() {
        return format;
    }

    /** Fills the period that begins at that frame of the graph. Render thread. */
    @RealTime
    public void read(AudioBlock into, long position) {
        input.read(into, time.nsOf(position));
    }

    /** How often it ran dry while it sounded. Render thread. */
    @RealTime
    public long stalls() {
        return input.stalls();
    }

    /** Whether frames are coming in now. */
    public SourceStatus.State state() {
        InputBridge bridge = input.bridge();
        return bridge == null ? SourceStatus.State.WAITING : bridge.state(clock.nowNs());
    }

    /**
     * The status of a source that has this input.
     *
     * @param state whether audio is coming in
     * @param format what is coming in; null when nothing is
     * @param figures counts of whatever brings the frames; the bridge's are put behind them
     */
    public SourceStatus status(SourceStatus.State state, @Nullable PcmFormat format, Map<String, Long> figures) {
        InputBridge bridge = input.bridge();
        if (bridge == null) {
            return new SourceStatus(state, format, 0, 0, figures);
        }
        Map<String, Long> counters = new LinkedHashMap<>(figures);
        counters.putAll(bridge.counters().snapshot());
        return new SourceStatus(state, format, bridge.latencyMs(), bridge.driftPpm(), counters);
    }
}
