package io.antiphon.io.scream;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.endpoint.StreamInput;

/**
 * One open source: the stream of a sender, brought to the graph's clock. The net-in thread brings frames, the render
 * thread reads, any thread asks for the status.
 */
final class ScreamSource implements SourceEndpoint {
    private final ScreamStream stream;
    private final ScreamReceiver receiver;
    private final StreamInput input;
    private final Clock clock;

    ScreamSource(ScreamStream stream, ScreamReceiver receiver, StreamInput input, Clock clock) {
        this.stream = stream;
        this.receiver = receiver;
        this.input = input;
        this.clock = clock;
    }

    /** Brings one packet's frames. Net-in thread. */
    void accept(PcmFormat format, float[][] frames, int count, long arrivalNs) {
        input.bridge(format).write(frames, count, arrivalNs);
    }

    @Override
    @RealTime
    public void read(AudioBlock into, long position) {
        input.read(into, position);
    }

    @Override
    @RealTime
    public long stalls() {
        return input.stalls();
    }

    @Override
    public SourceStatus status() {
        return input.status(
                stream.state(clock.nowNs()), stream.format(), stream.counters().snapshot());
    }

    ScreamStream stream() {
        return stream;
    }

    @Override
    public void close() {
        receiver.close(this);
    }
}
