package io.antiphon.control.listen;

import io.antiphon.control.apply.TapId;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.model.Sink;
import io.antiphon.control.running.ControlLoop;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.settings.Setting;
import io.antiphon.control.settings.StreamLimits;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SegmentedStream;
import io.antiphon.engine.endpoint.StreamBroadcast;
import io.antiphon.engine.endpoint.StreamFormat;
import io.antiphon.engine.endpoint.StreamListener;
import io.antiphon.engine.endpoint.StreamOutlet;
import io.antiphon.engine.endpoint.StreamProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Players that hear sinks by HTTP: a sink goes on the air when the first one asks for it and off the air when none of its
 * encoders runs any more. Any thread may call; what goes on the air and off is decided on the control thread.
 */
public final class Streaming implements AutoCloseable {
    private final ControlLoop loop;
    private final RunningSystem system;
    private final StreamProvider provider;
    private final StreamLimits limits;
    private final IntSupplier usualKbps;

    /** Guards the places, and who is being let in: of a sink on the air no listener waits for the control thread. */
    private final Object lock = new Object();

    /** Who is being let in or listens, by address; who has left too, until the next one comes. */
    private final Map<String, List<Ticket>> seats = new HashMap<>();

    /** All of these. */
    private int taken;

    private final Map<String, OnAir> onAir = new ConcurrentHashMap<>();

    /**
     * @param loop the control thread
     * @param system whose sinks are listened to
     * @param provider what encodes them
     * @param limits how many listeners there may be
     * @param usualKbps bit rate of MP3 that does not say its own
     */
    public Streaming(
            ControlLoop loop,
            RunningSystem system,
            StreamProvider provider,
            StreamLimits limits,
            IntSupplier usualKbps) {
        this.usualKbps = usualKbps;
        this.loop = loop;
        this.system = system;
        this.provider = provider;
        this.limits = limits;
        system.addObserver(this::dropDeleted);
    }

    /** The MP3 of who does not say which. */
    public StreamFormat usualMp3() {
        return StreamFormat.mp3UpTo(usualKbps.getAsInt());
    }

    /** The sink of that name, that identity or, the first of them, that address. */
    public Optional<Sink> find(String called) {
        Optional<Sink> named = system.everything().sink(called);
        return named.isPresent()
                ? named
                : system.everything().sinks().stream()
                        .filter(sink -> called.equals(sink.ip()))
                        .findFirst();
    }

    /**
     * Finds the sink and takes it on the air. To be followed by {@link Ticket#join} or {@link Ticket#close}.
     *
     * @param called name, identity or address of the sink
     * @param address where the listener comes from
     * @return a place kept for one listener; fails with {@link ChangeRefused} when there is no such sink, with {@link
     *     ListenersFullException} when there is no place
     */
    public CompletableFuture<Ticket> admit(String called, String address) {
        try {
            Sink sink = require(called);
            synchronized (lock) {
                OnAir air = onAir.get(sink.configId());
                if (air != null) {
                    return CompletableFuture.completedFuture(seat(sink, air, address));
                }
            }
        } catch (ChangeRefused | ListenersFullException e) {
            return CompletableFuture.failedFuture(e);
        }
        return loop.submit(() -> {
            Sink sink = require(called);
            OnAir air = air(sink);
            try {
                synchronized (lock) {
                    return seat(sink, air, address);
                }
            } finally {
                dropIdle(air.sinkId); // nobody was let in
            }
        });
    }

    private Ticket seat(Sink sink, OnAir air, String address) throws ListenersFullException {
        List<Ticket> there = requireSeat(address);
        Ticket ticket = new Ticket(sink, air);
        there.add(ticket);
        taken++;
        return ticket;
    }

    /**
     * The sink in segments; it goes on the air when it was not.
     *
     * @return fails as {@link #admit}, and with {@link EndpointException} when it cannot be encoded so
     */
    public CompletableFuture<SegmentedStream> segments(String called, StreamFormat format) {
        return loop.submit(() -> {
                    OnAir air = air(require(called));
                    synchronized (lock) {
                        air.joining++;
                    }
                    return air;
                })
                .thenApplyAsync(air -> segments(air, format), Thread::startVirtualThread);
    }

    private SegmentedStream segments(OnAir air, StreamFormat format) {
        try {
            return air.broadcast.segments(format);
        } catch (EndpointException e) {
            throw new NotEncodedException(e);
        } finally {
            release(air);
        }
    }

    /** The sink in segments, when it is on the air so already. */
    public Optional<SegmentedStream> runningSegments(String called, StreamFormat format) {
        return find(called)
                .map(sink -> onAir.get(sink.configId()))
                .flatMap(air -> air.broadcast.runningSegments(format));
    }

    /** Whether somebody listens to that sink. */
    public boolean hears(String sinkId) {
        OnAir air = onAir.get(sinkId);
        return air != null && !air.broadcast.isIdle();
    }

    /** All who listen to a sink, by its identity. */
    public List<StreamListener> listeners(String sinkId) {
        OnAir air = onAir.get(sinkId);
        return air == null ? List.of() : air.broadcast.listeners();
    }

    /** What has happened to a sink's streams since it is on the air; empty when it is not. */
    public Map<String, Long> counters(String sinkId) {
        OnAir air = onAir.get(sinkId);
        return air == null ? Map.of() : air.broadcast.counters();
    }

    /** Ends all streams. */
    @Override
    public void close() {
        onAir.values().forEach(air -> air.broadcast.close());
        onAir.clear();
    }

    /**
     * The sink that is called so and may be listened to.
     *
     * @throws ChangeRefused when there is none
     */
    public Sink require(String called) throws ChangeRefused {
        Sink sink = find(called)
                .orElseThrow(() -> ConfigurationEditor.unknown(system.configuration(), EntityKind.SINK, called));
        if (sink.group()) {
            throw new ChangeRefused(
                    ChangeRefused.Reason.CONFLICT,
                    Problem.of("is_group", "sink", "'" + sink.name() + "' is a group; listen to one of its sinks"));
        }
        if (!sink.enableMp3()) {
            throw new ChangeRefused(
                    ChangeRefused.Reason.CONFLICT,
                    new Problem(
                            "streams_off",
                            "'" + sink.name() + "' gives no streams",
                            "enable_mp3",
                            "Its enable_mp3 is false.",
                            null));
        }
        return sink;
    }

    /** All of an address, among whom there is room for one more. */
    private List<Ticket> requireSeat(String address) throws ListenersFullException {
        sweep();
        if (taken >= limits.listeners()) {
            throw new ListenersFullException(limits.listeners() + " players listen", Setting.MAX_STREAM_LISTENERS);
        }
        List<Ticket> there = seats.computeIfAbsent(address, _ -> new ArrayList<>());
        if (there.size() >= limits.listenersPerAddress()) {
            throw new ListenersFullException(
                    there.size() + " players listen from " + address, Setting.MAX_STREAM_LISTENERS_PER_ADDRESS);
        }
        return there;
    }

    /** Forgets who has left, and with it what it was sent by. */
    private void sweep() {
        seats.values().forEach(this::forgetLeft);
        seats.values().removeIf(List::isEmpty);
    }

    private void forgetLeft(List<Ticket> tickets) {
        int before = tickets.size();
        tickets.removeIf(Ticket::isOver);
        taken -= before - tickets.size();
    }

    private OnAir air(Sink sink) {
        String id = sink.configId();
        OnAir air = onAir.get(id);
        if (air == null) {
            StreamBroadcast broadcast =
                    provider.open(sink.name(), this::usualMp3, () -> loop.execute(() -> dropIdle(id)));
            air = new OnAir(id, broadcast);
            system.putTap(TapId.players(id), broadcast.input());
            onAir.put(id, air);
        }
        return air;
    }

    private void release(OnAir air) {
        synchronized (lock) {
            air.joining--;
        }
        if (air.broadcast.isIdle()) {
            loop.execute(() -> dropIdle(air.sinkId));
        }
    }

    private void dropIdle(String sinkId) {
        OnAir air = onAir.get(sinkId);
        synchronized (lock) {
            if (air == null || air.joining > 0 || !air.broadcast.isIdle()) {
                return;
            }
            onAir.remove(sinkId);
        }
        drop(air);
    }

    private void dropDeleted() {
        for (OnAir air : onAir.values()) {
            boolean listenable = system.everything().sinks().stream()
                    .anyMatch(sink -> sink.configId().equals(air.sinkId) && !sink.group() && sink.enableMp3());
            if (!listenable) {
                drop(air);
            }
        }
    }

    private void drop(OnAir air) {
        onAir.remove(air.sinkId);
        system.removeTap(TapId.players(air.sinkId));
        air.broadcast.close();
        synchronized (lock) {
            sweep();
        }
    }

    /** A place kept for one listener: as long as it is open, the sink stays on the air. Used once, by one thread. */
    public final class Ticket implements AutoCloseable {
        private final Sink sink;
        private final OnAir air;
        private volatile @Nullable StreamListener listener;
        private volatile boolean closed;

        private Ticket(Sink sink, OnAir air) {
            this.sink = sink;
            this.air = air;
            air.joining++;
        }

        /** What is listened to. */
        public Sink sink() {
            return sink;
        }

        /**
         * Lets the listener in.
         *
         * @throws EndpointException when it cannot be encoded so
         */
        public StreamListener join(StreamFormat format, StreamOutlet outlet) throws EndpointException {
            StreamListener joined = air.broadcast.join(format, outlet);
            listener = joined;
            return joined;
        }

        /** Gives the place back; a listener that has joined stays. */
        @Override
        public void close() {
            closed = true;
            release(air);
        }

        /** True when nobody is let in by it any more and who was has left. */
        private boolean isOver() {
            StreamListener joined = listener;
            return closed && (joined == null || joined.isOver());
        }
    }

    /** A sink cannot be encoded as asked. */
    public static final class NotEncodedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotEncodedException(EndpointException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** A sink on the air. */
    private static final class OnAir {
        private final String sinkId;
        private final StreamBroadcast broadcast;

        /** Listeners that are being let in. Guarded by the lock. */
        private int joining;

        private OnAir(String sinkId, StreamBroadcast broadcast) {
            this.sinkId = sinkId;
            this.broadcast = broadcast;
        }
    }
}
