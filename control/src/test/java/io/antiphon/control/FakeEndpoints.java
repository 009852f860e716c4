package io.antiphon.control;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.dsp.Dither;
import io.antiphon.engine.endpoint.Broadcast;
import io.antiphon.engine.endpoint.Broadcast.UnavailableException;
import io.antiphon.engine.endpoint.BroadcastProvider;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.ListenerSession;
import io.antiphon.engine.endpoint.PlayoutTuning;
import io.antiphon.engine.endpoint.PublicationProvider;
import io.antiphon.engine.endpoint.PublisherSession;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkProvider;
import io.antiphon.engine.endpoint.SinkStatus;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Providers that open nothing real and remember what they were asked. Any thread. */
public final class FakeEndpoints {
    /** Sources by tag, in the order of opening; closed ones stay. */
    public final List<FakeSource> sources = new CopyOnWriteArrayList<>();

    public final List<FakeSink> sinks = new CopyOnWriteArrayList<>();
    public final List<FakeBroadcast> broadcasts = new CopyOnWriteArrayList<>();

    /** Who publishes, by tag. */
    public final Map<String, FakePublisher> publishers = new ConcurrentHashMap<>();

    /** Takes every tag but {@code nobody:…}; a source plays a constant of {@code level}. Anybody can publish. */
    public PublicationProvider sourceProvider() {
        return new PublicationProvider() {
            @Override
            public String tag(String name) {
                return "whip:" + name;
            }

            @Override
            public PublisherSession publish(String tag, String sdpOffer) throws Broadcast.OfferException {
                if (!sdpOffer.startsWith("v=0")) {
                    throw new Broadcast.OfferException("an offer begins with v=0");
                }
                FakePublisher publisher = new FakePublisher(UUID.randomUUID().toString(), tag, FakeEndpoints.this);
                publishers.put(tag, publisher);
                return publisher;
            }

            @Override
            public Optional<PublisherSession> session(String tag, String id) {
                FakePublisher publisher = publishers.get(tag);
                return publisher != null && publisher.id().equals(id) ? Optional.of(publisher) : Optional.empty();
            }

            @Override
            public String kind() {
                return "fake";
            }

            @Override
            public boolean accepts(String tag) {
                return !tag.startsWith("nobody:");
            }

            @Override
            public SourceEndpoint open(String tag) {
                FakeSource source = new FakeSource(tag);
                sources.add(source);
                return source;
            }

            @Override
            public void tune(PlayoutTuning.Wish wish) {
                playout = wish;
            }

            @Override
            public List<StreamSeen> streams() {
                return List.of(new StreamSeen("10.0.0.9", FakeSource.STATUS));
            }
        };
    }

    public SinkProvider sinkProvider() {
        return new SinkProvider() {
            @Override
            public String protocol() {
                return "scream";
            }

            @Override
            public void tune(Dither wanted) {
                dither = wanted;
            }

            @Override
            public SinkEndpoint open(SinkRequest request) throws EndpointException {
                if (!opensAll && request.host().equals("refused.example")) {
                    throw new EndpointException("nobody is called refused.example");
                }
                FakeSink sink = new FakeSink(request);
                sinks.add(sink);
                return sink;
            }
        };
    }

    /** Whether also the sink that is refused else is opened. */
    public volatile boolean opensAll;

    /** What sinks were told to do about rounding. */
    public volatile Dither dither = Dither.NONE;

    /** What was wished of jitter buffers. */
    public volatile PlayoutTuning.Wish playout = PlayoutTuning.Wish.USUAL;

    /** Why nobody can join; null lets everybody in. */
    public volatile UnavailableException.@Nullable Why unavailable;

    /** Happens while somebody joins. */
    public volatile Runnable whileJoining = () -> {};

    public BroadcastProvider broadcastProvider() {
        return (name, onEmpty) -> {
            FakeBroadcast broadcast = new FakeBroadcast(this, onEmpty);
            broadcasts.add(broadcast);
            return broadcast;
        };
    }

    /** One who publishes until closed. */
    public record FakePublisher(String id, String tag, FakeEndpoints endpoints) implements PublisherSession {
        @Override
        public String sdpAnswer() {
            return "v=0\r\nanswer";
        }

        @Override
        public void addRemoteCandidate(String candidate) {
            endpoints.candidates.add(candidate);
        }

        @Override
        public Optional<String> applyFragment(String sdpFragment) throws Broadcast.OfferException {
            if (!sdpFragment.contains("a=")) {
                throw new Broadcast.OfferException("a fragment has lines");
            }
            endpoints.candidates.add(sdpFragment);
            return sdpFragment.contains("a=ice-pwd") ? Optional.of("a=ice-ufrag:new") : Optional.empty();
        }

        @Override
        public String iceTag() {
            return id.substring(0, 8) + "-0";
        }

        @Override
        public void close() {
            endpoints.publishers.remove(tag, this);
        }
    }

    /** Candidates and pieces of SDP that publishers told. */
    public final List<String> candidates = new CopyOnWriteArrayList<>();

    /** A source that plays a constant. */
    public static final class FakeSource implements SourceEndpoint {
        static final SourceStatus STATUS =
                new SourceStatus(SourceStatus.State.PLAYING, null, 12, 3, Map.of("packets", 7L, "underruns", 2L));

        public final String tag;
        public volatile float level = 0.5f;
        public volatile boolean closed;

        FakeSource(String tag) {
            this.tag = tag;
        }

        @Override
        public void read(AudioBlock into, long position) {
            for (int c = 0; c < 2; c++) {
                Arrays.fill(into.channel(c), level);
            }
            into.written(2);
        }

        @Override
        public SourceStatus status() {
            return STATUS;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** A sink that keeps the last sample. */
    public static final class FakeSink implements SinkEndpoint {
        public final SinkProvider.SinkRequest request;
        public volatile float last;
        public volatile boolean closed;

        FakeSink(SinkProvider.SinkRequest request) {
            this.request = request;
        }

        @Override
        public void write(AudioBlock from, long position) {
            last = from.channel(0)[from.frames() - 1];
        }

        @Override
        public SinkStatus status() {
            return new SinkStatus(5, Map.of("packets", 9L));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** A broadcast whose sessions live until they are closed. */
    public static final class FakeBroadcast implements Broadcast {
        public final FakeSink input =
                new FakeSink(new SinkProvider.SinkRequest("tap", "", 1, new PcmFormat(48_000, 16, 2, 3)));
        public final Map<String, ListenerSession> live = new ConcurrentHashMap<>();
        public volatile boolean closed;
        private final FakeEndpoints endpoints;
        private final Runnable onEmpty;

        FakeBroadcast(FakeEndpoints endpoints, Runnable onEmpty) {
            this.endpoints = endpoints;
            this.onEmpty = onEmpty;
        }

        @Override
        public SinkEndpoint input() {
            return input;
        }

        @Override
        public ListenerSession join(String sdpOffer) throws OfferException, UnavailableException {
            endpoints.whileJoining.run();
            UnavailableException.Why why = endpoints.unavailable;
            if (why != null) {
                throw new UnavailableException(why, "nobody may: " + why);
            }
            if (!sdpOffer.startsWith("v=0")) {
                throw new OfferException("an offer begins with v=0");
            }
            ListenerSession session = new FakeSession(UUID.randomUUID().toString());
            live.put(session.id(), session);
            return session;
        }

        @Override
        public Optional<ListenerSession> session(String id) {
            return Optional.ofNullable(live.get(id));
        }

        @Override
        public List<ListenerSession> sessions() {
            return List.copyOf(live.values());
        }

        @Override
        public void close() {
            live.clear();
            closed = true;
        }

        private final class FakeSession implements ListenerSession {
            private static final List<Candidate> CANDIDATES =
                    List.of(new Candidate("candidate:1 1 udp 1 127.0.0.1 9 typ host", "0"));

            private final String id;
            private List<Candidate> untaken = CANDIDATES;
            private int generation = 1;

            private FakeSession(String id) {
                this.id = id;
            }

            @Override
            public String id() {
                return id;
            }

            @Override
            public String sdpAnswer() {
                return "v=0\r\nanswer";
            }

            @Override
            public void addRemoteCandidate(String candidate) {}

            @Override
            public Optional<String> applyFragment(String sdpFragment) throws OfferException {
                if (!sdpFragment.contains("a=")) {
                    throw new OfferException("a fragment has lines that begin with a=");
                }
                if (!sdpFragment.contains("a=ice-ufrag:")) {
                    return Optional.empty();
                }
                generation++;
                untaken = CANDIDATES;
                return Optional.of("a=ice-ufrag:ours" + generation + "\r\n");
            }

            @Override
            public String iceTag() {
                return "ice" + generation;
            }

            @Override
            public synchronized List<Candidate> takeCandidates() {
                List<Candidate> taken = untaken;
                untaken = List.of();
                return taken;
            }

            @Override
            public void heartbeat() {}

            @Override
            public ListenerStatus status() {
                return new ListenerStatus(
                        "connected",
                        "opus",
                        "127.0.0.1:9",
                        Map.of(
                                "reports_received",
                                1L,
                                "fraction_lost",
                                64L,
                                "jitter_us",
                                1_500L,
                                "round_trip_us",
                                20_000L));
            }

            @Override
            public void close() {
                live.remove(id);
                if (live.isEmpty()) {
                    onEmpty.run();
                }
            }
        }
    }
}
