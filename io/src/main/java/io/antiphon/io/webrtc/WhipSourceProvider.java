package io.antiphon.io.webrtc;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.PlayoutTuning;
import io.antiphon.engine.endpoint.PublicationProvider;
import io.antiphon.engine.endpoint.PublisherSession;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.StreamInput;
import io.antiphon.engine.graph.GraphFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What browsers and programs publish by WHIP as sources: the tag is {@code whip:} and a name. Control thread; publishing
 * by any.
 */
final class WhipSourceProvider implements PublicationProvider {
    private static final String PREFIX = "whip:";

    /** Least margin against late packets, until the stream shows what it needs. */
    private static final double PLAYOUT_MS = 5;

    /** The same of a stream's first minute: Opus conceals the few packets that come too late before it grows. */
    private static final double FIRST_PLAYOUT_MS = 8;

    private final WebRtcTransport transport;
    private final GraphFormat graph;
    private final GraphTime time;
    private final Clock clock;
    private final PlayoutTuning tuning = new PlayoutTuning(PLAYOUT_MS, FIRST_PLAYOUT_MS);
    private final Map<String, PublishedStream> streams = new ConcurrentHashMap<>();

    WhipSourceProvider(WebRtcTransport transport, GraphFormat graph, GraphTime time, Clock clock) {
        this.transport = transport;
        this.graph = graph;
        this.time = time;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "whip";
    }

    @Override
    public String tag(String name) {
        return PREFIX + name;
    }

    @Override
    public boolean accepts(String tag) {
        return tag.startsWith(PREFIX) && tag.length() > PREFIX.length();
    }

    @Override
    public SourceEndpoint open(String tag) throws EndpointException {
        if (!accepts(tag)) {
            throw new EndpointException("tag \"" + tag + "\": a published source's tag is whip: and a name");
        }
        PublishedSource[] opened = new PublishedSource[1];
        streams.compute(tag, (key, known) -> {
            PublishedStream stream = known == null ? stream(key) : known;
            StreamInput input = new StreamInput(time, graph.periodFrames(), clock, tuning);
            opened[0] = new PublishedSource(stream, input, source -> close(key, source));
            stream.add(opened[0]);
            return stream;
        });
        return opened[0];
    }

    private PublishedStream stream(String tag) {
        return new PublishedStream(transport, () -> forgetUnused(tag));
    }

    private void close(String tag, PublishedSource source) {
        source.stream().remove(source);
        forgetUnused(tag);
    }

    private void forgetUnused(String tag) {
        streams.computeIfPresent(tag, (key, stream) -> stream.isUnused() ? null : stream);
    }

    @Override
    public PublisherSession publish(String tag, String sdpOffer) throws OfferException {
        Offer offer = Offer.parsePublished(sdpOffer, transport.codecs());
        WebRtcSession[] sessions = new WebRtcSession[2];
        streams.compute(tag, (key, known) -> {
            PublishedStream stream = known == null ? stream(key) : known;
            sessions[0] = new WebRtcSession(transport, stream, offer);
            sessions[1] = stream.admit(sessions[0]);
            return stream;
        });
        if (sessions[1] != null) {
            sessions[1].close();
        }
        transport.add(sessions[0]);
        return sessions[0];
    }

    @Override
    public Optional<PublisherSession> session(String tag, String id) {
        PublishedStream stream = streams.get(tag);
        WebRtcSession session = stream == null ? null : stream.session();
        return session != null && session.id().equals(id) ? Optional.of(session) : Optional.empty();
    }

    @Override
    public List<StreamSeen> streams() {
        return streams.entrySet().stream()
                .filter(entry -> entry.getValue().session() != null)
                .map(entry -> new StreamSeen(entry.getKey(), entry.getValue().status()))
                .toList();
    }

    @Override
    public void tune(PlayoutTuning.Wish wish) {
        tuning.set(wish);
    }
}
