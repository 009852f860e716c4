package io.antiphon.io.device.alsa;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.InputBridge;
import io.antiphon.engine.endpoint.InputSwitch;
import io.antiphon.engine.endpoint.PlayoutTuning;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.graph.GraphFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sound card, brought to the graph's clock. The capturing thread brings frames, the render thread reads, any thread asks
 * for the status.
 */
final class AlsaSource implements SourceEndpoint, AlsaCapture.Listener {
    private final GraphFormat graph;
    private final GraphTime time;
    private final Clock clock;
    private final PlayoutTuning tuning;
    private final InputSwitch input = new InputSwitch();
    private final AlsaCapture capture;
    private volatile @Nullable PcmFormat format;

    /** @throws EndpointException when the device cannot be opened */
    AlsaSource(
            String name, CapturePcm.Opener opener, GraphFormat graph, GraphTime time, Clock clock, PlayoutTuning tuning)
            throws EndpointException {
        this.graph = graph;
        this.time = time;
        this.clock = clock;
        this.tuning = tuning;
        this.capture = new AlsaCapture(name, opener, this, clock);
        begin(capture.firstFormat()); // here, since the tables of a resampler take longer to make than a device waits
        capture.start();
    }

    @Override
    public void onFrames(PcmFormat next, float[][] frames, int count, long nowNs) {
        InputBridge bridge = next.equals(format) ? input.bridge() : begin(next);
        if (bridge != null) {
            bridge.write(frames, count, nowNs);
        }
    }

    /** Another format, of a device that was opened anew, begins on a new bridge. */
    private InputBridge begin(PcmFormat next) {
        InputBridge bridge = new InputBridge(
                next.sampleRateHz(), next.channels(), graph.sampleRateHz(), graph.periodFrames(), tuning);
        format = next;
        input.set(bridge);
        return bridge;
    }

    @Override
    public void onLost(int frames) {
        InputBridge bridge = input.bridge();
        if (bridge != null) {
            bridge.conceal(frames);
        }
    }

    @Override
    @RealTime
    public void read(AudioBlock into, long position) {
        input.read(into, time.nsOf(position));
    }

    @Override
    @RealTime
    public long stalls() {
        return input.stalls();
    }

    @Override
    public SourceStatus status() {
        InputBridge bridge = input.bridge();
        Map<String, Long> counters = new LinkedHashMap<>(capture.counters().snapshot());
        if (bridge == null) {
            return new SourceStatus(SourceStatus.State.WAITING, null, 0, 0, counters);
        }
        counters.putAll(bridge.counters().snapshot());
        return new SourceStatus(bridge.state(clock.nowNs()), format, bridge.latencyMs(), bridge.driftPpm(), counters);
    }

    @Override
    public void close() {
        capture.close();
    }
}
