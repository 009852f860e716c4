package io.antiphon.io.webrtc;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.endpoint.BridgeCounter;
import io.antiphon.engine.endpoint.InputBridge;
import io.antiphon.engine.endpoint.PlayoutTuning;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.graph.GraphFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One open source of a published stream, brought to the graph's clock. The receiving thread brings frames, the render
 * thread reads, any thread asks for the status.
 */
final class PublishedSource implements SourceEndpoint {
    private final PublishedStream stream;
    private final InputBridge bridge;
    private final GraphTime time;
    private final Clock clock;
    private final Consumer<PublishedSource> onClose;

    PublishedSource(
            PublishedStream stream,
            GraphFormat graph,
            GraphTime time,
            Clock clock,
            PlayoutTuning tuning,
            Consumer<PublishedSource> onClose) {
        this.stream = stream;
        this.time = time;
        this.clock = clock;
        this.onClose = onClose;
        this.bridge = new InputBridge(
                PublishedStream.FORMAT.sampleRateHz(),
                PublishedStream.FORMAT.channels(),
                graph.sampleRateHz(),
                graph.periodFrames(),
                tuning);
    }

    PublishedStream stream() {
        return stream;
    }

    /** Brings one packet's frames. The receiving thread. */
    void write(float[][] planar, int frames, long arrivalNs) {
        bridge.write(planar, frames, arrivalNs);
    }

    /** For how long a missing packet may hold up those behind it. The receiving thread. */
    long patienceNs(int frames) {
        return bridge.patienceNs(frames);
    }

    @Override
    @RealTime
    public void read(AudioBlock into, long position) {
        bridge.read(into, time.nsOf(position));
    }

    @Override
    @RealTime
    public long stalls() {
        return bridge.counters().get(BridgeCounter.UNDERRUNS);
    }

    @Override
    public SourceStatus status() {
        Map<String, Long> counters = new LinkedHashMap<>(stream.figures());
        counters.putAll(bridge.counters().snapshot());
        return new SourceStatus(
                bridge.state(clock.nowNs()),
                stream.session() == null ? null : PublishedStream.FORMAT,
                bridge.latencyMs(),
                bridge.driftPpm(),
                counters);
    }

    @Override
    public void close() {
        onClose.accept(this);
    }
}
