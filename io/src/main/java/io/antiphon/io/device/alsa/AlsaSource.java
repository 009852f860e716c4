package io.antiphon.io.device.alsa;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.InputBridge;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.endpoint.StreamInput;

/**
 * A sound card, brought to the graph's clock. The capturing thread brings frames, the render thread reads, any thread asks
 * for the status.
 */
final class AlsaSource implements SourceEndpoint, AlsaCapture.Listener {
    private final StreamInput input;
    private final AlsaCapture capture;

    /**
     * @param input where its frames go, which is this source's alone
     * @param clock tells when frames were captured
     * @throws EndpointException when the device cannot be opened
     */
    AlsaSource(String name, CapturePcm.Opener opener, StreamInput input, Clock clock) throws EndpointException {
        this.input = input;
        this.capture = new AlsaCapture(name, opener, this, clock);
        // Here, since the tables of a resampler take longer to make than a device waits.
        var _ = input.bridge(capture.firstFormat());
        capture.start();
    }

    @Override
    public void onFrames(PcmFormat format, float[][] frames, int count, long nowNs) {
        input.bridge(format).write(frames, count, nowNs);
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
        input.read(into, position);
    }

    @Override
    @RealTime
    public long stalls() {
        return input.stalls();
    }

    @Override
    public SourceStatus status() {
        return input.status(input.state(), input.format(), capture.counters().snapshot());
    }

    @Override
    public void close() {
        capture.close();
    }
}
