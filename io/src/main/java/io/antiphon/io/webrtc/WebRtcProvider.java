package io.antiphon.io.webrtc;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.endpoint.Broadcast;
import io.antiphon.engine.endpoint.BroadcastProvider;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.PublicationProvider;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.io.codec.opus.OpusNative;
import io.antiphon.io.net.PortException;
import io.antiphon.io.webrtc.dtls.BouncyDtlsServer;
import io.antiphon.io.webrtc.dtls.DtlsIdentity;
import io.antiphon.io.webrtc.dtls.DtlsWarmUp;
import io.antiphon.io.webrtc.dtls.HandshakeGate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** WebRTC to any number of listeners, and from publishers, by one UDP port. Any thread; {@link #close} ends all broadcasts. */
public final class WebRtcProvider implements BroadcastProvider, AutoCloseable {
    private final WebRtcTransport transport;
    private final int maxEncodings;
    private final int graphRateHz;

    /**
     * Opens the port and warms the cryptography up beside.
     *
     * @param graphRateHz rate of the mixes; another than the 48000 of Opus is resampled on the encoder's thread
     * @param clock monotonic time
     * @throws PortException when the port cannot be bound
     * @throws EndpointException when this machine has no Opus
     */
    public WebRtcProvider(WebRtcSettings settings, int graphRateHz, Clock clock) throws EndpointException {
        this.graphRateHz = graphRateHz;
        Optional<String> problem = OpusNative.problem();
        if (problem.isPresent()) {
            throw new EndpointException("webrtc: " + problem.get());
        }
        maxEncodings = settings.maxEncodings();
        HandshakeGate gate = new HandshakeGate();
        // Making it loads half of the cryptography: nobody needs it before the first listener.
        CompletableFuture<DtlsIdentity> identity = CompletableFuture.supplyAsync(
                DtlsIdentity::create,
                task -> Thread.ofVirtual().name("dtls-identity").start(task));
        transport = new WebRtcTransport(settings, new BouncyDtlsServer(identity::join), gate, clock);
        transport.start();
        DtlsWarmUp.start(identity::join);
    }

    @Override
    public Broadcast open(String name, Runnable onEmpty) {
        return new WebRtcBroadcast(name, transport, graphRateHz, maxEncodings, onEmpty);
    }

    /**
     * What others publish by this port, as sources.
     *
     * @param graph what the graph runs at
     * @param time position of the graph on the clock of this provider
     */
    public PublicationProvider publications(GraphFormat graph, GraphTime time) {
        return new WhipSourceProvider(transport, graph, time, transport.clock());
    }

    /** UDP port in use. */
    public int port() {
        return transport.socket().port();
    }

    /** User fragments and addresses by which sessions are found now; 0 when nobody listens. */
    public int held() {
        return transport.sessions().held();
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
