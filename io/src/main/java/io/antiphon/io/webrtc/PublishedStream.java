package io.antiphon.io.webrtc;

import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.io.webrtc.srtp.SrtpKeys;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * All that is published under one tag: who does it now, and the sources that hear it. The receiving thread brings packets;
 * any thread admits publishers and lets them go, the control thread adds and removes sources.
 */
final class PublishedStream implements SessionMedia, OpusArrivals.FrameSink {
    /** What comes out of the decoder, whatever the packets hold. */
    static final PcmFormat FORMAT = new PcmFormat(48_000, 16, 2, 0);

    private final WebRtcTransport transport;
    private final Runnable onLeft;
    private final Counters<PublicationCounter> counters = new Counters<>(PublicationCounter.class);
    private final List<PublishedSource> sources = new CopyOnWriteArrayList<>();
    private volatile @Nullable WebRtcSession session;
    private volatile @Nullable Publication publication;

    /** @param onLeft called from any thread when a publisher has left */
    PublishedStream(WebRtcTransport transport, Runnable onLeft) {
        this.transport = transport;
        this.onLeft = onLeft;
    }

    /** Whose stream it is now; null while nobody publishes. */
    @Nullable
    WebRtcSession session() {
        return session;
    }

    /** Lets another one publish; returns who did before, to be closed. */
    @Nullable
    synchronized WebRtcSession admit(WebRtcSession next) {
        WebRtcSession before = session;
        session = next;
        end();
        counters.increment(PublicationCounter.PUBLISHERS);
        return before;
    }

    void add(PublishedSource source) {
        sources.add(source);
    }

    void remove(PublishedSource source) {
        sources.remove(source);
    }

    /** True when nobody publishes and nobody hears it. */
    boolean isUnused() {
        return session == null && sources.isEmpty();
    }

    Map<String, Long> figures() {
        return counters.snapshot();
    }

    /** What is known when no source is open. */
    SourceStatus status() {
        SourceStatus.State state = publication == null ? SourceStatus.State.WAITING : SourceStatus.State.PLAYING;
        return new SourceStatus(state, FORMAT, 0, 0, figures());
    }

    @Override
    public synchronized void connected(WebRtcSession connected, SrtpKeys keys) {
        if (connected == session) {
            publication = new Publication(connected, keys, this, counters);
        }
    }

    @Override
    public void left(WebRtcSession left) {
        synchronized (this) {
            if (left == session) {
                session = null;
                end();
            }
        }
        onLeft.run();
    }

    private void end() {
        Publication ended = publication;
        publication = null;
        if (ended != null) {
            ended.close();
        }
    }

    @Override
    public boolean onRtp(WebRtcSession from, byte[] packet, int length) {
        Publication current = publication;
        return current != null
                && current.session() == from
                && current.onRtp(packet, length, transport.clock().nowNs());
    }

    @Override
    public void onRtcp(WebRtcSession from, byte[] packet, int length) {
        Publication current = publication;
        if (current != null && current.session() == from) {
            current.onRtcp(packet, length, transport.clock().nowNs());
        }
    }

    @Override
    public void write(float[][] planar, int frames, long arrivalNs) {
        for (PublishedSource source : sources) {
            source.write(planar, frames, arrivalNs);
        }
    }

    @Override
    public long patienceNs(int frames) {
        return sources.stream()
                .mapToLong(source -> source.patienceNs(frames))
                .min()
                .orElse(0);
    }
}
