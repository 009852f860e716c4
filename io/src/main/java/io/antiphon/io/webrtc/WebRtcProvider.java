package io.antiphon.io.webrtc;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.endpoint.Broadcast;
import io.antiphon.engine.endpoint.BroadcastProvider;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.io.codec.opus.OpusNative;
import io.antiphon.io.codec.opus.OpusSettings;
import io.antiphon.io.net.PortException;
import io.antiphon.io.webrtc.dtls.BouncyDtlsServer;
import io.antiphon.io.webrtc.dtls.DtlsIdentity;
import io.antiphon.io.webrtc.dtls.DtlsWarmUp;
import io.antiphon.io.webrtc.dtls.HandshakeGate;
import java.util.Optional;

/** WebRTC to any number of listeners by one UDP port. Any thread; {@link #close} ends all broadcasts. */
public final class WebRtcProvider implements BroadcastProvider, AutoCloseable {
    private final WebRtcTransport transport;
    private final int maxEncodings;

    /**
     * Opens the port and warms the cryptography up beside.
     *
     * @param sampleRateHz rate of the mixes; must be 48000, the rate of Opus
     * @param clock monotonic time
     * @throws PortException when the port cannot be bound
     * @throws EndpointException when the rate is another, or this machine has no Opus
     */
    public WebRtcProvider(WebRtcSettings settings, int sampleRateHz, Clock clock) throws EndpointException {
        if (sampleRateHz != OpusSettings.SAMPLE_RATE_HZ) {
            throw new EndpointException("webrtc: sampleRateHz=" + sampleRateHz + " is not possible; 48000 is allowed");
        }
        Optional<String> problem = OpusNative.problem();
        if (problem.isPresent()) {
            throw new EndpointException("webrtc: " + problem.get());
        }
        maxEncodings = settings.maxEncodings();
        HandshakeGate gate = new HandshakeGate();
        DtlsIdentity identity = DtlsIdentity.create();
        transport = new WebRtcTransport(settings, new BouncyDtlsServer(identity), gate, clock);
        transport.start();
        DtlsWarmUp.start();
    }

    @Override
    public Broadcast open(String name, Runnable onEmpty) {
        return new WebRtcBroadcast(name, transport, maxEncodings, onEmpty);
    }

    /** UDP port in use. */
    public int port() {
        return transport.socket().candidates().port();
    }

    /** What has happened on the port. */
    public WebRtcCounters counters() {
        return transport.counters();
    }

    @Override
    public void close() {
        transport.close();
    }
}
