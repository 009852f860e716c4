package io.antiphon.control;

import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SegmentedStream;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkProvider;
import io.antiphon.engine.endpoint.StreamBroadcast;
import io.antiphon.engine.endpoint.StreamFormat;
import io.antiphon.engine.endpoint.StreamListener;
import io.antiphon.engine.endpoint.StreamOutlet;
import io.antiphon.engine.endpoint.StreamProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Streams of no sound: each listener gets the words of its format, and then the end unless streams are endless. Any thread. */
public final class FakeStreams implements StreamProvider {
    /** In the order of opening; closed ones stay. */
    public final List<FakeStream> streams = new CopyOnWriteArrayList<>();

    /** Whether listeners stay until they leave. */
    public volatile boolean endless;

    /** Why nothing can be encoded; null when all can. */
    public volatile @Nullable String problem;

    @Override
    public StreamBroadcast open(String name, Supplier<StreamFormat> usual, Runnable onIdle) {
        FakeStream stream = new FakeStream(onIdle);
        streams.add(stream);
        return stream;
    }

    /** One sink's streams. */
    public final class FakeStream implements StreamBroadcast {
        public final List<FakeListener> listeners = new CopyOnWriteArrayList<>();
        public volatile boolean closed;
        private final Runnable onIdle;
        private volatile @Nullable StreamFormat segmented;

        private FakeStream(Runnable onIdle) {
            this.onIdle = onIdle;
        }

        @Override
        public SinkEndpoint input() {
            return new FakeEndpoints.FakeSink(
                    new SinkProvider.SinkRequest("tap", "", 1, new PcmFormat(48_000, 16, 2, 3)));
        }

        @Override
        public StreamListener join(StreamFormat format, StreamOutlet outlet) throws EndpointException {
            requireNoProblem();
            FakeListener listener = new FakeListener(this, format, outlet);
            listeners.add(listener);
            var _ = listener.send(format.describe().getBytes(StandardCharsets.UTF_8));
            return listener;
        }

        @Override
        public SegmentedStream segments(StreamFormat format) throws EndpointException {
            requireNoProblem();
            segmented = format;
            return new FakeSegments();
        }

        @Override
        public Optional<SegmentedStream> runningSegments(StreamFormat format) {
            return format.equals(segmented) ? Optional.of(new FakeSegments()) : Optional.empty();
        }

        private void requireNoProblem() throws EndpointException {
            String reason = problem;
            if (reason != null) {
                throw new EndpointException(reason);
            }
        }

        @Override
        public boolean isIdle() {
            return listeners.isEmpty() && segmented == null;
        }

        @Override
        public List<StreamListener> listeners() {
            return List.copyOf(listeners);
        }

        @Override
        public Map<String, Long> counters() {
            return Map.of("slow_listeners_dropped", 3L);
        }

        @Override
        public void close() {
            closed = true;
            listeners.forEach(FakeListener::close);
        }
    }

    /** One listener. */
    public final class FakeListener implements StreamListener {
        private final FakeStream stream;
        private final StreamFormat format;
        private final StreamOutlet outlet;
        private CompletableFuture<Boolean> last = CompletableFuture.completedFuture(true);

        private FakeListener(FakeStream stream, StreamFormat format, StreamOutlet outlet) {
            this.stream = stream;
            this.format = format;
            this.outlet = outlet;
        }

        /** Sends bytes when those before have gone. */
        public CompletableFuture<Boolean> send(byte[] bytes) {
            last.join();
            CompletableFuture<Boolean> sent = new CompletableFuture<>();
            last = sent;
            outlet.send(bytes, taken -> {
                sent.complete(taken);
                if (!taken || !endless) {
                    Thread.startVirtualThread(this::close); // as a stream does it: not within the sending
                }
            });
            return sent;
        }

        @Override
        public StreamFormat format() {
            return format;
        }

        @Override
        public boolean isOver() {
            return !stream.listeners.contains(this);
        }

        @Override
        public long sentBytes() {
            return 5;
        }

        @Override
        public void close() {
            if (stream.listeners.remove(this)) {
                outlet.end();
                if (stream.isIdle()) {
                    stream.onIdle.run();
                }
            }
        }
    }

    /** Three segments, the seventh to the ninth. */
    private static final class FakeSegments implements SegmentedStream {
        @Override
        public CompletableFuture<List<Segment>> window() {
            return CompletableFuture.completedFuture(
                    List.of(new Segment(7, 2.00533), new Segment(8, 2.00533), new Segment(9, 2.00533)));
        }

        @Override
        public Optional<byte[]> segment(long number) {
            return number >= 7 && number <= 9
                    ? Optional.of(("segment " + number).getBytes(StandardCharsets.UTF_8))
                    : Optional.empty();
        }
    }
}
