package io.antiphon.io.webrtc;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.endpoint.InputBridge;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.endpoint.StreamInput;
import java.util.function.Consumer;

/**
 * One open source of a published stream, brought to the graph's clock. The receiving thread brings frames, the render
 * thread reads, any thread asks for the status.
 */
final class PublishedSource implements SourceEndpoint {
    private final PublishedStream stream;
    private final StreamInput input;
    private final InputBridge bridge;
    private final Consumer<PublishedSource> onClose;

    PublishedSource(PublishedStream stream, StreamInput input, Consumer<PublishedSource> onClose) {
        this.stream = stream;
        this.input = input;
        this.bridge = input.bridge(PublishedStream.FORMAT);
        this.onClose = onClose;
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
        input.read(into, position);
    }

    @Override
    @RealTime
    public long stalls() {
        return input.stalls();
    }

    @Override
    public SourceStatus status() {
        boolean published = stream.session() != null;
        return input.status(input.state(), published ? PublishedStream.FORMAT : null, stream.figures());
    }

    @Override
    public void close() {
        onClose.accept(this);
    }
}
