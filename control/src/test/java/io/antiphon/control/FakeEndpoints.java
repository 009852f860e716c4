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
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkProvider;
import io.antiphon.engine.endpoint.SinkStatus;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceProvider;
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

    /** Takes every tag but {@code nobody:…}; a source plays a constant of {@code level}. */
    public SourceProvider sourceProvider() {
        return new SourceProvider() {
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
                if (request.host().equals("refused.example")) {
                    throw new EndpointException("nobody is called refused.example");
                }
                FakeSink sink = new FakeSink(request);
                sinks.add(sink);
                return sink;
            }
        };
    }

    /** What sinks were told to do about rounding. */
    public volatile Dither dither = Dither.NONE;

    /** What was wished of jitter buffers. */
    public volatile PlayoutTuning.Wish playout = PlayoutTuning.Wish.USUAL;

    /** Why nobody can join; null lets everybody in. */
    public volatile UnavailableException.@Nullable Why unavailable;

    public BroadcastProvider broadcastProvider() {
        return (name, onEmpty) -> {
            FakeBroadcast broadcast = new FakeBroadcast(this, onEmpty);
            broadcasts.add(broadcast);
            return broadcast;
        };
    }

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
            private final String id;

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
            public void heartbeat() {}

            @Override
            public ListenerStatus status() {
                return new ListenerStatus("connected", "opus", "127.0.0.1:9", Map.of());
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
