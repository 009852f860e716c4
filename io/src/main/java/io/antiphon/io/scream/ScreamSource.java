package io.antiphon.io.scream;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.endpoint.InputBridge;
import io.antiphon.engine.endpoint.InputSwitch;
import io.antiphon.engine.endpoint.PlayoutTuning;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.graph.GraphFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One open source: the stream of a sender, brought to the graph's clock. The net-in thread brings frames, the render
 * thread reads, any thread asks for the status.
 */
final class ScreamSource implements SourceEndpoint {
    private final ScreamStream stream;
    private final ScreamReceiver receiver;
    private final GraphFormat graph;
    private final GraphTime time;
    private final Clock clock;
    private final PlayoutTuning tuning;
    private final InputSwitch input = new InputSwitch();
    private int rateHz;

    ScreamSource(
            ScreamStream stream,
            ScreamReceiver receiver,
            GraphFormat graph,
            GraphTime time,
            Clock clock,
            PlayoutTuning tuning) {
        this.stream = stream;
        this.receiver = receiver;
        this.graph = graph;
        this.time = time;
        this.clock = clock;
        this.tuning = tuning;
    }

    /** Brings one packet's frames; another rate or number of channels begins on a new bridge. Net-in thread. */
    void accept(PcmFormat format, float[][] frames, int count, long arrivalNs) {
        InputBridge bridge = input.bridge();
        if (bridge == null || bridge.channels() != format.channels() || rateHz != format.sampleRateHz()) {
            rateHz = format.sampleRateHz();
            bridge = new InputBridge(rateHz, format.channels(), graph.sampleRateHz(), graph.periodFrames(), tuning);
            input.set(bridge);
        }
        bridge.write(frames, count, arrivalNs);
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
        Map<String, Long> counters = new LinkedHashMap<>(stream.counters().snapshot());
        if (bridge != null) {
            counters.putAll(bridge.counters().snapshot());
        }
        return new SourceStatus(
                stream.state(clock.nowNs()),
                stream.format(),
                bridge == null ? 0 : bridge.latencyMs(),
                bridge == null ? 0 : bridge.driftPpm(),
                counters);
    }

    ScreamStream stream() {
        return stream;
    }

    @Override
    public void close() {
        receiver.close(this);
    }
}
